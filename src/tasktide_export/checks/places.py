"""Inlines and blocks together with the place where a finding about them points."""

from collections.abc import Iterator

from tasktide_export.document import Document, Inline, walk


def placed_inlines(document: Document) -> Iterator[tuple[str, Inline]]:
    """Yield every inline with the id of the section title or block that holds it."""
    for section in walk.sections(document.sections):
        for inline in walk.inlines(section.title):
            yield section.id, inline
    for block in walk.all_blocks(document):
        for inline in walk.inlines(walk.block_inlines(block)):
            yield block.id, inline
