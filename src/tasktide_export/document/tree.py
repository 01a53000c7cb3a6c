"""The document: metadata, blocks, sections, notes and assets."""

from dataclasses import dataclass, field

from tasktide_export.document.asset import Asset
from tasktide_export.document.contents import Entry, outline_of
from tasktide_export.document.finding import Finding
from tasktide_export.document.metadata import Metadata
from tasktide_export.document.nodes import Blocks, Landmark, Note, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article, or several bound into one edition.

    ``blocks`` are the lead: what stands before the first section.  ``findings``
    are what the reader inferred, repaired or removed.  ``articles`` are the ids of
    the sections that were articles of their own; none in a single article.
    ``landmarks`` are the
    source's own names of places whose ids are others; they serve links from
    other articles while an edition is bound, and are in no output.
    """

    metadata: Metadata = field(default_factory=Metadata)
    blocks: Blocks = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
    findings: tuple[Finding, ...] = ()
    articles: tuple[str, ...] = ()
    landmarks: tuple[Landmark, ...] = field(
        default=(), compare=False, repr=False, metadata={"transient": True}
    )

    @property
    def outline(self) -> tuple[Entry, ...]:
        """The entries that the table of contents of every edition carries."""
        return outline_of(self.sections)


def outline(document: Document) -> tuple[Entry, ...]:
    """Return the document's outline: the only maker of tables of contents."""
    return document.outline
