"""Rebuild nodes with a function applied to each inline or block.

Children are rebuilt before their parents.  A function may return several nodes
or none, which is how wrappers are dissolved.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, assert_never

from tasktide_export.document.inner import child_inlines, with_children
from tasktide_export.document.nodes import (
    Aside,
    Block,
    BlockQuote,
    Blocks,
    Cell,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Embed,
    Figure,
    Inline,
    Inlines,
    List,
    ListItem,
    MathBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
    ThematicBreak,
)
from tasktide_export.document.tree import Document

InlineMap: TypeAlias = Callable[[Inline], Inlines]
BlockMap: TypeAlias = Callable[[Block], Blocks]


def same_inline(inline: Inline) -> Inlines:
    """Return ``inline`` unchanged: the identity of :data:`InlineMap`."""
    return (inline,)


def same_block(block: Block) -> Blocks:
    """Return ``block`` unchanged: the identity of :data:`BlockMap`."""
    return (block,)


def map_inlines(inlines: Inlines, change: InlineMap) -> Inlines:
    """Apply ``change`` to every inline of ``inlines``, inner before outer."""
    changed: list[Inline] = []
    for inline in inlines:
        children = child_inlines(inline)
        rebuilt = with_children(inline, map_inlines(children, change)) if children else inline
        changed.extend(change(rebuilt))
    return tuple(changed)


def map_blocks(
    blocks: Blocks, block_map: BlockMap = same_block, inline_map: InlineMap = same_inline
) -> Blocks:
    """Apply the functions to every block and inline, inner before outer."""
    changed: list[Block] = []
    for block in blocks:
        changed.extend(block_map(_rebuild(block, block_map, inline_map)))
    return tuple(changed)


def _rebuild(block: Block, block_map: BlockMap, inline_map: InlineMap) -> Block:
    def inner(blocks: Blocks) -> Blocks:
        return map_blocks(blocks, block_map, inline_map)

    def line(inlines: Inlines) -> Inlines:
        return map_inlines(inlines, inline_map)

    match block:
        case Paragraph(children=children):
            return replace(block, children=line(children))
        case List(items=items):
            return replace(block, items=tuple(ListItem(inner(item.blocks)) for item in items))
        case DefinitionList(items=definitions):
            return replace(
                block,
                items=tuple(
                    DefinitionItem(
                        tuple(line(term) for term in item.terms),
                        tuple(inner(part) for part in item.definitions),
                    )
                    for item in definitions
                ),
            )
        case BlockQuote(blocks=inside, attribution=attribution):
            return replace(block, blocks=inner(inside), attribution=line(attribution))
        case Figure(blocks=inside, caption=caption):
            return replace(block, blocks=inner(inside), caption=line(caption))
        case Table():
            return _rebuild_table(block, inner, line)
        case Aside(blocks=inside):
            return replace(block, blocks=inner(inside))
        case Embed(transcript=transcript):
            return replace(block, transcript=inner(transcript))
        case CodeBlock() | ThematicBreak() | MathBlock():
            return block
        case _:
            assert_never(block)


def _rebuild_table(
    table: Table, inner: Callable[[Blocks], Blocks], line: Callable[[Inlines], Inlines]
) -> Table:
    def rows(group: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(Row(tuple(cell(one) for one in row.cells)) for row in group)

    def cell(one: Cell) -> Cell:
        return replace(one, blocks=inner(one.blocks))

    return replace(
        table,
        head=rows(table.head),
        bodies=tuple(rows(body) for body in table.bodies),
        foot=rows(table.foot),
        caption=line(table.caption),
    )


def map_section(
    section: Section, block_map: BlockMap = same_block, inline_map: InlineMap = same_inline
) -> Section:
    """Apply the functions to a section's title, blocks and sections."""
    return replace(
        section,
        title=map_inlines(section.title, inline_map),
        blocks=map_blocks(section.blocks, block_map, inline_map),
        sections=tuple(map_section(child, block_map, inline_map) for child in section.sections),
    )


def map_document(
    document: Document, block_map: BlockMap = same_block, inline_map: InlineMap = same_inline
) -> Document:
    """Apply the functions to the whole document, notes included."""
    return replace(
        document,
        blocks=map_blocks(document.blocks, block_map, inline_map),
        sections=tuple(map_section(one, block_map, inline_map) for one in document.sections),
        notes=tuple(
            Note(note.id, map_blocks(note.blocks, block_map, inline_map)) for note in document.notes
        ),
    )
