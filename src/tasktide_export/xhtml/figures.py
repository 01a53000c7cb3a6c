"""Figures as XHTML, with their captions and long descriptions."""

from collections.abc import Callable
from typing import TypeAlias

from tasktide_export.document import Block, Figure, Image, Paragraph, description_id
from tasktide_export.phrases import foreign, phrase
from tasktide_export.xhtml.element import XHTML, Attributes, Element, el, language_attributes
from tasktide_export.xhtml.inlines import render_image, render_inlines
from tasktide_export.xhtml.rendering import Rendering

RenderBlock: TypeAlias = Callable[[Block, Rendering], Element]

_SPEECH = frozenset(language_attributes(""))


def render_figure(
    figure: Figure, marks: Attributes, rendering: Rendering, render_block: RenderBlock
) -> Element:
    """Return a figure as an element; ``marks`` are its attributes.

    A long description stands below the ``figure``, which names it (``aria-details``,
    WAI-ARIA 1.2, 6.6): inside, only the caption may come last, and the description's
    words would become a part of the figure's name.
    """
    if not figure.description:
        return _figure(figure, marks, rendering, render_block)
    own = {name: value for name, value in marks.items() if name not in _SPEECH}
    shown = _figure(figure, own, rendering, render_block)
    for one in _pictures(shown) or [shown]:
        one.set("aria-details", description_id(figure.id))
    frame = {"class": "described", **{name: marks.get(name, "") for name in _SPEECH}}
    return el("div", frame, shown, _description(figure, rendering, render_block))


def _pictures(shown: Element) -> list[Element]:
    """Return the pictures that say something and have no description of their own."""
    pictures = shown.iter(f"{{{XHTML}}}img")
    return [one for one in pictures if not (one.get("role") or one.get("aria-details"))]


def _figure(
    figure: Figure, marks: Attributes, rendering: Rendering, render_block: RenderBlock
) -> Element:
    element = el("figure", marks)
    for block in figure.blocks:
        match block:
            case Paragraph(children=(Image() as image,), language=""):
                frame = {"class": "image", "id": rendering.identity(block.id)}
                element.append(el("div", frame, render_image(image, rendering)))
            case _:
                element.append(render_block(block, rendering))
    if figure.caption:
        element.append(el("figcaption", None, render_inlines(figure.caption, rendering)))
    return element


def _description(figure: Figure, rendering: Rendering, render_block: RenderBlock) -> Element:
    language = figure.language or rendering.language
    words = phrase("description", language)
    said = language_attributes(foreign(words, language))
    label = el("span", {"class": "generated", **said}, words.text)
    outer, first = ("details", "summary") if rendering.folds else ("div", "p")
    look = None if rendering.folds else {"class": "label"}
    marks = {"class": "description", "id": description_id(figure.id)}
    told = (render_block(block, rendering) for block in figure.description)
    return el(outer, marks, el(first, look, label), told)
