"""Inlines as XHTML."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Abbreviation,
    Anchor,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Quotation,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from tasktide_export.document.transform import map_inlines
from tasktide_export.phrases import phrase
from tasktide_export.xhtml.element import Content, Element, el, language_attributes
from tasktide_export.xhtml.rendering import Rendering


def render_inlines(inlines: Inlines, rendering: Rendering) -> Iterator[Content]:
    """Yield strings and elements for ``inlines``."""
    for inline in inlines:
        yield render_inline(inline, rendering)


def render_inline(inline: Inline, rendering: Rendering) -> Content:
    """Return one inline as a string or an element."""
    match inline:
        case Text(value=value):
            return value
        case Emphasis(children=children):
            return el("em", None, render_inlines(children, rendering))
        case Strong(children=children):
            return el("strong", None, render_inlines(children, rendering))
        case Code(value=value):
            return el("code", None, value)
        case Link():
            return _link(inline, rendering)
        case Image():
            return render_image(inline, rendering)
        case LineBreak():
            return el("br")
        case Superscript(children=children):
            return el("sup", None, render_inlines(children, rendering))
        case Subscript(children=children):
            return el("sub", None, render_inlines(children, rendering))
        case Quotation(children=children, cite=cite):
            return el("q", source_of(cite), render_inlines(children, rendering))
        case Abbreviation(children=children, expansion=expansion):
            return el("abbr", {"title": expansion}, render_inlines(children, rendering))
        case NoteReference(note=note):
            return _note_reference(note, rendering)
        case Math():
            return rendering.formula(inline)
        case Span(children=children, language=language, direction=direction):
            marks = language_attributes(language, direction)
            return el("span", marks, render_inlines(children, rendering))
        case _:
            assert_never(inline)


def source_of(cite: str) -> dict[str, str]:
    """Return the attribute that tells a quotation's source.

    ``cite`` holds https addresses only: epubcheck takes any other for a resource
    that is fetched without protection (RSC-031).
    """
    return {"cite" if cite.startswith("https:") else "data-cite": cite}


def _link(link: Link, rendering: Rendering) -> Element:
    target = link.target
    href = rendering.href(target) if isinstance(target, Anchor) else target
    marks = {"href": href, "title": link.title}
    children = map_inlines(link.children, _without_link)
    return el("a", marks, render_inlines(children, rendering))


def _without_link(inline: Inline) -> Inlines:
    """A placeholder's own link would stand inside the link (HTML: no ``a`` in ``a``)."""
    return (replace(inline, address=""),) if isinstance(inline, Image) else (inline,)


def _note_reference(note: str, rendering: Rendering) -> Element:
    rendering.calls[note] += 1
    count = rendering.calls[note]
    name = f"{note}-ref" if count == 1 else f"{note}-ref-{count}"
    marks = {"id": name, "href": rendering.href(Anchor(note)), **rendering.meaning("noteref")}
    call = el("a", marks, f"{rendering.joiner}{rendering.numbers[note]}")
    return el("sup", {"class": "noteref"}, call)


def render_image(image: Image, rendering: Rendering) -> Content:
    """Return an image, or a placeholder where its bytes are not there."""
    if not image.asset:
        return _placeholder(image, rendering)
    asset = rendering.assets[image.asset]
    marks = {"src": rendering.source(asset), "title": image.title}
    if asset.width and asset.height:
        marks |= {"width": str(asset.width), "height": str(asset.height)}
    if image.alternative is DECORATIVE:
        marks |= {"alt": "", "role": "presentation"}
    elif isinstance(image.alternative, str):
        marks["alt"] = image.alternative
    return el("img", marks)


def _placeholder(image: Image, rendering: Rendering) -> Content:
    """Keep what is known of an image whose bytes are not there: words and address.

    It is an image still, to listeners too: its name is the alternative text, which
    the style sheet shows in its place.
    """
    if image.alternative is DECORATIVE:
        return el("span", {"class": "missing-image", "role": "presentation"})
    if image.alternative is MISSING or not isinstance(image.alternative, str):
        words = phrase("missing", rendering.language)
        marks = {"class": "missing-image generated", **language_attributes(words.language)}
        frame = el("span", {**marks, "role": "img", "aria-label": words.text})
    else:
        marks = {"class": "missing-image", "role": "img", "aria-label": image.alternative}
        frame = el("span", marks)
    if image.address.startswith(("http://", "https://")):
        return el("a", {"href": image.address}, frame)
    return frame
