"""The text of a tagged PDF in the order of its structure tree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tasktide_export.checks.readback.base import Heading
from tasktide_export.checks.readback.pdf.content import Key
from tasktide_export.checks.readback.pdf.tree import Element, descendants

_INLINE = frozenset(
    {"Span", "Quote", "Link", "Reference", "Code", "Em", "Strong", "Figure", "Formula"}
    | {"NonStruct", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "BibEntry"}
)
_HEADING = re.compile(r"H([1-9])")
_LAST_RANK = 6
_SMALLEST_TABLE = 2
_FRONT = "Front matter"
_GENERATED = "generated"


@dataclass(slots=True)
class TagReader:
    """Reads elements in order; ``texts`` are those of the marked content.

    ``first_rank`` is the rank of a top section's heading.
    """

    texts: Mapping[Key, str]
    first_rank: int = 1
    headings: list[Heading] = field(default_factory=list)
    printed: list[Heading] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    alternatives: list[str | None] = field(default_factory=list)
    formulas: list[str | None] = field(default_factory=list)
    bare_tables: list[str] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)
    _in_note: bool = False
    _sections: int = 0
    _numbering: str = ""

    def read(self, element: Element) -> None:
        """Read ``element`` with everything in it."""
        if element.title in {_FRONT, _GENERATED}:
            return
        match element.type:
            case "TOC":
                self._contents(element, 1)
            case "Figure" | "Formula":
                self._picture(element)
            case "Reference":
                pass
            case "Lbl" if self._is_number():
                pass
            case "Note":
                self._note(element)
            case "L":
                before, self._numbering = self._numbering, element.numbering
                self._block(element)
                self._numbering = before
            case "Sect":
                self._sections += 1
                self._block(element)
                self._sections -= 1
            case kind if kind in _INLINE:
                self._inside(element)
            case _:
                self._block(element)

    def flush(self) -> None:
        """End the current piece of text."""
        text = "".join(self._line)
        self._line.clear()
        if text.strip():
            (self.notes if self._in_note else self.body).append(text)

    def _is_number(self) -> bool:
        """Tell a list's or a note's number from the term of a definition list."""
        return self._numbering != "None" and (bool(self._numbering) or self._in_note)

    def _inside(self, element: Element) -> None:
        if element.actual is not None:
            self._line.append(element.actual)
            return
        for kid in element.kids:
            if isinstance(kid, Element):
                self.read(kid)
            else:
                self._line.append(self.texts.get(kid, ""))

    def _block(self, element: Element) -> None:
        self.flush()
        texts = self.notes if self._in_note else self.body
        start = len(texts)
        self._inside(element)
        self.flush()
        if rank := _HEADING.fullmatch(element.type):
            self._heading(int(rank[1]), " ".join(texts[start:]))
        if element.type == "Table" and _is_bare(element):
            self.bare_tables.append(" ".join(texts[start:])[:60])

    def _heading(self, rank: int, title: str) -> None:
        """Keep a heading; ranks end at H6, so that below it the sections are counted."""
        level = rank - self.first_rank + 1
        if rank == _LAST_RANK:
            level = max(level, self._sections)
        if level >= 1:
            self.headings.append(Heading(level, " ".join(title.split())))

    def _picture(self, element: Element) -> None:
        inner = [one for one in descendants(element) if one is not element]
        draws = element.alternative or any(not isinstance(kid, Element) for kid in element.kids)
        if not draws and any(one.type in {"Figure", "Caption"} for one in inner):
            self._block(element)
            return
        text = element.alternative or element.actual
        (self.formulas if element.type == "Formula" else self.alternatives).append(text)
        self._line.append(text or "")
        for caption in element.kids:
            if isinstance(caption, Element) and caption.type == "Caption":
                self.read(caption)

    def _note(self, element: Element) -> None:
        self.flush()
        before = self._in_note, self._numbering
        self._in_note, self._numbering = True, ""
        self._inside(element)
        self.flush()
        self._in_note, self._numbering = before

    def _contents(self, element: Element, level: int) -> None:
        for item in element.kids:
            if isinstance(item, Element) and item.type == "TOC":
                self._contents(item, level + 1)
            elif isinstance(item, Element) and item.type == "TOCI":
                self._item(item, level)

    def _item(self, item: Element, level: int) -> None:
        inner = TagReader(self.texts)
        for kid in item.kids:
            if isinstance(kid, Element) and kid.type == "Reference":
                inner._inside(kid)
            elif isinstance(kid, Element) and kid.type != "TOC":
                inner.read(kid)
        inner.flush()
        self.printed.append(Heading(level, " ".join(" ".join(inner.body).split())))
        for kid in item.kids:
            if isinstance(kid, Element) and kid.type == "TOC":
                self._contents(kid, level + 1)


def _is_bare(table: Element) -> bool:
    """Tell whether a table of two rows and two columns or more has no header cell."""
    rows = [one for one in descendants(table) if one.type == "TR"]
    wide = any(len(row.kids) >= _SMALLEST_TABLE for row in rows)
    headed = any(one.type == "TH" for one in descendants(table))
    return len(rows) >= _SMALLEST_TABLE and wide and not headed


def has_front_matter(tops: list[Element]) -> bool:
    """Tell whether the title stands apart, so that sections begin with H2."""
    return any(one.title == _FRONT for top in tops for one in descendants(top))
