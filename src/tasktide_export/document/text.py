"""Plain text of nodes: what every edition must say.

The text of a document is a sequence of pieces, each the text of a title, a
paragraph, a caption, a code block and so on, in reading order.  List markers,
note numbers and quotation marks are made by renderers and are not text.  An
image's text is its alternative text, a formula's its alternative.
"""

from collections.abc import Iterator
from typing import assert_never

from tasktide_export.document.inner import child_inlines
from tasktide_export.document.nodes import (
    Aside,
    Block,
    BlockQuote,
    Blocks,
    Code,
    CodeBlock,
    DefinitionList,
    Embed,
    Figure,
    Image,
    Inlines,
    LineBreak,
    List,
    Math,
    MathBlock,
    Paragraph,
    Section,
    Table,
    Text,
    ThematicBreak,
)


def inline_text(inlines: Inlines) -> str:
    """Return the text of ``inlines``; a line break counts as a space."""
    return "".join(_inline_pieces(inlines))


def _inline_pieces(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(value=value) | Code(value=value):
                yield value
            case LineBreak():
                yield " "
            case Image(alternative=alternative):
                yield alternative if isinstance(alternative, str) else ""
            case Math(alternative=reading):
                yield reading
            case _:
                yield from _inline_pieces(child_inlines(inline))


def block_texts(block: Block) -> Iterator[str]:
    """Yield the pieces of text in ``block`` in reading order."""
    match block:
        case Paragraph(children=children):
            yield inline_text(children)
        case List(items=items):
            for item in items:
                yield from blocks_texts(item.blocks)
        case DefinitionList(items=definitions):
            for definition in definitions:
                yield from (inline_text(term) for term in definition.terms)
                for part in definition.definitions:
                    yield from blocks_texts(part)
        case BlockQuote(blocks=blocks, attribution=attribution):
            yield from blocks_texts(blocks)
            yield inline_text(attribution)
        case CodeBlock(text=text):
            yield text
        case Figure(blocks=blocks, caption=caption, description=description):
            yield from blocks_texts(blocks)
            yield inline_text(caption)
            yield from blocks_texts(description)
        case Table():
            yield from _table_texts(block)
        case Aside(blocks=blocks):
            yield from blocks_texts(blocks)
        case ThematicBreak():
            return
        case MathBlock(alternative=alternative):
            yield alternative
        case Embed(title=title, transcript=transcript):
            yield title
            yield from blocks_texts(transcript)
        case _:
            assert_never(block)


def _table_texts(table: Table) -> Iterator[str]:
    yield inline_text(table.caption)
    for group in (table.head, *table.bodies, table.foot):
        for row in group:
            for cell in row.cells:
                yield from blocks_texts(cell.blocks)


def blocks_texts(blocks: Blocks) -> Iterator[str]:
    """Yield the pieces of text in ``blocks``, empty ones left out."""
    for block in blocks:
        yield from (piece for piece in block_texts(block) if piece.strip())


def section_texts(section: Section) -> Iterator[str]:
    """Yield a section's title and the text below it, in reading order."""
    yield inline_text(section.title)
    yield from blocks_texts(section.blocks)
    for child in section.sections:
        yield from section_texts(child)
