"""A story: one stream of paragraphs in one part (the body, or a note)."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tasktide_export.exporters.docx.package import Package
from tasktide_export.exporters.docx.place import Place
from tasktide_export.exporters.docx.wordml import Element, W, w

_BELOW_TABLE = 200
_MIRRORED = {"top": "top", "left": "right", "bottom": "bottom", "right": "left"}
Mark: TypeAlias = tuple[int, int]
"""A list marker: the level and the number (``w:ilvl``, ``w:numId``)."""


@dataclass(slots=True)
class Links:
    """The relationships of one part, each made once."""

    part: Any
    _made: dict[tuple[str, str], str] = field(default_factory=dict)

    def external(self, address: str) -> str:
        """Return the relationship id of a hyperlink to ``address``."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        return self._relate(kind, address, address, external=True)

    def image(self, part: Any) -> str:
        """Return the relationship id of an image part."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        return self._relate(kind, str(part.partname), part, external=False)

    def _relate(self, kind: str, key: str, target: Any, *, external: bool) -> str:
        if (kind, key) not in self._made:
            # python-docx's own relate_to searches all relationships each time.
            name = f"rIdX{len(self._made) + 1}"
            self.part.load_rel(kind, target, name, external)
            self._made[kind, key] = name
        return self._made[kind, key]


@dataclass(slots=True)
class Story:
    """Where paragraphs are written, and what waits for the next one.

    ``mark`` is a list marker and ``bookmarks`` are names that the next
    paragraph takes; ``opening`` says that it begins with the note's number.
    ``notes`` tells whether references to notes may stand here: no note may hold
    a footnote.
    """

    package: Package
    links: Links
    container: Element
    notes: bool = True
    mark: Mark | None = None
    opening: bool = False
    bookmarks: list[str] = field(default_factory=list)
    last: Element | None = None

    @contextlib.contextmanager
    def paragraph(
        self, place: Place, style: str = "", *, keep_next: bool = False
    ) -> Iterator[Element]:
        """Open a paragraph in ``style``, which indents it further, or in that of ``place``."""
        # A marker stands alone, and so does what keeps tables apart; nothing else does.
        bare = self.mark is not None or style == "TableEnd"
        paragraph = w(self.container, "p")
        self._properties(paragraph, place, style, keep_next=keep_next)
        numbers = [self.package.bookmarks.begin(paragraph, name) for name in self.bookmarks]
        self.bookmarks.clear()
        if self.opening:
            self.opening = False
            write_note_number(paragraph)
        yield paragraph
        if len(paragraph) == 1 and not bare and len(self.container) > 1:
            self.container.remove(paragraph)
            return
        for number in numbers:
            self.package.bookmarks.end(paragraph, number)
        self.last = paragraph

    def _properties(self, paragraph: Element, place: Place, style: str, *, keep_next: bool) -> None:
        """Append ``w:pPr``; its children keep the order of the schema (17.3.1.26)."""
        natural = self.package.indents.get(style or place.style, 0)
        wanted = place.indent + natural if style else place.indent
        properties = w(paragraph, "pPr")
        w(properties, "pStyle", val=style or place.style)
        if keep_next or place.keep_next:
            w(properties, "keepNext")
        hanging = wanted if self.opening else 0
        if self.mark is not None:
            level, number = self.mark
            self.mark = None
            natural = self.package.numbering.indent(level)
            mirrored = place.direction == "rtl"
            hanging = self.package.numbering.hanging(level, mirrored=mirrored)
            numbering = w(properties, "numPr")
            w(numbering, "ilvl", val=level)
            w(numbering, "numId", val=number)
        if place.direction == "rtl":
            self._mirror_box(properties, style or place.style)
            w(properties, "bidi")
        if self._follows_table(paragraph) and not style.startswith("Heading"):
            w(properties, "spacing", before=_BELOW_TABLE)
        if wanted != natural or self.opening:
            indent = w(properties, "ind", left=wanted)
            if hanging:
                indent.set(indent.tag.replace("ind", "hanging"), str(hanging))
        if place.depth and not style and place.style in self.package.boxes:
            # The room between a box's paragraphs is too much between items of a list.
            w(properties, "contextualSpacing")
        if place.alignment:
            w(properties, "jc", val=place.alignment)

    @staticmethod
    def _follows_table(paragraph: Element) -> bool:
        before = paragraph.getprevious()
        return before is not None and before.tag == f"{{{W}}}tbl"

    def _mirror_box(self, properties: Element, style: str) -> None:
        """Put the bar of a style where text from right to left begins.

        Borders are physical (17.3.1.17), unlike indents.
        """
        box = self.package.boxes.get(style)
        if box is None:
            return
        borders = w(properties, "pBdr")
        for side, source in _MIRRORED.items():
            border = box.find(f"{{{W}}}{source}")
            if border is not None:
                copied = w(borders, side)
                for name, value in border.attrib.items():
                    copied.set(name, value)
            elif box.find(f"{{{W}}}{side}") is not None:
                w(borders, side, val="nil")

    def apart(self, style: str, place: Place) -> int:
        """Return how much further in a block in a box must stand, in twentieths of a point.

        Boxes alike in style and indent that follow each other would be joined into
        one (17.3.1.24); the least difference keeps them apart.
        """
        before = self.container[-1] if len(self.container) else None
        properties = None if before is None else before.find(f"{{{W}}}pPr")
        if properties is None:
            return 0
        named = properties.find(f"{{{W}}}pStyle")
        if named is None or named.get(f"{{{W}}}val") != style:
            return 0
        natural = self.package.indents.get(style, 0)
        indent = properties.find(f"{{{W}}}ind")
        left = str(natural) if indent is None else indent.get(f"{{{W}}}left", "0")
        return int(left == str(place.indent + natural))

    def flush(self, place: Place) -> None:
        """Give a waiting marker or note number a paragraph of its own.

        What comes next is a list or a table, which cannot carry it.
        """
        if self.mark is not None or self.opening:
            with self.paragraph(place):
                pass

    def bookmark(self, name: str) -> None:
        """Put a bookmark for the id ``name`` on the next paragraph, if anything needs it."""
        if name and self.package.bookmarks.wants(name):
            self.bookmarks.append(self.package.bookmarks.name(name))


def write_note_number(paragraph: Element) -> None:
    """Append the number that a note begins with (17.11.13) and a space."""
    run = w(paragraph, "r")
    w(w(run, "rPr"), "rStyle", val="FootnoteReference")
    w(run, "footnoteRef")
    w(w(paragraph, "r"), "tab")
