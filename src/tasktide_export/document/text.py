"""Plain text of nodes: what every edition must say.

The text of a document is a sequence of pieces, each the text of a title, a
paragraph, a caption, a code block and so on, in reading order.  List markers,
note numbers and quotation marks are made by renderers and are not text.  An
image's text is its alternative text, a formula's its alternative.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from tasktide_export.document.nodes import (
    Abbreviation,
    Aside,
    Block,
    BlockQuote,
    Blocks,
    Code,
    CodeBlock,
    DefinitionList,
    Embed,
    Emphasis,
    Figure,
    Image,
    Inlines,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    NoteReference,
    Paragraph,
    Quotation,
    Section,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
)

if TYPE_CHECKING:
    from tasktide_export.document.tree import Document


def inline_text(inlines: Inlines) -> str:
    """Return the text of ``inlines``; a line break counts as a space."""
    return "".join(_inline_pieces(inlines))


def _inline_pieces(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(value=value) | Code(value=value):
                yield value
            case (
                Emphasis(children=children)
                | Strong(children=children)
                | Link(children=children)
                | Superscript(children=children)
                | Subscript(children=children)
                | Quotation(children=children)
                | Abbreviation(children=children)
                | Span(children=children)
            ):
                yield from _inline_pieces(children)
            case LineBreak():
                yield " "
            case Image(alternative=alternative):
                yield alternative if isinstance(alternative, str) else ""
            case Math(alternative=reading):
                yield reading
            case NoteReference():
                pass
            case _:
                assert_never(inline)


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
        case Figure(blocks=blocks, caption=caption):
            yield from blocks_texts(blocks)
            yield inline_text(caption)
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


def body_texts(document: "Document") -> Iterator[str]:
    """Yield the lead's and the sections' pieces of text, without the notes."""
    yield from blocks_texts(document.blocks)
    for section in document.sections:
        yield from section_texts(section)


def note_texts(document: "Document") -> Iterator[str]:
    """Yield the notes' pieces of text in the order of their numbers."""
    for note in document.notes:
        yield from blocks_texts(note.blocks)


def plain_text(document: "Document") -> str:
    """Return the document's text, pieces separated by blank lines."""
    return "\n\n".join([*body_texts(document), *note_texts(document)])
