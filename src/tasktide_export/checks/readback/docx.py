"""Read a DOCX back from its parts, without python-docx."""

from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.readback.base import Heading, Readback
from tasktide_export.checks.readback.word import (
    GENERATED,
    Line,
    Styles,
    generated_styles,
    paragraph_level,
    paragraph_style,
    read_line,
    value,
    w,
)
from tasktide_export.errors import ReadError

_FRONT = frozenset({"title", "subtitle", "author", "date"})
_SMALLEST_TABLE = 2


def read(data: bytes) -> Readback:
    """Return what the document says; raise :class:`ReadError` when it cannot be opened."""
    archive = Archive(data)
    styles = Styles(archive.xml("word/styles.xml"))
    body = archive.xml("word/document.xml").find(w("body"))
    if body is None:
        raise ReadError("the document has no body", where="docx")
    text = _Text(styles)
    text.read(body)
    notes = _Text(styles)
    for note in _notes(archive):
        notes.read(note)
    return Readback(
        format="docx",
        title=_core(archive, "title") or text.title,
        language=_language(archive),
        headings=tuple(text.headings),
        contents=tuple(text.contents),
        body_texts=tuple(text.pieces),
        note_texts=tuple(notes.pieces),
        alternatives=(*text.alternatives, *notes.alternatives),
        formulas=(*text.formulas, *notes.formulas),
        bare_tables=(*text.bare_tables, *notes.bare_tables),
    )


class _Text:
    """The text of the body or of a note, in order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.title = ""
        self.headings: list[Heading] = []
        self.contents: list[Heading] = []
        self.pieces: list[str] = []
        self.alternatives: list[str | None] = []
        self.formulas: list[str | None] = []
        self.bare_tables: list[str] = []

    def read(self, container: Any) -> None:
        for child in container:
            if child.tag == w("p"):
                self._paragraph(child)
            elif child.tag == w("tbl"):
                self._table(child)
            elif child.tag == w("sdt"):
                self._control(child)
            elif isinstance(child.tag, str) and child.tag not in {w("sectPr"), w("tcPr")}:
                self.read(child)

    def _paragraph(self, paragraph: Any) -> None:
        line = read_line(paragraph, generated_styles(self._styles, paragraph))
        name = self._styles.name(paragraph_style(paragraph))
        if name in _FRONT:
            if name == "title":
                self.title = " ".join(line.text.split())
            return
        if name in {"toc heading", "table of figures", GENERATED}:
            return
        self._keep(line)
        level = paragraph_level(paragraph, self._styles)
        if level is not None and line.text.strip():
            self.headings.append(Heading(level, " ".join(line.text.split())))

    def _keep(self, line: Line) -> None:
        self.alternatives += line.alternatives
        self.formulas += line.formulas
        if line.text.strip():
            self.pieces.append(line.text)

    def _table(self, table: Any) -> None:
        start = len(self.pieces)
        rows = table.findall(w("tr"))
        for row in rows:
            self.read(row)
        wide = any(len(row.findall(w("tc"))) >= _SMALLEST_TABLE for row in rows)
        headed = any(row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows)
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        first_column = look is not None and look.get(w("firstColumn")) in {"1", "true"}
        if len(rows) >= _SMALLEST_TABLE and wide and not headed and not first_column:
            self.bare_tables.append(" ".join(self.pieces[start:])[:60])

    def _control(self, control: Any) -> None:
        gallery = value(control, "sdtPr/docPartObj/docPartGallery")
        content = control.find(w("sdtContent"))
        if content is None:
            return
        if gallery == "Table of Contents":
            self.contents += _rows(content, self._styles)
        else:
            self.read(content)


def _rows(content: Any, styles: Styles) -> Iterator[Heading]:
    """Yield the lines of the contents: paragraphs in the styles TOC 1 to TOC 9."""
    for paragraph in content.iter(w("p")):
        name, _, level = styles.name(paragraph_style(paragraph)).partition(" ")
        if name == "toc" and level.isdecimal():
            words = read_line(paragraph, frozenset()).text
            yield Heading(int(level), " ".join(words.split()))


def _notes(archive: Archive) -> Iterator[Any]:
    if "word/footnotes.xml" in archive:
        for note in archive.xml("word/footnotes.xml").iter(w("footnote")):
            if note.get(w("type"), "normal") == "normal":
                yield note


def _core(archive: Archive, name: str) -> str:
    if "docProps/core.xml" not in archive:
        return ""
    root = archive.xml("docProps/core.xml")
    found = next(root.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"), None)
    return " ".join((found.text or "").split()) if found is not None else ""


_UNDETERMINED = "und"
_WORDS_UNDETERMINED = "x-none"
"""What Word writes for a language that is not known."""


def _language(archive: Archive) -> str:
    """Return the language of the document's defaults, which every run inherits."""
    defaults = archive.xml("word/styles.xml").find(f"{w('docDefaults')}/{w('rPrDefault')}")
    tag = None if defaults is None else defaults.find(f"{w('rPr')}/{w('lang')}")
    if tag is None:
        return ""
    core = _core(archive, "language")
    own = {tag.get(w(name), "") for name in ("val", "bidi", "eastAsia")}
    told = core if core and core in own else str(tag.get(w("val"), ""))
    return _UNDETERMINED if told == _WORDS_UNDETERMINED else told
