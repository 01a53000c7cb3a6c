"""What the page hides at first: left out, unless it holds the article."""

from tasktide_export.readers.html.elements import SILENT_TAGS, Element
from tasktide_export.readers.html.location.figures import measure
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import is_hidden

_TIMES = 4
"""A hidden part with so many times the prose that the page shows is shown by a script, later."""
_LEAST = 300
_STREAMED = ("S:", "B:")
"""How React names the parts of a page that a script moves into their places."""


def find_hidden(body: Element, notices: Notices) -> dict[Element, None]:
    """Return the outermost hidden elements in order; one that holds the article is shown."""
    found = _hidden_in(body)
    if not found:
        return found
    shown = 0
    least = -1
    for element in list(found):
        prose = measure(element)[element].prose if element.children else 0
        if prose > _LEAST and least < 0:
            shown = measure(body, found)[body].prose
            least = max(_LEAST, _TIMES * shown)
        if prose > _LEAST and (prose > least or _is_streamed(element)):
            _show(element)
            notices.add(
                "hidden-shown", "hidden content holds the article and was read", element.words()
            )
            del found[element]
            found |= _hidden_in(element)
    return found


def _hidden_in(element: Element) -> dict[Element, None]:
    found: dict[Element, None] = {}
    waiting = list(element.elements())
    while waiting:
        one = waiting.pop()
        if one.tag in SILENT_TAGS:
            continue
        if one.attributes and is_hidden(one):
            found[one] = None
        elif one.children:
            waiting += [child for child in one.children if child.__class__ is Element]
    return found


def _is_streamed(element: Element) -> bool:
    return "hidden" in element.attributes and element.get("id").startswith(_STREAMED)


def _show(element: Element) -> None:
    for name in ("hidden", "style", "aria-hidden"):
        element.attributes.pop(name, None)
