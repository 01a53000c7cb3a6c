"""Pictures: alternative texts, decoration, and what floats."""

from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.finding import doubt, fault
from tasktide_export.checks.readback.word import w
from tasktide_export.checks.rules.images import is_file_name, is_vague, says_nothing
from tasktide_export.checks.wordfile.opened import Story, WordFile, words
from tasktide_export.document import Finding

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SHAPES = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML = "{urn:schemas-microsoft-com:vml}"
_LONGEST = 250
"""Characters after which an alternative text had better be a description."""
_SEQUENCE = "WCAG 2.2 SC 1.3.2"
_NON_TEXT = "WCAG 2.2 SC 1.1.1"


def picture_findings(file: WordFile) -> Iterator[Finding]:
    """Yield pictures without an alternative text, with a bad one, and those that float."""
    for story in file.stories:
        for properties in story.all(f"{_WP}docPr"):
            where = story.place(properties)
            yield from _alternative(properties, where)
        for anchor in story.all(f"{_WP}anchor"):
            message = "a picture floats: where in the text it is read is anybody's guess"
            yield doubt("picture-floating", message, story.place(anchor), "", _SEQUENCE)
        for shape in story.all(f"{_VML}shape", f"{_VML}rect"):
            yield from _old_shape(shape, story)


def _alternative(properties: Any, where: str) -> Iterator[Finding]:
    text = properties.get("descr", "")
    flags = [one.get("val") for one in properties.iter(_DECORATIVE)]
    decorative = bool(flags) and flags[0] in {"1", "true"}
    if decorative:
        if text.strip():
            message = "a picture is called decoration and has an alternative text"
            yield doubt("image-decorative-described", message, where, text, _NON_TEXT)
    elif not text.strip():
        message = "a picture has no alternative text and is not marked as decoration"
        name = properties.get("title", "") or properties.get("name", "")
        yield fault("image-alternative-missing", message, where, name, _NON_TEXT)
    elif is_file_name(text):
        message = "a picture's alternative text is a file name"
        yield fault("image-alternative-file-name", message, where, text, _NON_TEXT)
    elif is_vague(text) or says_nothing(text):
        message = "a picture's alternative text only says that there is a picture"
        yield doubt("image-alternative-vague", message, where, text, _NON_TEXT)
    elif len(text) > _LONGEST:
        message = f"an alternative text has {len(text)} characters; readers cannot pause in it"
        yield doubt("image-alternative-long", message, where, text, _NON_TEXT)


def _old_shape(shape: Any, story: Story) -> Iterator[Finding]:
    where = story.place(shape)
    if "WaterMark" in shape.get("id", "") or shape.find(f"{_VML}textpath") is not None:
        yield doubt("watermark", "a watermark lies behind the text", where, "", "WCAG 2.2 SC 1.4.3")
    elif not shape.get("alt", "").strip() and shape.find(f"{_VML}imagedata") is not None:
        message = "a picture of the old kind has no alternative text"
        yield fault("image-alternative-missing", message, where, "", _NON_TEXT)


def box_findings(file: WordFile) -> Iterator[Finding]:
    """Yield text boxes, which are read before or after everything, if at all."""
    for story in file.stories:
        for box in story.all(w("txbxContent")):
            message = "text stands in a box of its own, outside the order of reading"
            where = story.place(box)
            yield doubt("text-box", message, where, words(box), _SEQUENCE)
