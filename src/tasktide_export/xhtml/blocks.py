"""Blocks as XHTML."""

from collections.abc import Iterator
from typing import assert_never

from tasktide_export.document import (
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
from tasktide_export.phrases import Key, phrase
from tasktide_export.xhtml.element import Content, Element, el, language_attributes
from tasktide_export.xhtml.figures import render_figure
from tasktide_export.xhtml.inlines import render_inlines, source_of
from tasktide_export.xhtml.rendering import Rendering
from tasktide_export.xhtml.tables import render_table

_NUMBERINGS = {
    "lower-alpha": "a",
    "upper-alpha": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


def render_blocks(blocks: Blocks, rendering: Rendering) -> Iterator[Element]:
    """Yield one element for each block."""
    for block in blocks:
        yield render_block(block, rendering)


def render_flow(blocks: Blocks, rendering: Rendering) -> Iterator[Content]:
    """Yield ``blocks``, a lone plain paragraph without its ``p``: for cells and figures."""
    match blocks:
        case (Paragraph(children=children, language="", direction="", id=name),) if (
            not rendering.identity(name) or not children
        ):
            yield from render_inlines(children, rendering)
        case _:
            yield from render_blocks(blocks, rendering)


def render_block(block: Block, rendering: Rendering) -> Element:
    """Return one block as an element with its id, language and direction."""
    marks = {
        "id": rendering.identity(block.id),
        **rendering.block_mark(block.id),
        **language_attributes(block.language, block.direction),
    }
    match block:
        case Paragraph(children=children):
            # A paragraph of nothing but images is no paragraph to listeners.
            pictures = bool(children) and all(isinstance(one, Image) for one in children)
            frame = {**marks, "class": "image"} if pictures else marks
            return el("div" if pictures else "p", frame, render_inlines(children, rendering))
        case List():
            return _list(block, marks, rendering)
        case Table():
            return render_table(block, rendering, render_flow)
        case Figure():
            return render_figure(block, marks, rendering, render_block)
        case BlockQuote(cite=cite, blocks=blocks, attribution=attribution):
            quote = el("blockquote", {**marks, **source_of(cite)}, render_blocks(blocks, rendering))
            if attribution:
                words = render_inlines(attribution, rendering)
                quote.append(el("p", {"class": "attribution"}, words))
            return quote
        case CodeBlock(text=text, syntax=syntax):
            name = {"class": f"language-{syntax}"} if syntax else None
            # Where lines do not wrap, the keyboard must be able to scroll (WCAG 2.2 SC 2.1.1).
            reached = {**marks, "dir": "ltr", "tabindex": "0"}
            return el("pre", reached, el("code", name, text))
        case DefinitionList(items=definitions):
            return el("dl", marks, (_definition(one, rendering) for one in definitions))
        case Aside():
            return _aside(block, marks, rendering)
        case ThematicBreak():
            return el("hr", marks)
        case MathBlock():
            return el("div", {**marks, "class": "math"}, rendering.formula(block))
        case Embed():
            return _embed(block, marks, rendering)
        case _:
            assert_never(block)


def _list(block: List, marks: dict[str, str], rendering: Rendering) -> Element:
    items = (el("li", None, render_blocks(item.blocks, rendering)) for item in block.items)
    tight = all(_is_tight(item.blocks) for item in block.items)
    marks = {**marks, "class": "tight" if tight else ""}
    if not block.ordered:
        return el("ul", marks, items)
    marks["start"] = str(block.start) if block.start != 1 else ""
    marks["type"] = _NUMBERINGS.get(block.numbering, "")
    return el("ol", marks, items)


def _is_tight(blocks: Blocks) -> bool:
    """Tell whether an item is one line with, at most, lists below it."""
    first, rest = blocks[:1], blocks[1:]
    one_line = all(isinstance(block, Paragraph | List) for block in first)
    return one_line and all(isinstance(block, List) for block in rest)


def _definition(item: DefinitionItem, rendering: Rendering) -> Iterator[Element]:
    for term in item.terms:
        yield el("dt", None, render_inlines(term, rendering))
    for definition in item.definitions:
        yield el("dd", None, render_blocks(definition, rendering))


_ASIDES: dict[str, tuple[str, str, Key | None]] = {
    "note": ("div", "note", None),
    "tip": ("aside", "tip", None),
    "important": ("div", "note", "important"),
    "warning": ("div", "note", "warning"),
    "pullquote": ("aside", "pullquote", None),
    "sidebar": ("aside", "sidebar", None),
}
"""Element, meaning, and the name that says more than the role does, if any.

A note is a ``div`` with a role: an ``aside`` outside of a section is a landmark.
"""


def _aside(aside: Aside, marks: dict[str, str], rendering: Rendering) -> Element:
    tag, part, label = _ASIDES[aside.role]
    marks = {**marks, "class": f"aside {aside.role}", **rendering.meaning(part)}
    if label:
        marks["aria-label"] = phrase(label, rendering.language).text
    return el(tag, marks, render_blocks(aside.blocks, rendering))


def _embed(embed: Embed, marks: dict[str, str], rendering: Rendering) -> Element:
    """Show what cannot travel by its poster, a link and its transcript."""
    element = el("div", {**marks, "class": f"embed {embed.kind}"})
    if embed.poster:
        asset = rendering.assets[embed.poster]
        picture = {"src": rendering.source(asset), "alt": "", "role": "presentation"}
        element.append(el("div", {"class": "image"}, el("img", picture)))
    leads = embed.address.startswith(("http://", "https://"))
    link = el("a", {"href": embed.address}, embed.title) if leads else embed.title
    element.append(el("p", {"class": "embed-title"}, link))
    if embed.transcript:
        transcript = render_blocks(embed.transcript, rendering)
        element.append(el("div", {"class": "transcript"}, transcript))
    return element
