"""The steps of locating, one after the other."""

from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.location.candidates import find_content
from tasktide_export.readers.html.location.clearing import clear
from tasktide_export.readers.html.location.figures import Measured, measure
from tasktide_export.readers.html.location.hiding import find_hidden
from tasktide_export.readers.html.location.images import settle_pictures
from tasktide_export.readers.html.location.leftovers import clear_leftovers
from tasktide_export.readers.html.location.opening import find_opening
from tasktide_export.readers.html.location.weeding import Marks, Removal, find_weeds
from tasktide_export.readers.html.notices import Notices

_LITTLE = 300
"""An article of fewer characters than this was perhaps weeded away."""


def find_article(body: Element, notices: Notices) -> Element:
    """Return the element that holds the article, what is none of it taken out.

    The element is one of the page, or a new one around several siblings.
    """
    settle_pictures(body)
    whole = measure(body)
    hidden = find_hidden(body, whole, notices)
    whole = measure(body, hidden)
    marks, measured, parts = _attempt(body, whole, hidden, by_name=True)
    if _prose(parts, measured) < min(_LITTLE, whole[body].prose):
        other = _attempt(body, whole, hidden, by_name=False)
        if _prose(other[2], other[1]) > 2 * _prose(parts, measured):
            marks, measured, parts = other
    removal = Removal(notices, measured)
    content = parts[0]
    if len(parts) > 1:
        content = Element("div", children=list(parts), parent=content.parent, holds_block=True)
    for element, kind in marks.items():
        removal.take(element, kind)
    _report_rest(body, set(parts), removal)
    for part in parts:
        clear(part, removal)
    for part in parts:
        clear_leftovers(part, removal)
    return content


def _attempt(
    body: Element, whole: Measured, hidden: set[Element], *, by_name: bool
) -> tuple[Marks, Measured, list[Element]]:
    marks = find_weeds(body, whole, by_name=by_name)
    measured = measure(body, hidden | marks.keys())
    parts = find_content(body, measured)
    return marks, measured, [*find_opening(body, parts, measured), *parts]


def _prose(parts: list[Element], measured: Measured) -> int:
    return sum(measured[one].prose for one in parts if one in measured)


def _report_rest(body: Element, parts: set[Element], removal: Removal) -> None:
    around = {one for part in parts for one in part.ancestors()}
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element in parts:
            continue
        if element in around:
            waiting.extend(reversed(list(element.elements())))
        else:
            removal.report(element, "rest")
