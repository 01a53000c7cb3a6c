"""What the page hides at first: left out, unless it holds the article."""

from tasktide_export.readers.html.elements import SILENT_TAGS, Element
from tasktide_export.readers.html.location.figures import Measured
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import is_hidden

_MOST = 0.8
"""A hidden part with a larger share of the page's prose is shown by a script, later."""
_STREAMED = ("S:", "B:")
"""How React names the parts of a page that a script moves into their places."""


def find_hidden(body: Element, measured: Measured, notices: Notices) -> set[Element]:
    """Return the outermost hidden elements; one that holds the article is shown instead."""
    total = measured[body].prose
    found: set[Element] = set()
    waiting = list(body.elements())
    while waiting:
        element = waiting.pop()
        if element.tag in SILENT_TAGS:
            continue
        if not is_hidden(element):
            waiting.extend(element.elements())
        elif _is_article(element, measured, total):
            _show(element)
            notices.add(
                "hidden-shown", "hidden content holds the article and was read", element.words()
            )
            waiting.append(element)
        else:
            found.add(element)
    return found


def _is_article(element: Element, measured: Measured, total: int) -> bool:
    if element.tag == "body" or element not in measured:
        return False
    if "hidden" in element.attributes and element.get("id").startswith(_STREAMED):
        return True
    return measured[element].prose > max(_MOST * total, 300)


def _show(element: Element) -> None:
    for name in ("hidden", "style", "aria-hidden"):
        element.attributes.pop(name, None)
