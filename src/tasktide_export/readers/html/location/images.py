"""Pictures and captions that stand in odd places, put where they belong."""

import re
from collections.abc import Iterable

from tasktide_export.readers.html.elements import Element, plain

_PICTURES = ("img", "picture", "iframe", "video", "figure")
_FRAMED = frozenset(["img", "picture", "a", "div", "p", "span", "center"])
_PASSED = _FRAMED - {"img", "picture"} | {"section", "article", "main", "body", "figure", "header"}
"""Boxes that a caption may stand in with its picture, or open."""
_CROWD = 500
"""A box with more in it than this is no picture's and its caption's."""
_BLANK = re.compile(r"blank|placeholder|spacer|transparent|loading|lazy|1x1|pixel", re.IGNORECASE)
_NAMED = ("p", "div", "span")
_CAPTION = re.compile(
    r"(?:^|\s|(?<!no)(?<!without)[_-])caption(?:$|[\s_-])|[a-z]Caption(?:$|[\s_-])"
)
_BLOCKS = ("div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "img")
_LONGEST = 400
_BOXES = 3
"""How many boxes a caption may open and still belong to the picture before them."""
_IMAGE = re.compile(r"https?://\S+\.(?:jpe?g|png|gif|webp|avif)(?:\?\S*)?$", re.IGNORECASE)


def settle_pictures(elements: Iterable[Element]) -> None:
    """Put pictures that load late in the place of blank ones, and captions into their figures."""
    for element in elements:
        if element.tag == "noscript":
            _unwrap(element)
        elif element.tag == "figure":
            _fill(element)
        elif element.tag == "figcaption":
            _into_figure(element)
        elif element.tag in _NAMED and _is_caption(element) and _stands_under_picture(element):
            element.tag = "figcaption"
            _into_figure(element)


def _is_caption(element: Element) -> bool:
    """Tell whether a short line is called a caption by its class."""
    named = element.attributes.get("class", "")
    if "caption" not in named.lower() or _CAPTION.search(named) is None:
        return False
    return len(plain(element.text())) <= _LONGEST and element.first(*_BLOCKS) is None


def _stands_under_picture(element: Element) -> bool:
    if any(one.tag in {"figure", "figcaption", "table", "a"} for one in element.ancestors()):
        return False
    shown = _shown_before(element)
    return shown is not None and shown.tag in _FRAMED and _is_lone_image(shown)


def _fill(figure: Element) -> None:
    """Make the picture of a figure that only names its address, for a script to load."""
    if figure.first(*_PICTURES, "svg", "table", "pre", "blockquote", "math") is not None:
        return
    address = next((one for one in figure.attributes.values() if _IMAGE.match(one.strip())), "")
    if address:
        figure.children.insert(0, Element("img", {"src": address.strip()}, parent=figure))


def _unwrap(noscript: Element) -> None:
    """Put the picture in a ``noscript`` in the place of the blank one beside it."""
    parent = noscript.parent
    shown = noscript.first(*_PICTURES)
    if parent is None or shown is None or plain(noscript.text()) or _is_counted(shown):
        return
    if len(parent.children) > _CROWD:
        return
    place = parent.children.index(noscript)
    blank = _before(parent, place)
    if blank is not None and _is_lone_image(blank) and _is_stand_in(blank, noscript):
        parent.children.remove(blank)
    place = parent.children.index(noscript)
    for one in noscript.children:
        if isinstance(one, Element):
            one.parent = parent
    parent.children[place : place + 1] = noscript.children


def _is_counted(picture: Element) -> bool:
    """Tell whether a picture only counts visits."""
    sizes = {picture.get(name).removesuffix("px") for name in ("width", "height")}
    return bool(sizes & {"0", "1"}) and not plain(picture.get("alt"))


def _is_stand_in(blank: Element, noscript: Element) -> bool:
    """Tell whether an image only keeps the place of the one in a ``noscript``."""
    image = next(blank.iterate("img"))
    source = image.get("src")
    if not source or source.startswith(("data:", "about:")) or _BLANK.search(source):
        return True
    if any(name.startswith("data-") for name in image.attributes) or "lazy" in image.get("class"):
        return True
    other = noscript.first("img")
    return other is not None and _stem(other.get("src")) == _stem(source)


def _stem(address: str) -> str:
    """Return a file's name without size and ending: ``a/b-300x200.jpg`` is ``b``."""
    name = address.partition("?")[0].rpartition("/")[2].rpartition(".")[0]
    return re.sub(r"-\d+x\d+$", "", name)


def _before(parent: Element, place: int) -> Element | None:
    """Return the element right before a place, no text between."""
    for at in range(place - 1, -1, -1):
        one = parent.children[at]
        if isinstance(one, Element):
            return one
        if one.strip():
            return None
    return None


def _is_lone_image(element: Element) -> bool:
    if element.tag in {"img", "picture"}:
        return True
    return len(list(element.iterate("img"))) == 1 and not plain(element.text())


def _shown_before(caption: Element) -> Element | None:
    """Return what stands before a caption, in its box or before the box that it opens."""
    one: Element = caption
    for _ in range(_BOXES):
        parent = one.parent
        if parent is None or parent.tag not in _PASSED or len(parent.children) > _CROWD:
            return None
        place = parent.children.index(one)
        if before := _before(parent, place):
            return before
        if any(isinstance(child, str) and child.strip() for child in parent.children[:place]):
            return None
        one = parent
    return None


def _figure_in(shown: Element) -> Element | None:
    """Return the figure that an element is, or holds without a word beside it."""
    if shown.tag == "figure":
        return shown
    return shown.first("figure") if not plain(shown.text()) else None


def _framed(shown: Element) -> Element | None:
    """Put a figure around a picture, in its place."""
    parent = shown.parent
    if parent is None:
        return None
    figure = Element("figure", children=[shown], parent=parent, holds_block=True)
    parent.children[parent.children.index(shown)] = figure
    shown.parent = figure
    parent.holds_block = True
    return figure


def _into_figure(caption: Element) -> None:
    """Move a caption that stands outside of any figure into the picture's before it."""
    parent = caption.parent
    if parent is None or any(one.tag == "figure" for one in caption.ancestors()):
        return
    if len(parent.children) > _CROWD:
        return
    if any(one.tag == "figcaption" for one in caption.ancestors()):
        return
    shown = _shown_before(caption)
    if shown is None or shown.first("figcaption") is not None:
        return
    figure = _figure_in(shown)
    if figure is None and shown.tag in _FRAMED and _is_lone_image(shown):
        figure = _framed(shown)
    if figure is None:
        return
    parent.children.remove(caption)
    figure.children.append(caption)
    figure.holds_block = True
    caption.parent = figure
