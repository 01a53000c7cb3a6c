"""The steps of locating, one after the other."""

from dataclasses import dataclass

from tasktide_export.readers.html.descriptions import bring_descriptions
from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.location.candidates import find_content
from tasktide_export.readers.html.location.clearing import clear
from tasktide_export.readers.html.location.concealed import reveal_notes
from tasktide_export.readers.html.location.declared import declared_content
from tasktide_export.readers.html.location.figures import Measured, leave_out, measure
from tasktide_export.readers.html.location.hiding import find_hidden
from tasktide_export.readers.html.location.images import settle_pictures
from tasktide_export.readers.html.location.leftovers import clear_leftovers
from tasktide_export.readers.html.location.noted import find_noted
from tasktide_export.readers.html.location.opening import find_opening
from tasktide_export.readers.html.location.tails import clear_tail
from tasktide_export.readers.html.location.weeding import Marks, Removal, find_weeds
from tasktide_export.readers.html.notices import Notices

_LITTLE = 300
"""An article of fewer characters than this was perhaps weeded away."""


@dataclass(slots=True)
class _Found:
    """The parts that hold the article, in order, and what is furniture outside and in them."""

    parts: list[Element]
    marks: Marks
    measured: Measured

    @property
    def prose(self) -> int:
        return sum(self.measured[one].prose for one in self.parts if one in self.measured)


def find_article(body: Element, notices: Notices) -> Element:
    """Return the element that holds the article, what is none of it taken out.

    The element is one of the page, or a new one around several.  A page
    without any furniture is a document by itself and is kept whole.
    """
    bring_descriptions(body)
    elements = list(body.iterate())
    settle_pictures(elements)
    reveal_notes(body, elements)
    hidden = find_hidden(body, notices)
    found = _attempt(body, hidden, by_name=True)
    if found.marks and found.prose < _LITTLE:
        other = _attempt(body, hidden, by_name=False)
        if other.prose > 2 * found.prose:
            found = other
    removal = Removal(notices, found.measured)
    content = _as_one(found.parts)
    for element, kind in found.marks.items():
        removal.take(element, kind)
    _report_rest(body, set(found.parts), removal)
    if _is_furnished(body, found):
        for part in found.parts:
            clear(part, removal)
        for part in found.parts:
            clear_leftovers(part, removal)
        clear_tail(found.parts[-1], removal)
    return content


def _attempt(body: Element, hidden: dict[Element, None], *, by_name: bool) -> _Found:
    measured = measure(body, hidden)
    marks = find_weeds(body, measured, hidden, by_name=by_name)
    leave_out(marks, measured)
    found = _Found([], marks, measured)
    if not _is_furnished(body, found):
        parts = [declared_content(body)]
    else:
        parts = find_content(body, measured)
        parts = [*find_opening(body, parts, measured), *parts]
    found.parts = [*parts, *find_noted(parts, measured)]
    return found


def _is_furnished(body: Element, found: _Found) -> bool:
    """Tell whether a page has furniture, and text enough to tell it from the article."""
    return bool(found.marks) and found.measured[body].prose >= _LITTLE


def _as_one(parts: list[Element]) -> Element:
    if len(parts) == 1:
        return parts[0]
    return Element("div", children=list(parts), parent=parts[0].parent, holds_block=True)


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
