"""A document that is checked, and where the things in it stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tasktide_export.document import Block, Document, Inline, Text, walk


@dataclass(frozen=True)
class Subject:
    """A document whose inlines and blocks are found once for all rules."""

    document: Document

    @cached_property
    def inlines(self) -> tuple[tuple[str, Inline], ...]:
        """Every inline but plain text, with the id of the section title or block it is in."""
        return tuple(one for one in _placed(self.document) if not isinstance(one[1], Text))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, those inside others and those of notes too."""
        return tuple(walk.all_blocks(self.document))


def _placed(document: Document) -> Iterator[tuple[str, Inline]]:
    for section in walk.sections(document.sections):
        for inline in walk.inlines(section.title):
            yield section.id, inline
    for block in walk.all_blocks(document):
        for inline in walk.inlines(walk.block_inlines(block)):
            yield block.id, inline
