"""Bookmarks: the places that links, page references and notes lead to.

Sections, figures, tables and whatever a link leads to get a bookmark named by
their id.  Other blocks get none: Word lists bookmarks for its readers to jump
to, and a list of every paragraph would bury the places worth going to.
"""

import hashlib
from collections.abc import Iterator

from tasktide_export.document import Anchor, Document, Figure, Link, Table
from tasktide_export.document.walk import all_blocks, all_inlines, blocks, sections
from tasktide_export.exporters.docx.wordml import Element, w

_LONGEST = 40
START = "document-start"
"""The bookmark of the document's first paragraph, which an empty anchor means."""


class Bookmarks:
    """Names and numbers bookmarks; every name and number is given once."""

    def __init__(self, document: Document) -> None:
        self._count = 0
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        # A link into a note leads to the note's reference: everything in a note is one place.
        self._noted = {
            block.id: note.id for note in document.notes for block in blocks(note.blocks)
        }
        self._marked = {self._noted.get(name, name) for name in _places(document)}
        known = {block.id for block in all_blocks(document)}
        known |= {section.id for section in sections(document.sections)}
        known |= {note.id for note in document.notes}
        self._known = {START, *known} - {""}

    def wants(self, name: str) -> bool:
        """Tell whether the place with the id ``name`` gets a bookmark."""
        return name in self._marked

    def target(self, anchor: Anchor) -> str:
        """Return the bookmark that ``anchor`` leads to, or ``""`` if it is not there."""
        name = _anchor_name(anchor)
        name = self._noted.get(name, name)
        return self.name(name) if name in self._known else ""

    def name(self, wanted: str) -> str:
        """Return the bookmark's name: at most 40 characters, the most that Word takes."""
        if wanted not in self._names:
            self._names[wanted] = self._fit(wanted)
            self._taken.add(self._names[wanted].lower())
        return self._names[wanted]

    def _fit(self, wanted: str) -> str:
        if len(wanted) <= _LONGEST and wanted.lower() not in self._taken:
            return wanted
        digest = hashlib.sha256(wanted.encode()).hexdigest()[:8]
        return f"{wanted[: _LONGEST - 9]}-{digest}"

    def begin(self, parent: Element, name: str) -> int:
        """Append the start of the bookmark called ``name``; return its number."""
        self._count += 1
        w(parent, "bookmarkStart", id=self._count, name=name)
        return self._count

    def end(self, parent: Element, number: int) -> None:
        """Append the end of bookmark ``number``."""
        w(parent, "bookmarkEnd", id=number)


def page_reference_name(number: int) -> str:
    """Return the name of the hidden bookmark on section ``number`` of the outline.

    Word makes such names itself when it updates a table of contents.
    """
    return f"_Toc{number:09d}"


def note_reference_name(number: int) -> str:
    """Return the name of the hidden bookmark on the first reference to note ``number``."""
    return f"_RefNote{number:06d}"


def _anchor_name(anchor: Anchor) -> str:
    if anchor.article:
        return f"{anchor.article}-{anchor.id}" if anchor.id else anchor.article
    return anchor.id or START


def _places(document: Document) -> Iterator[str]:
    yield from (section.id for section in sections(document.sections))
    yield from (block.id for block in all_blocks(document) if isinstance(block, Figure | Table))
    for inline in all_inlines(document):
        if isinstance(inline, Link) and isinstance(inline.target, Anchor):
            yield _anchor_name(inline.target)
