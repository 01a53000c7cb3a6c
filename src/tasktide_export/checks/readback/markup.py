"""The text, headings and images of (X)HTML, for HTML pages and EPUB chapters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tasktide_export.checks.readback.base import Heading

_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "math", "q", "rp", "rt", "ruby", "s", "samp",
        "small", "span", "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "wbr",
    )
)  # fmt: skip
_SILENT = frozenset({"head", "script", "style", "template", "nav", "noscript", "title"})
_GENERATED_ROLES = frozenset({"doc-noteref", "doc-backlink", "doc-toc"})
_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_SMALLEST_TABLE = 2


def local_name(element: Any) -> str:
    """Return the element's name without namespace and in lower case ("" for comments)."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def classes(element: Any) -> frozenset[str]:
    """Return the element's classes."""
    return frozenset((element.get("class") or "").split())


def roles(element: Any) -> frozenset[str]:
    """Return the element's ARIA roles and, for each EPUB type, ``doc-`` before it."""
    types = (f"doc-{one}" for one in (element.get(_EPUB_TYPE) or "").split())
    return frozenset([*(element.get("role") or "").split(), *types])


def is_front(element: Any) -> bool:
    """Tell whether this is the front matter: title, authors, date."""
    return local_name(element) == "header" and "front" in classes(element)


def is_page_list(element: Any) -> bool:
    """Tell a list of pages: by its ARIA role, or by its EPUB type, which is spelt otherwise."""
    return bool(roles(element) & {"doc-pagelist", "doc-page-list"})


def has_long_description(page: Any) -> bool:
    """Tell whether something is described at length elsewhere in the page."""
    ids = {one.get("id") for one in page.iter("*")}
    return any(
        name in ids for one in page.iter("*") for name in one.get("aria-details", "").split()
    )


def is_header(cell: Any) -> bool:
    """Tell a header cell of a table: by its name or by its ARIA role."""
    return local_name(cell) == "th" or bool(roles(cell) & {"columnheader", "rowheader"})


def by_name(root: Any, name: str) -> Iterator[Any]:
    """Yield ``root`` and what is below it with the local name ``name``."""
    return (one for one in root.iter() if local_name(one) == name)


def visible_text(element: Any) -> str:
    """Return the words of a heading or a link, white space folded."""
    reading = Markup()
    reading.read(element)
    return " ".join(" ".join(reading.pieces()).split())


@dataclass(slots=True)
class Markup:
    """Reads elements in document order and keeps what a reader would meet.

    ``first_rank`` is the rank of a top section's heading (2 where ``h1`` is the
    page's title).
    """

    first_rank: int = 1
    headings: list[Heading] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    alternatives: list[str | None] = field(default_factory=list)
    formulas: list[str | None] = field(default_factory=list)
    bare_tables: list[str] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)
    _in_notes: bool = False

    def pieces(self) -> tuple[str, ...]:
        """Return the pieces of body text that were read so far."""
        self._flush()
        return tuple(self.body)

    def read(self, element: Any) -> None:
        """Read ``element`` with everything in it (its tail is not read)."""
        name = local_name(element)
        if not name or name in _SILENT or is_front(element) or element.get("hidden") is not None:
            return
        if element.get("aria-hidden") == "true":
            return
        if "generated" in classes(element) or roles(element) & _GENERATED_ROLES:
            return
        match name:
            case "br":
                self._line.append(" ")
            case "img":
                self._image(element)
            case "math":
                self._formula(element)
            case "svg":
                self._drawing(element)
            case _ if "img" in roles(element) and element.get("aria-label"):
                # An image whose bytes are not there: its name stands in for it.
                self._line.append(element.get("aria-label"))
            case _ if roles(element) & {"doc-endnotes", "doc-footnote"}:
                self._note(element)
            case _ if name in _INLINE:
                self._inside(element)
            case _:
                self._block(element, name)

    def _block(self, element: Any, name: str) -> None:
        self._flush()
        texts = self._texts
        start = len(texts)
        self._inside(element)
        self._flush()
        if name in _HEADINGS:
            self._heading(element, " ".join(texts[start:]))
        if (
            name == "table"
            and _is_data(element)
            and not any(is_header(one) for one in element.iter("*"))
        ):
            self.bare_tables.append(" ".join(texts[start:])[:60])

    def _inside(self, element: Any) -> None:
        self._line.append(element.text or "")
        for child in element:
            self.read(child)
            self._line.append(child.tail or "")

    def _heading(self, element: Any, title: str) -> None:
        told = element.get("aria-level", "")
        rank = _level(told) or _HEADINGS[local_name(element)]
        if rank >= self.first_rank:
            self.headings.append(Heading(rank - self.first_rank + 1, " ".join(title.split(" "))))

    def _image(self, element: Any) -> None:
        text = element.get("alt")
        decorative = text == "" or element.get("role") in {"presentation", "none"}
        if not decorative:
            self.alternatives.append(text)
            self._line.append(text or "")

    def _formula(self, element: Any) -> None:
        text = element.get("alttext") or None
        self.formulas.append(text)
        self._line.append(text or "")

    def _drawing(self, element: Any) -> None:
        if element.get("role") in {"presentation", "none"} or element.get("aria-hidden") == "true":
            return
        title = next((one.text for one in element if local_name(one) == "title"), None)
        text = element.get("aria-label") or title
        self.alternatives.append(text)
        self._line.append(text or "")

    def _note(self, element: Any) -> None:
        self._flush()
        before, self._in_notes = self._in_notes, True
        self._inside(element)
        self._flush()
        self._in_notes = before

    @property
    def _texts(self) -> list[str]:
        return self.notes if self._in_notes else self.body

    def _flush(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        if text.strip():
            self._texts.append(text)


def _is_data(table: Any) -> bool:
    rows = list(by_name(table, "tr"))
    wide = any(sum(_span(cell) for cell in row) >= _SMALLEST_TABLE for row in rows)
    return len(rows) >= _SMALLEST_TABLE and wide


def _span(cell: Any) -> int:
    told = cell.get("colspan") or ""
    return int(told) if re.fullmatch("[1-9][0-9]{0,3}", told) else 1


def _level(told: str) -> int:
    """Return a heading's level that is told, 0 for what is none."""
    return int(told) if re.fullmatch("[1-9][0-9]?", told) else 0


def list_lines(nav: Any) -> tuple[Heading, ...]:
    """Return the lines of a ``nav``: each ``li``'s own link, nested as the lists are."""
    return tuple(_lines(nav, 0))


def _lines(element: Any, level: int) -> Iterator[Heading]:
    for child in element:
        name = local_name(child)
        if name in {"ol", "ul"}:
            yield from _lines(child, level + 1)
        elif name in {"a", "span"} and level:
            yield Heading(level, visible_text(child))
        elif name and name not in _HEADINGS:
            yield from _lines(child, level)
