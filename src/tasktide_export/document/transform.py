"""Rebuild nodes with a function applied to each inline or block.

Children are rebuilt before their parents.  A function may return several nodes
or none, which is how wrappers are dissolved.
"""

import operator
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, TypeVar, assert_never

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
Node = TypeVar("Node")


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
        if children:
            inside = map_inlines(children, change)
            changed += change(inline if inside is children else with_children(inline, inside))
        else:
            changed += change(inline)
    return _kept(inlines, changed)


def map_blocks(
    blocks: Blocks, block_map: BlockMap = same_block, inline_map: InlineMap = same_inline
) -> Blocks:
    """Apply the functions to every block and inline, inner before outer."""
    changed: list[Block] = []
    for block in blocks:
        changed += block_map(_rebuild(block, block_map, inline_map))
    return _kept(blocks, changed)


def _kept(old: tuple[Node, ...], new: list[Node]) -> tuple[Node, ...]:
    """Return ``old`` where ``new`` holds the very same nodes, so that nothing above is rebuilt."""
    if len(old) == len(new) and all(map(operator.is_, old, new)):
        return old
    return tuple(new)


def _rebuild(block: Block, block_map: BlockMap, inline_map: InlineMap) -> Block:
    def inner(blocks: Blocks) -> Blocks:
        return map_blocks(blocks, block_map, inline_map)

    def line(inlines: Inlines) -> Inlines:
        return map_inlines(inlines, inline_map)

    match block:
        case Paragraph(children=children):
            inside = line(children)
            return block if inside is children else replace(block, children=inside)
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
        case BlockQuote(blocks=blocks, attribution=attribution):
            return replace(block, blocks=inner(blocks), attribution=line(attribution))
        case Figure(blocks=blocks, caption=caption, description=description):
            shown, told = inner(blocks), inner(description)
            return replace(block, blocks=shown, caption=line(caption), description=told)
        case Table():
            return _rebuild_table(block, inner, line)
        case Aside(blocks=blocks):
            return replace(block, blocks=inner(blocks))
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
        blocks = inner(one.blocks)
        return one if blocks is one.blocks else replace(one, blocks=blocks)

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
