"""Notes that stand outside of the article which calls them."""

import re

from tasktide_export.readers.html.elements import Element, names, plain
from tasktide_export.readers.html.location.figures import Measured
from tasktide_export.readers.html.reading import LABEL

_BOXES = names("div section aside ol ul footer")
_NOTES = re.compile(r"(?:^|[\s_-])(?:footnotes|endnotes)(?:$|[\s_-])", re.IGNORECASE)


def find_noted(parts: list[Element], measured: Measured) -> list[Element]:
    """Return the elements outside of ``parts`` that hold the notes called inside, in order."""
    inside = set(parts)
    calls = {
        call.get("href")[1:]
        for part in parts
        for call in part.iterate("a")
        if call in measured
        and call.get("href").startswith("#")
        and 0 < len(plain(call.text())) <= LABEL
    }
    around = {one for part in parts for one in part.ancestors()}
    found: dict[Element, None] = {}
    for element in measured:
        name = element.get("id") or (element.get("name") if element.tag == "a" else "")
        if (name and name in calls) or _holds_notes(element):
            outermost = _outermost(element, around, inside)
            if outermost is not None and outermost in measured:
                found[outermost] = None
    most = sum(measured[one].text for one in parts if one in measured)
    return [one for one in found if 0 < measured[one].text <= most]


def _holds_notes(element: Element) -> bool:
    if element.get("role") in {"doc-endnotes", "doc-footnote"}:
        return True
    return element.tag in _BOXES and _NOTES.search(element.get("class")) is not None


def _outermost(element: Element, around: set[Element], inside: set[Element]) -> Element | None:
    """Return the highest element over ``element`` beside the parts; ``None`` inside of one."""
    one = element
    while one not in inside:
        if one.parent is None or one in around:
            return None
        if one.parent in around:
            return one
        one = one.parent
    return None
