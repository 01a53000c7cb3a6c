"""What stands between the article's title and its body: the standfirst, the lead picture."""

from collections.abc import Iterator
from itertools import pairwise

from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.location.figures import Measured

_SHORTEST = 50
_LONGEST = 0.25
"""An opening that holds a larger share of the body's prose is something else."""


def find_opening(body: Element, parts: list[Element], measured: Measured) -> list[Element]:
    """Return the elements after the title and before ``parts`` that open the article."""
    title = _title(parts[0], measured)
    if title is None:
        return []
    around = set(parts[0].ancestors())
    common = next((one for one in title.ancestors() if one in around), None)
    if common is None or common is body.parent:
        return []
    most = _LONGEST * sum(measured[one].prose for one in parts)
    found = [
        one for branch in _between(title, parts[0], common) for one in _openings(branch, measured)
    ]
    return found if sum(measured[one].text for one in found) <= most else []


def _title(first: Element, measured: Measured) -> Element | None:
    """Return the last ``h1`` before the body; none if the body holds one."""
    last: Element | None = None
    for element in measured:
        if element is first:
            break
        if element.tag == "h1" and measured[element].text:
            last = element
    return None if any(one in measured for one in first.iterate("h1")) else last


def _between(title: Element, first: Element, common: Element) -> Iterator[Element]:
    """Yield the outermost elements after ``title`` and before ``first``, in order."""
    below = {*first.ancestors(), first}
    one = title
    while one is not common and one.parent is not None:
        siblings = list(one.parent.elements())
        for after in siblings[siblings.index(one) + 1 :]:
            if after in below:
                break
            yield after
        one = one.parent
    chain = [first]
    while chain[-1].parent is not None and chain[-1].parent is not common:
        chain.append(chain[-1].parent)
    for inner, outer in reversed(list(pairwise(chain))):
        for before in outer.elements():
            if before is inner:
                break
            yield before


def _openings(element: Element, measured: Measured) -> Iterator[Element]:
    figures = measured.get(element)
    if figures is None or not figures.text:
        return
    if figures.own >= _SHORTEST and figures.own_linked * 5 < figures.own and not figures.inputs:
        yield element
        return
    for child in element.elements():
        yield from _openings(child, measured)
