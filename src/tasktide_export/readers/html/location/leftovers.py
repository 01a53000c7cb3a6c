"""Furniture inside the article that only its words give away."""

from tasktide_export.readers.html.elements import BLOCK_TAGS, Element, names, plain
from tasktide_export.readers.html.location.figures import Measured
from tasktide_export.readers.html.location.weeding import Removal
from tasktide_export.readers.html.location.wording import LONGEST_LINE, heading_kind, line_kind

_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_LINES = names("p div span a li h1 h2 h3 h4 h5 h6 strong b em small button label section header")
_CLOSED = names("table pre blockquote figcaption")
_INVITATION = 300
_LINKED = 0.3
_SIGNS = 12
"""A line says no more if so few characters stand beside some of its words."""
_ASIDE = 0.15
"""A part under a telling heading that holds more of the prose than this stays."""


def clear_leftovers(content: Element, removal: Removal) -> None:
    """Take out of ``content`` lines and parts that are named as furniture by their words."""
    total = max(1, removal.measured[content].prose) if content in removal.measured else 1
    for element in list(content.iterate(*_LINES)):
        if element is content or element not in removal.measured or not _is_in(element, content):
            continue
        if any(one.tag in _CLOSED for one in element.ancestors()):
            continue
        figures = removal.measured[element]
        if not 0 < figures.text <= LONGEST_LINE:
            continue
        if _is_said(element, figures.text - figures.linked, removal.measured):
            continue
        text = plain(element.text())
        opens = element.tag in _HEADINGS or _is_bold_line(element)
        if opens and (kind := heading_kind(text)):
            _take_part(element, kind, removal, total)
            continue
        kind = line_kind(text)
        if not kind and figures.linked * 2 > figures.text:
            kind = heading_kind(text)
        if kind and not figures.images:
            removal.take(element, kind)


def _is_said(element: Element, free: int, measured: Measured) -> bool:
    """Tell whether an inline element is some words of a line that says more.

    ``free`` are its own characters that are no link; links beside it say nothing.
    """
    one = element
    while one.tag not in BLOCK_TAGS and not one.holds_block and one.parent is not None:
        one = one.parent
    around = measured.get(one)
    if one is element or around is None:
        return False
    return around.own - around.own_linked - free > _SIGNS


def _is_in(element: Element, content: Element) -> bool:
    """Tell whether an element still stands in the content."""
    one: Element | None = element
    while one is not None and one is not content:
        if one.parent is None or one not in one.parent.children:
            return False
        one = one.parent
    return one is content


def _is_bold_line(element: Element) -> bool:
    return element.tag in {"p", "div", "span"} and not element.holds_block


def _take_part(element: Element, kind: str, removal: Removal, total: int) -> None:
    """Take out a heading with what stands under it, if that is furniture too."""
    part = _part(element)
    measured = removal.measured
    text = sum(measured[one].text for one in part if one in measured)
    linked = sum(measured[one].linked for one in part if one in measured)
    prose = sum(measured[one].prose for one in part if one in measured)
    if prose > total * _ASIDE:
        return
    if kind == "related" and linked < _LINKED * text and prose:
        return
    if kind == "newsletter" and prose > _INVITATION:
        return
    for one in part:
        removal.take(one, kind)


def _part(heading: Element) -> list[Element]:
    """Return a heading, or the box that it opens, with what stands under it."""
    element, parent = heading, heading.parent
    if parent is None:
        return []
    part = _under(element, parent)
    while len(part) == 1 and parent.parent is not None and _leads(element, parent):
        outer = parent.parent
        part = _under(parent, outer)
        element, parent = parent, outer
    return part


def _under(heading: Element, parent: Element) -> list[Element]:
    """Return a heading and the elements after it up to the next heading of its rank."""
    found = [heading]
    siblings = list(parent.elements())
    rank = _rank(heading)
    for one in siblings[siblings.index(heading) + 1 :]:
        if _rank(one) <= rank:
            break
        found.append(one)
    return found


def _rank(element: Element) -> int:
    if element.tag in _HEADINGS:
        return int(element.tag[1])
    inner = element.first(*_HEADINGS)
    if inner is not None and element.tag not in {"ul", "ol"}:
        return int(inner.tag[1])
    return 7


def _leads(element: Element, parent: Element) -> bool:
    """Tell whether an element is the first of a box that holds nothing beside it."""
    return all(one is element for one in parent.elements()) and not any(
        isinstance(one, str) and one.strip() for one in parent.children
    )
