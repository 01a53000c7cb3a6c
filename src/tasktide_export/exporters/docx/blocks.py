"""Blocks as paragraphs, tables and pictures."""

from dataclasses import replace
from typing import assert_never

from tasktide_export.document import (
    DECORATIVE,
    Aside,
    Block,
    BlockQuote,
    Blocks,
    CodeBlock,
    DefinitionList,
    Embed,
    Figure,
    Image,
    Inlines,
    List,
    MathBlock,
    Paragraph,
    Table,
    Text,
    ThematicBreak,
    description_id,
)
from tasktide_export.exporters.docx.captions import write_caption
from tasktide_export.exporters.docx.landscape import (
    can_turn,
    close_landscape,
    reopen_landscape,
)
from tasktide_export.exporters.docx.maths import write_formula
from tasktide_export.exporters.docx.numbering import DEEPEST
from tasktide_export.exporters.docx.pictures import write_picture
from tasktide_export.exporters.docx.place import Format, Place
from tasktide_export.exporters.docx.runs import (
    note_source,
    open_link,
    shows,
    write_inlines,
    write_run,
)
from tasktide_export.exporters.docx.story import Story
from tasktide_export.exporters.docx.tables import write_table
from tasktide_export.exporters.docx.wordml import node, set_indents, set_space_after, w
from tasktide_export.phrases import foreign, phrase

_ASIDES = {
    "note": "AsideNote",
    "tip": "AsideTip",
    "important": "AsideImportant",
    "warning": "AsideWarning",
    "sidebar": "AsideSidebar",
    "pullquote": "PullQuote",
}
_DASH = "\N{EM DASH}\N{NO-BREAK SPACE}"
_RULE = 0.3
"""How much of the column's width the rule of a break takes."""

_BELOW_LIST = 160
_FOLLOWS_LIST = frozenset({"BodyText"})


def write_blocks(blocks: Blocks, place: Place, story: Story) -> None:
    """Write ``blocks`` to ``story``."""
    for block in blocks:
        write_block(block, place, story)


def write_block(block: Block, outer: Place, story: Story) -> None:
    """Write one block in its own language and direction."""
    place = outer.inside(block)
    story.bookmark(block.id)
    match block:
        case Paragraph(children=children):
            _write_paragraph(children, place, story)
        case List():
            _write_list(block, place, story)
        case DefinitionList():
            _write_definitions(block, place, story)
        case BlockQuote():
            _write_quote(block, place, story)
        case CodeBlock():
            _write_code(block, place, story)
        case Figure():
            _write_figure(block, place, story)
        case Table():
            write_table(block, place, story, write_blocks)
        case Aside():
            _write_aside(block, place, story)
        case ThematicBreak():
            _write_break(place, story)
        case MathBlock():
            _write_formula(block, place, story)
        case Embed():
            _write_embed(block, place, story)
        case _:
            assert_never(block)


def write_line(
    inlines: Inlines,
    place: Place,
    story: Story,
    style: str = "",
    *,
    keep_next: bool = False,
) -> None:
    """Write ``inlines`` as one paragraph; nothing where they show nothing."""
    if shows(inlines):
        with story.paragraph(place, style, keep_next=keep_next) as paragraph:
            write_inlines(paragraph, inlines, Format.at(place), story)


def _write_paragraph(inlines: Inlines, place: Place, story: Story) -> None:
    """Write a paragraph; pictures alone have a style of their own, centred in figures only."""
    lone = bool(inlines) and all(isinstance(one, Image) for one in inlines)
    if lone and place.style == "BodyText":
        write_line(inlines, replace(place, alignment=place.alignment or "left"), story, "Figure")
    else:
        write_line(inlines, place, story)


def _write_list(listing: List, place: Place, story: Story) -> None:
    story.flush(place)
    numbering = story.package.numbering
    level = min(place.depth, DEEPEST)
    if place.depth > DEEPEST:
        story.package.losses.add(
            "list-depth", "Word has nine levels of lists; deeper ones share it"
        )
    step = numbering.indent(level) - (numbering.indent(level - 1) if level else 0)
    style = "ListParagraph" if place.style in _FOLLOWS_LIST else place.style
    inner = replace(place, style=style, depth=place.depth + 1, indent=place.indent + step)
    number = numbering.instance(listing, level, mirrored=place.direction == "rtl")
    for item in listing.items:
        story.mark = (level, number)
        write_blocks(item.blocks, inner, story)
        if listing.ordered:
            story.flush(inner)
        story.mark = None
    if place.style == "BodyText" and place.depth == 0 and story.last is not None:
        set_space_after(story.last, _BELOW_LIST)


def _write_definitions(definitions: DefinitionList, place: Place, story: Story) -> None:
    inset = story.package.indents.get("Definition", 0)
    inner = replace(place, style="Definition", indent=place.indent + inset)
    for item in definitions.items:
        for term in item.terms:
            bold = replace(place, bold=True)
            write_line(term, bold, story, "DefinitionTerm", keep_next=True)
        for blocks in item.definitions:
            write_blocks(blocks, inner, story)


def _write_quote(quote: BlockQuote, place: Place, story: Story) -> None:
    inset = story.package.indents.get("Quote", 0)
    attributed = shows(quote.attribution)
    inner = replace(
        place, style="Quote", indent=place.indent + inset, keep_next=place.keep_next or attributed
    )
    write_blocks(quote.blocks, inner, story)
    if quote.cite:
        note_source(quote.cite, story)
    if attributed:
        with story.paragraph(place, "QuoteAttribution") as paragraph:
            form = Format.at(place)
            write_run(paragraph, _DASH, replace(form, style="Generated"), story)
            write_inlines(paragraph, quote.attribution, form, story)


def _write_code(code: CodeBlock, place: Place, story: Story) -> None:
    """Write code as one paragraph with line breaks, left to right in any language."""
    if not code.text.strip():
        return
    if code.syntax:
        story.package.losses.add(
            "code-syntax", "Word has no place for the name of a programming language", code.syntax
        )
    indent = place.indent + story.apart("SourceCode", place)
    left_to_right = replace(place, direction="ltr", alignment="", indent=indent)
    with story.paragraph(left_to_right, "SourceCode") as paragraph:
        form = replace(Format.at(left_to_right), size=place.code_size)
        write_run(paragraph, code.text, form, story)


def _write_figure(figure: Figure, place: Place, story: Story) -> None:
    captioned = shows(figure.caption)
    style = "Figure" if place.style in {"BodyText", "ListParagraph"} else place.style
    centred = "" if style == "Figure" else "center"
    inner = replace(place, style=style, keep_next=place.keep_next or captioned, alignment=centred)
    write_blocks(figure.blocks, inner, story)
    turned = captioned and can_turn(story) and reopen_landscape(story.container[-1])
    write_caption(figure, replace(place, alignment=""), story, "Caption")
    if turned:
        close_landscape(story)
    if figure.description:
        _write_description(figure, place, story)


def _write_description(figure: Figure, place: Place, story: Story) -> None:
    """Write a long description below its figure: Word has no place of its own for one."""
    words = phrase("description", place.language)
    story.bookmark(description_id(figure.id))
    with story.paragraph(place, "DefinitionTerm", keep_next=True) as paragraph:
        form = replace(Format.at(place), style="Generated")
        said = form.spoken(foreign(words, place.language), "")
        write_run(paragraph, words.text, said, story)
    inset = story.package.indents.get("Definition", 0)
    inner = replace(place, style="Definition", indent=place.indent + inset, keep_next=False)
    write_blocks(figure.description, inner, story)


def _write_aside(aside: Aside, place: Place, story: Story) -> None:
    """Write an aside in the style of its role, which no word of ours names."""
    style = _ASIDES[aside.role]
    inset = story.package.indents.get(style, 0) + story.apart(style, place)
    inner = replace(place, style=style, indent=place.indent + inset)
    write_blocks(aside.blocks, inner, story)


def _write_break(place: Place, story: Story) -> None:
    """Write a break as a short rule in the middle, below a space so that the line is not empty."""
    side = round((place.width - place.indent) * (1 - _RULE) / 2)
    with story.paragraph(replace(place, alignment=""), "ThematicBreak") as paragraph:
        set_indents(paragraph, place.indent + side, side)
        form = replace(Format.at(place), style="Generated")
        write_run(paragraph, "\N{NO-BREAK SPACE}", form, story)


def _write_formula(formula: MathBlock, place: Place, story: Story) -> None:
    if not (formula.mathml or formula.alternative):
        return
    with story.paragraph(place, "Equation") as paragraph:
        display = node(paragraph, "m:oMathPara")
        if not write_formula(display, formula, story.package.losses):
            paragraph.remove(display)
            write_run(paragraph, formula.alternative, Format.at(place), story)


def _write_embed(embed: Embed, place: Place, story: Story) -> None:
    """Show what cannot travel by its poster, its title as a link, and its transcript."""
    picture = story.package.media.picture(embed.poster) if embed.poster else None
    if picture is not None:
        with story.paragraph(place, "Figure", keep_next=True) as paragraph:
            width = Format.at(place).width
            write_picture(w(paragraph, "r"), Image(embed.poster, DECORATIVE), picture, width, story)
    with story.paragraph(place, "Embed") as paragraph:
        form = Format.at(place)
        link = open_link(paragraph, embed.address, story) if embed.address else None
        if link is None:
            write_inlines(paragraph, (Text(embed.title),), form, story)
        else:
            write_inlines(link, (Text(embed.title),), replace(form, linked=True), story)
    write_blocks(embed.transcript, place, story)
