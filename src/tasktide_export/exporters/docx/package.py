"""The package that is being written: its parts and its counters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tasktide_export.document import Document, Figure, Table, block_texts
from tasktide_export.document.walk import all_blocks, note_numbers, sections
from tasktide_export.exporters.docx.bookmarks import Bookmarks, page_reference_name
from tasktide_export.exporters.docx.columns import Fit
from tasktide_export.exporters.docx.counting import Caption, Kind
from tasktide_export.exporters.docx.losses import Losses
from tasktide_export.exporters.docx.media import Media
from tasktide_export.exporters.docx.numbering import Numbering
from tasktide_export.exporters.docx.wordml import Element


@dataclass(slots=True, kw_only=True)
class Package:
    """What all stories of one file share.

    ``docx`` is python-docx's document, ``section`` the properties of an upright
    section.  Of the paragraph styles, ``indents`` are the start indents
    (twentieths of a point), ``boxes`` the borders and ``sizes`` the type sizes
    (half points) that they set.  ``height`` and ``width`` are those of the text
    area, ``wide`` is its width on a turned page.  ``called`` are the ids of the
    notes that have been referred to, ``fits`` the tables that have been measured.
    ``descriptions`` are those of tables, by the table's id.
    ``captions`` are those of the body by the ids of their blocks, ``listed`` says
    whether there are lists of them, ``uncounted`` which kinds have one without a number.
    """

    docx: Any
    document: Document
    language: str
    losses: Losses
    bookmarks: Bookmarks
    numbering: Numbering
    media: Media
    indents: Mapping[str, int]
    boxes: Mapping[str, Element]
    sizes: Mapping[str, int]
    section: Element
    width: int
    height: int
    wide: int
    captions: Mapping[str, Caption]
    listed: bool = False
    drawings: int = 0
    called: dict[str, int] = field(default_factory=dict)
    fits: dict[tuple[int, int, int], Fit] = field(default_factory=dict)
    notes: Mapping[str, int] = field(init=False)
    headings: Mapping[str, str] = field(init=False)
    descriptions: Mapping[str, str] = field(init=False)
    uncounted: frozenset[Kind] = field(init=False)

    def __post_init__(self) -> None:
        self.notes = note_numbers(self.document.notes)
        self.headings = {
            section.id: page_reference_name(number)
            for number, section in enumerate(sections(self.document.sections), start=1)
        }
        self.descriptions = dict(_table_descriptions(self.document))
        self.uncounted = frozenset(one.kind for one in self.captions.values() if not one.number)

    def reference(self, caption: Caption) -> str:
        """Return the hidden bookmark of a caption; those of headings come before."""
        return page_reference_name(len(self.headings) + caption.order)

    def lists_by_entry(self, kind: Kind) -> bool:
        """Tell whether a list finds captions of ``kind`` by entries: one has no number."""
        return self.listed and kind in self.uncounted

    def next_drawing(self) -> int:
        """Return a number for a drawing, unique in the file (20.4.2.5)."""
        self.drawings += 1
        return self.drawings


def _table_descriptions(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the ids of tables that a figure describes at length, with the description's words."""
    for block in all_blocks(document):
        match block:
            case Figure(blocks=(Table(id=name),), description=described) if described:
                texts = (text for inner in described for text in block_texts(inner))
                yield name, " ".join(" ".join(texts).split())
            case _:
                pass
