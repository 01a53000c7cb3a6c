"""Inlines and blocks together with the place where a finding about them points."""

from collections.abc import Iterator

from tasktide_export.document import Document, Inline, walk


def placed_inlines(document: Document) -> Iterator[tuple[str, Inline]]:
    """Yield every inline with the id of the section title or block that holds it."""
    for section in walk.sections(document.sections):
        yield from ((section.id, inline) for inline in walk.inlines(section.title))
    for block in walk.all_blocks(document):
        direct = tuple(walk.block_inlines(block))
        yield from ((block.id, inline) for inline in walk.inlines(direct))
