"""Names and numbers that point to something: bookmarks, notes, lists, styles, fields.

Validators of the schema see each of them as a string.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.finding import doubt, fault
from tasktide_export.checks.readback.word import w
from tasktide_export.checks.wordfile.opened import Story, WordFile, words
from tasktide_export.document import Finding

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERS = frozenset({"PAGEREF", "REF", "NOTEREF"})
_TOP = "_top"
"""The start of the document, which Word knows without a bookmark."""


def bookmark_findings(file: WordFile) -> Iterator[Finding]:
    """Yield bookmarks that are there twice or never end, and links to none (17.13.6, 17.16.22)."""
    starts = [(one, story) for story in file.stories for one in story.all(w("bookmarkStart"))]
    ends = {one.get(w("id")) for story in file.stories for one in story.all(w("bookmarkEnd"))}
    names = Counter(one.get(w("name"), "").lower() for one, _ in starts)
    for one, story in starts:
        name = one.get(w("name"), "")
        if names[name.lower()] > 1:
            names[name.lower()] = 1
            yield _fault("bookmark-twice", f"the bookmark {name!r} is there twice", story, one)
        if one.get(w("id")) not in ends:
            yield _fault("bookmark-open", f"the bookmark {name!r} never ends", story, one)
    for story in file.stories:
        yield from _links(story, {*names, _TOP})


def _links(story: Story, names: set[str]) -> Iterator[Finding]:
    for link in story.all(w("hyperlink")):
        anchor = link.get(w("anchor"), "")
        if anchor and not link.get(f"{_LINK}id") and anchor.lower() not in names:
            message = f"a link leads to the bookmark {anchor!r}, which is not there"
            yield _fault("link-dangling", message, story, link)
    for element, code in instructions(story):
        command, *rest = code.split()[:2]
        if command.upper() in _REFERS and rest and rest[0].lower() not in names:
            message = f"a field asks for the bookmark {rest[0]!r}, which is not there"
            yield _fault("reference-dangling", message, story, element)


def instructions(story: Story) -> Iterator[tuple[Any, str]]:
    """Yield the code of each field with the element that it begins at (17.16)."""
    for simple in story.all(w("fldSimple")):
        if code := simple.get(w("instr"), "").strip():
            yield simple, code
    opened: list[tuple[Any, list[str]]] = []
    for one in story.all(w("fldChar"), w("instrText")):
        if one.tag == w("instrText"):
            if opened:
                opened[-1][1].append(one.text or "")
        elif one.get(w("fldCharType")) == "begin":
            opened.append((one, []))
        elif one.get(w("fldCharType")) == "end" and opened:
            begun, codes = opened.pop()
            if code := "".join(codes).strip():
                yield begun, code


def field_findings(file: WordFile) -> Iterator[Finding]:
    """Yield fields that end before they begin, or never (17.16.18)."""
    for story in file.stories:
        depth, last = 0, None
        for one in story.all(w("fldChar")):
            kind = one.get(w("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            last = one if kind == "begin" else last
            if depth < 0:
                yield _fault("field-unbalanced", "a field ends that never began", story, one)
                depth = 0
        if depth and last is not None:
            yield _fault("field-unbalanced", "a field is never closed", story, last)


def note_findings(file: WordFile) -> Iterator[Finding]:
    """Yield references to notes that are not there (17.11.14, 17.11.7)."""
    for kind in ("footnote", "endnote"):
        root = file.part(file.related(f"{kind}s"))
        known = {one.get(w("id")) for one in root.iter(w(kind))}
        for story in file.stories:
            for one in story.all(w(f"{kind}Reference")):
                if one.get(w("id")) not in known:
                    message = f"the {kind} {one.get(w('id'))} is not there"
                    yield _fault("note-missing", message, story, one)


def style_findings(file: WordFile) -> Iterator[Finding]:
    """Yield styles that are used or built upon and not there (17.3.1.27, 17.7.4.3)."""
    tags = (w("pStyle"), w("rStyle"), w("tblStyle"))
    seen: set[str] = set()
    for story in file.stories:
        for one in story.all(*tags):
            name = one.get(w("val"), "")
            if name not in file.styles and name not in seen:
                seen.add(name)
                yield _fault("style-missing", f"the style {name!r} is not there", story, one)
    for name, base in file.styles.bases():
        if base not in file.styles:
            message = f"the style {name!r} is based on {base!r}, which is not there"
            yield doubt("style-missing", message, "word/styles.xml", name, "ISO/IEC 29500-1 17.7")


def list_findings(file: WordFile) -> Iterator[Finding]:
    """Yield lists whose numbering is not there (17.9.18, 17.9.1)."""
    root = file.part(file.related("numbering"))
    known = {"0", *(one.get(w("numId"), "") for one in root.iter(w("num")))}
    defined = {one.get(w("abstractNumId"), "") for one in root.iter(w("abstractNum"))}
    seen: set[str] = set()
    for story in file.stories:
        for one in story.all(w("numId")):
            number = one.get(w("val"), "")
            if number not in known and number not in seen:
                seen.add(number)
                yield _fault("list-missing", f"the list {number} is not there", story, one)
    for one in root.iter(w("num")):
        of = one.find(w("abstractNumId"))
        if of is None or of.get(w("val")) not in defined:
            message = f"the list {one.get(w('numId'))} has no definition"
            yield fault("list-missing", message, file.related("numbering"))


def drawing_findings(file: WordFile) -> Iterator[Finding]:
    """Yield numbers of drawings that are given twice (20.4.2.5)."""
    seen: set[str] = set()
    for story in file.stories:
        for one in story.all(_DRAWING):
            number = one.get("id", "")
            if number in seen:
                message = f"two drawings have the number {number}"
                yield _fault("drawing-number-twice", message, story, one)
            seen.add(number)


def cell_findings(file: WordFile) -> Iterator[Finding]:
    """Yield table cells that do not end in a paragraph: Word opens no such file (17.4.65)."""
    for story in file.stories:
        for cell in story.all(w("tc")):
            content = [one for one in cell if isinstance(one.tag, str) and one.tag != w("tcPr")]
            last = content[-1].tag if content else ""
            if last not in {w("p"), w("sdt"), w("bookmarkEnd"), w("customXml")}:
                message = "a table cell does not end in a paragraph"
                yield _fault("cell-without-paragraph", message, story, cell)


def _fault(rule: str, message: str, story: Story, element: Any) -> Finding:
    paragraph = next(element.iterancestors(w("p")), element)
    return fault(rule, message, story.place(element), words(paragraph), "ISO/IEC 29500-1")
