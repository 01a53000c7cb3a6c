"""Blocks as the structure elements that a PDF must have of them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from tasktide_export.document import (
    DECORATIVE,
    Aside,
    Block,
    BlockQuote,
    Blocks,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Embed,
    Figure,
    Image,
    List,
    MathBlock,
    Paragraph,
    Table,
    ThematicBreak,
)
from tasktide_export.phrases import foreign, phrase
from tests.exporters.pdf_tree.inlines import Place, inline_kids, picture
from tests.exporters.pdf_tree.labels import LIST_NUMBERINGS, item_label
from tests.exporters.pdf_tree.node import Kid, Node, node
from tests.exporters.pdf_tree.tables import placed_cells, table_node

_WEB = ("http://", "https://")


def block_kids(blocks: Blocks, place: Place) -> Iterator[Kid]:
    """Yield texts and nodes of ``blocks`` in reading order."""
    for block in blocks:
        yield from _kids(block, place)


def _kids(block: Block, place: Place) -> Iterator[Kid]:
    match block:
        case Paragraph():
            yield from _paragraph(block, place)
        case List():
            yield _list(block, place)
        case DefinitionList(items=definitions):
            items = [_definition(one, place) for one in definitions]
            yield node("L", items, numbering="None", lang=block.language)
        case BlockQuote(blocks=blocks, attribution=attribution):
            by = node("P", inline_kids(attribution, place))
            yield node("BlockQuote", [*block_kids(blocks, place), by], lang=block.language)
        case CodeBlock(text=text):
            yield node("P", [node("Code", [text])], lang=block.language)
        case Figure():
            yield from _figure_kids(block, place)
        case Table():
            cells = (_cell(one.cell.blocks, place) for one in placed_cells(block))
            yield table_node(block, place, cells)
        case Aside(blocks=blocks):
            yield node("Aside", block_kids(blocks, place), lang=block.language)
        case ThematicBreak():
            return
        case MathBlock(alternative=alternative):
            yield from _framed(block, [node("Formula", alt=alternative)])
        case Embed():
            yield _embed(block, place)
        case _:
            assert_never(block)


def _framed(block: Block, kids: list[Kid]) -> Iterator[Kid]:
    """Yield what needs no element of its own, unless to tell its language."""
    if block.language:
        yield node("Div", kids, lang=block.language)
    else:
        yield from kids


def _paragraph(block: Paragraph, place: Place) -> Iterator[Kid]:
    """Yield a paragraph; pictures alone are none."""
    kids = list(inline_kids(block.children, place))
    if all(isinstance(one, Image) for one in block.children):
        yield from _framed(block, kids)
    else:
        yield node("P", kids, lang=block.language)


def _list(block: List, place: Place) -> Node:
    items = [
        node("LI", [node("Lbl", [label]), node("LBody", block_kids(item.blocks, place))])
        for number, item in enumerate(block.items)
        for label in [item_label(block, number)]
    ]
    numbering = LIST_NUMBERINGS[block.numbering] if block.ordered else "Disc"
    return node("L", items, numbering=numbering, lang=block.language)


def _definition(item: DefinitionItem, place: Place) -> Node:
    terms = (node("Lbl", inline_kids(term, place)) for term in item.terms)
    bodies = (node("LBody", block_kids(blocks, place)) for blocks in item.definitions)
    return node("LI", [*terms, *bodies])


def _figure_kids(figure: Figure, place: Place) -> Iterator[Kid]:
    """Yield a figure and, after it, its long description."""
    if not figure.description:
        yield _figure(figure, place)
        return
    shown = _figure(replace(figure, language=""), place)
    words = phrase("description", figure.language or place.language)
    own = foreign(words, figure.language or place.language)
    label = node("P", [node("Span", [words.text], lang=own, title="generated")])
    told = node("Div", [label, *block_kids(figure.description, place)])
    yield from _framed(figure, [shown, told])


def _figure(figure: Figure, place: Place) -> Node:
    """Return a figure; one that shows a picture and nothing else is that picture."""
    caption = node("Caption", inline_kids(figure.caption, place))
    match figure.blocks:
        case (Paragraph(children=(Image(asset=asset) as image,), language=""),) if (
            asset and image.alternative is not DECORATIVE
        ):
            shown = picture(image, caption)
            return node("Figure", shown.kids, **dict(shown.marks), lang=figure.language)
        case _:
            kids = [*block_kids(figure.blocks, place), caption]
            return node("Div", kids, lang=figure.language)


def _cell(blocks: Blocks, place: Place) -> tuple[Kid, ...]:
    """Return what a cell holds: a lone plain paragraph is the cell itself."""
    match blocks:
        case (Paragraph(language="", direction="", id=name) as lone,) if name not in place.targets:
            return tuple(inline_kids(lone.children, place))
        case _:
            return tuple(block_kids(blocks, place))


def _embed(embed: Embed, place: Place) -> Node:
    """Return what stands for an embed: its title, a link where it has an address, its words."""
    leads = embed.address.startswith(_WEB)
    title: Kid = node("Link", [embed.title]) if leads else embed.title
    kids = [node("P", [title]), *block_kids(embed.transcript, place)]
    return node("Div", kids, lang=embed.language)
