"""Headings, contents, lists and white space."""

import re
from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.finding import doubt, fault
from tasktide_export.checks.readback.word import (
    generated_styles,
    paragraph_level,
    paragraph_style,
    read_line,
    value,
    w,
)
from tasktide_export.checks.verification.words import squeeze
from tasktide_export.checks.wordfile.opened import Story, WordFile, words
from tasktide_export.document import Finding

_LONG_TEXT = 20
"""Paragraphs from which on a text needs headings."""
_LONGEST_HEADING = 200
_SPACES = re.compile(r"[ \u00a0]{3,}|\t\s*\t")
_TYPED = re.compile(r"(?:[•◦▪‣·*]|[-–—](?=\s)|\(?[0-9]{1,3}[.)](?=\s)|\(?[a-z][.)](?=\s))\s*\S")  # noqa: RUF001
_SEEN = ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym", "br")
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_INFO = "WCAG 2.2 SC 1.3.1"
_FRONT = frozenset({"title", "subtitle", "toc heading"})


def heading_findings(file: WordFile) -> Iterator[Finding]:
    """Yield empty, skipped and endless headings, and long texts without any."""
    story, level, count = file.stories[0], 0, 0
    for paragraph in story.all(w("p")):
        count += bool(words(paragraph))
        own = paragraph_level(paragraph, file.styles)
        if own is None or _style(paragraph, file) in _FRONT:
            continue
        where, text = story.place(paragraph), words(paragraph)
        if not text and _is_bare(paragraph):
            yield fault("heading-empty", "a heading has no words", where, "", _INFO)
            continue
        if own > level + 1:
            message = f"a heading of level {own} follows one of level {level}"
            yield fault("heading-level-skipped", message, where, text, _INFO)
        if len(text) > _LONGEST_HEADING:
            message = f"a heading of {len(text)} characters is hardly one"
            yield doubt("heading-long", message, where, text, "WCAG 2.2 SC 2.4.6")
        level = own
    if not level and count >= _LONG_TEXT:
        message = f"{count} paragraphs have no heading among them"
        yield doubt("heading-none", message, story.part, "", "WCAG 2.2 SC 2.4.10")


def _style(paragraph: Any, file: WordFile) -> str:
    return file.styles.name(paragraph_style(paragraph))


def contents_findings(file: WordFile) -> Iterator[Finding]:
    """Yield rows of the contents that lead to something that is no heading of these words."""
    story = file.stories[0]
    holders = {mark.get(w("name"), ""): _holder(mark) for mark in story.all(w("bookmarkStart"))}
    for paragraph in story.all(w("p")):
        name, _, level = _style(paragraph, file).partition(" ")
        if name != "toc" or not level.isdecimal():
            continue
        for link in paragraph.iter(w("hyperlink")):
            target = holders.get(link.get(w("anchor"), ""))
            if target is not None and _own_words(target, file) != _own_words(link, file):
                message = f"a row of the contents leads to {words(target)[:60]!r}"
                where = story.place(paragraph)
                yield fault("contents-mislead", message, where, words(link), _INFO)


def _own_words(element: Any, file: WordFile) -> str:
    """Return the words that are the document's, without white space."""
    return squeeze(read_line(element, generated_styles(file.styles, element)).text)


def _holder(mark: Any) -> Any:
    """Return the paragraph that a bookmark is in, or the one after it."""
    tag = w("p")
    inside = next(mark.iterancestors(tag), None)
    return inside if inside is not None else next(mark.itersiblings(tag), None)


def space_findings(file: WordFile) -> Iterator[Finding]:
    """Yield white space that is there for the eye: empty paragraphs, runs of spaces or tabs."""
    for story in file.stories:
        for paragraph in story.all(w("p")):
            blank = _is_bare(paragraph) and not words(paragraph)
            if blank and not _is_needed(paragraph) and not _is_rule(paragraph, file):
                message = "an empty paragraph makes room; space belongs to the styles"
                yield doubt("paragraph-empty", message, story.place(paragraph), "", _INFO)
            elif _SPACES.search(_typed(paragraph)) and not _is_code(paragraph, file):
                message = "spaces or tabs are used to set words in place"
                where = story.place(paragraph)
                yield doubt("space-for-layout", message, where, words(paragraph), _INFO)


def _is_bare(paragraph: Any) -> bool:
    """Tell whether nothing that is seen is in a paragraph but perhaps words."""
    seen = {w(name) for name in _SEEN} | {f"{_MATHS}oMath", w("fldChar"), w("fldSimple")}
    return not any(one.tag in seen for one in paragraph.iter("*"))


def _is_needed(paragraph: Any) -> bool:
    """Tell whether the format asks for a paragraph here: cells, sections, between tables, lists."""
    properties = paragraph.find(w("pPr"))
    if properties is not None and any(
        properties.find(w(name)) is not None for name in ("sectPr", "numPr")
    ):
        return True
    parent = paragraph.getparent()
    alone = parent is not None and len(parent.findall(w("p"))) == 1
    before, after = paragraph.getprevious(), paragraph.getnext()
    beside = [one for one in (before, after) if one is not None and one.tag == w("tbl")]
    ends = parent is not None and parent.tag == w("tc") and after is None
    numbered = any(one.tag == w("footnoteRef") for one in paragraph.iter("*"))
    return alone or bool(beside) or ends or numbered


def _is_rule(paragraph: Any, file: WordFile) -> bool:
    """Tell whether a paragraph shows a line above or below: a change of scene."""
    looks = (paragraph, *file.styles.chain(paragraph_style(paragraph)))
    return any(one.find(f"{w('pPr')}/{w('pBdr')}") is not None for one in looks)


def _typed(paragraph: Any) -> str:
    """Return the text with its tabs; those of contents and markers are native."""
    pieces = []
    for one in paragraph.iter(w("t"), w("tab")):
        if one.tag == w("t"):
            pieces.append(one.text or "")
        elif one.getparent().tag == w("r"):
            pieces.append("\t")
    return "".join(pieces).strip()


def _is_code(paragraph: Any, file: WordFile) -> bool:
    name = _style(paragraph, file)
    return any(word in name for word in ("code", "preformatted", "verbatim", "macro"))


def list_findings(file: WordFile) -> Iterator[Finding]:
    """Yield runs of paragraphs whose bullets or numbers are typed."""
    for story in file.stories:
        typed: list[Any] = []
        for paragraph in (*story.all(w("p")), None):
            if paragraph is not None and _is_typed(paragraph, file):
                typed.append(paragraph)
                continue
            if len(typed) > 1:
                yield _typed_list(typed[0], story)
            typed = []


def _is_typed(paragraph: Any, file: WordFile) -> bool:
    style = _style(paragraph, file)
    numbered = value(paragraph, "pPr/numPr/numId") or style.startswith(("list", "toc", "heading"))
    return not numbered and _TYPED.match(words(paragraph)) is not None


def _typed_list(paragraph: Any, story: Story) -> Finding:
    message = "the marks of a list are typed, so no program knows that it is one"
    return doubt("list-typed", message, story.place(paragraph), words(paragraph), _INFO)
