"""What mammoth leaves as marked paragraphs, given its place in the tree."""

from dataclasses import dataclass

from tasktide_export.readers.docx.parts import DECORATIVE
from tasktide_export.readers.docx.styles import (
    AUTHOR,
    CAPTION,
    DATE,
    HEADER_CELL,
    SUBTITLE,
    TITLE,
)
from tasktide_export.readers.html.elements import Element, Node, plain

_FRONT = frozenset({TITLE, SUBTITLE, AUTHOR, DATE})


@dataclass(frozen=True, slots=True)
class Front:
    """What the paragraphs before the text say of it."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()


def take_front(body: Element) -> Front:
    """Take title, subtitle, authors and date out of the body's beginning."""
    found: dict[str, list[str]] = {}
    for child in list(body.elements()):
        kind = next(iter(child.classes & _FRONT), "")
        if not kind or (kind == TITLE and TITLE in found):
            break
        found.setdefault(kind, []).append(plain(child.text()))
        body.children.remove(child)
    return Front(
        " ".join(found.get(TITLE, ())),
        " ".join(found.get(SUBTITLE, ())),
        tuple(filter(None, found.get(AUTHOR, ()))),
    )


def settle(body: Element) -> None:
    """Settle captions, header cells and pictures that are decorative."""
    for element in list(body.iterate()):
        if element.tag == "img" and element.get("alt") == DECORATIVE:
            element.attributes["alt"] = ""
        elif element.tag == "td" and _is_header(element):
            element.tag = "th"
        elif CAPTION in element.classes and element.parent is not None:
            _place_caption(element, element.parent)


def _is_header(cell: Element) -> bool:
    inside = list(cell.elements())
    return bool(inside) and all(HEADER_CELL in one.classes for one in inside)


def _place_caption(caption: Element, parent: Element) -> None:
    """Move a caption into the table beside it, or around the picture before it."""
    siblings = [one for one in parent.children if isinstance(one, Element) or one.strip()]
    place = siblings.index(caption)
    before = siblings[place - 1] if place else None
    after = siblings[place + 1] if place + 1 < len(siblings) else None
    picture = next((one for one in (before, after) if _shows_picture(one)), None)
    table = next(
        (one for one in (after, before) if isinstance(one, Element) and one.tag == "table"), None
    )
    if isinstance(picture, Element):
        _into_figure(caption, picture, parent)
    elif table is not None and table.first("caption") is None:
        parent.children.remove(caption)
        caption.tag, caption.parent = "caption", table
        table.children.insert(0, caption)


def _shows_picture(node: Node | None) -> bool:
    return (
        isinstance(node, Element)
        and node.tag == "p"
        and node.first("img") is not None
        and not plain(node.text())
    )


def _into_figure(caption: Element, picture: Element, parent: Element) -> None:
    figure = Element("figure", {}, [picture, caption], parent, holds_block=True)
    parent.children.remove(caption)
    parent.children[parent.children.index(picture)] = figure
    picture.parent = caption.parent = figure
    picture.tag, caption.tag = "div", "figcaption"
