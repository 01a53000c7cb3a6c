"""Walks over the nodes of a document."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from tasktide_export.document.inner import child_inlines
from tasktide_export.document.nodes import (
    Aside,
    Block,
    BlockQuote,
    Blocks,
    CodeBlock,
    DefinitionList,
    Embed,
    Figure,
    Inline,
    Inlines,
    List,
    MathBlock,
    Note,
    NoteReference,
    Paragraph,
    Section,
    Table,
    ThematicBreak,
)
from tasktide_export.document.tree import Document


def sections(tree: tuple[Section, ...]) -> Iterator[Section]:
    """Yield every section of ``tree`` in reading order."""
    for section in tree:
        yield section
        yield from sections(section.sections)


def child_blocks(block: Block) -> Blocks:
    """Return the blocks directly inside ``block`` in reading order."""
    match block:
        case Paragraph() | CodeBlock() | ThematicBreak() | MathBlock():
            return ()
        case List(items=items):
            return tuple(inner for item in items for inner in item.blocks)
        case BlockQuote(blocks=inside) | Aside(blocks=inside):
            return inside
        case Figure(blocks=inside, description=description):
            return (*inside, *description) if description else inside
        case DefinitionList(items=definitions):
            parts = (part for definition in definitions for part in definition.definitions)
            return tuple(inner for part in parts for inner in part)
        case Table(head=head, bodies=bodies, foot=foot):
            cells = (cell for rows in (head, *bodies, foot) for row in rows for cell in row.cells)
            return tuple(inner for cell in cells for inner in cell.blocks)
        case Embed(transcript=transcript):
            return transcript
        case _:
            assert_never(block)


def blocks(tree: Blocks) -> Iterator[Block]:
    """Yield every block of ``tree``, outer before inner, in reading order."""
    for block in tree:
        yield block
        if inner := child_blocks(block):  # a generator for nothing takes longer than all else
            yield from blocks(inner)


def block_inlines(block: Block) -> Inlines:
    """Return the inlines that stand directly in ``block``, not in its children."""
    match block:
        case Paragraph(children=children):
            return children
        case DefinitionList(items=definitions):
            terms = (term for definition in definitions for term in definition.terms)
            return tuple(inner for term in terms for inner in term)
        case BlockQuote(attribution=attribution):
            return attribution
        case Figure(caption=caption) | Table(caption=caption):
            return caption
        case List() | CodeBlock() | Aside() | ThematicBreak() | MathBlock() | Embed():
            return ()
        case _:
            assert_never(block)


def inlines(tree: Inlines) -> Iterator[Inline]:
    """Yield every inline of ``tree``, outer before inner, in reading order."""
    for inline in tree:
        yield inline
        if inner := child_inlines(inline):
            yield from inlines(inner)


def all_blocks(document: Document) -> Iterator[Block]:
    """Yield every block: the lead's, the sections', then the notes'."""
    yield from blocks(document.blocks)
    for section in sections(document.sections):
        yield from blocks(section.blocks)
    for note in document.notes:
        yield from blocks(note.blocks)


def ids(document: Document) -> Iterator[str]:
    """Yield the ids of all places: of the sections, the blocks and the notes."""
    yield from (section.id for section in sections(document.sections))
    yield from (block.id for block in all_blocks(document))
    yield from (note.id for note in document.notes)


def all_inlines(document: Document) -> Iterator[Inline]:
    """Yield every inline of the document, section titles included."""
    yield from blocks_inlines(document.blocks)
    for section in sections(document.sections):
        yield from inlines(section.title)
        yield from blocks_inlines(section.blocks)
    for note in document.notes:
        yield from blocks_inlines(note.blocks)


def blocks_inlines(tree: Blocks) -> Iterator[Inline]:
    """Yield every inline inside the blocks of ``tree``."""
    for block in blocks(tree):
        yield from inlines(block_inlines(block))


def note_numbers(notes: tuple[Note, ...]) -> dict[str, int]:
    """Return each note's number, from 1, by its id."""
    return {note.id: number for number, note in enumerate(notes, start=1)}


def note_calls(words: Iterable[Inline]) -> list[str]:
    """Return the ids of the notes that ``words`` refer to, in order."""
    return [inline.note for inline in words if isinstance(inline, NoteReference)]
