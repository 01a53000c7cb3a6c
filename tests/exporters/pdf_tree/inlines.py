"""Inlines as the structure elements that a PDF must have of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from tasktide_export.document import (
    DECORATIVE,
    Abbreviation,
    Anchor,
    Code,
    Document,
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
    walk,
)
from tasktide_export.document.walk import note_numbers
from tasktide_export.phrases import phrase
from tests.exporters.pdf_tree.node import Kid, Node, node

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Place:
    """What the shape of a node depends on besides the node: the document around it."""

    language: str
    numbers: dict[str, int]
    targets: frozenset[str]
    in_link: bool = False


def place_in(document: Document) -> Place:
    """Return what nodes of ``document`` depend on."""
    targets = (one.target for one in walk.all_inlines(document) if isinstance(one, Link))
    return Place(
        document.metadata.language,
        note_numbers(document.notes),
        frozenset(target.id for target in targets if isinstance(target, Anchor)),
    )


def inline_kids(inlines: Inlines, place: Place) -> Iterator[Kid]:
    """Yield texts and nodes of ``inlines`` in reading order."""
    for inline in inlines:
        yield from _kids(inline, place)


def _kids(inline: Inline, place: Place) -> Iterator[Kid]:
    match inline:
        case Text(value=value):
            yield value
        case Code(value=value):
            yield node("Code", [value])
        case Emphasis(children=children):
            yield node("Em", inline_kids(children, place))
        case Strong(children=children):
            yield node("Strong", inline_kids(children, place))
        case Quotation(children=children):
            yield node("Quote", inline_kids(children, place))
        case Abbreviation(children=children, expansion=expansion) if expansion:
            yield node("Span", inline_kids(children, place), expansion=expansion)
        case Span(children=children, language=language) if language:
            yield node("Span", inline_kids(children, place), lang=language)
        case Abbreviation() | Span() | Superscript() | Subscript():
            yield from inline_kids(inline.children, place)
        case Link(children=children):
            yield node("Link", inline_kids(children, replace(place, in_link=True)))
        case NoteReference(note=note):
            yield node("Reference", [node("Link", [str(place.numbers[note])])])
        case Math(alternative=alternative):
            yield node("Formula", alt=alternative)
        case Image():
            yield from _image(inline, place)
        case LineBreak():
            return
        case _:
            assert_never(inline)


def _image(image: Image, place: Place) -> Iterator[Kid]:
    """Yield a figure, or words and a link where the image's bytes are not there."""
    if image.alternative is DECORATIVE:
        return
    if image.asset:
        yield picture(image)
        return
    words = _words_instead(image, place)
    leads = image.address.startswith(_WEB) and not place.in_link
    yield node("Link", [words]) if leads else words


def picture(image: Image, *kids: Kid) -> Node:
    """Return the figure of an image; one without an alternative text has none."""
    told = image.alternative if isinstance(image.alternative, str) else ""
    return node("Figure", kids, alt=told)


def _words_instead(image: Image, place: Place) -> Kid:
    if isinstance(image.alternative, str):
        return image.alternative
    words = phrase("missing", place.language)
    return node("Span", [words.text], lang=words.language, title="generated")
