"""Take out what the markup names as furniture, and say so."""

from dataclasses import dataclass

from tasktide_export.readers.html.elements import SILENT_TAGS, Element, names, plain
from tasktide_export.readers.html.location.figures import Measured, take_off
from tasktide_export.readers.html.location.furniture import MESSAGES, kind_of
from tasktide_export.readers.html.location.images import unwrap_noscript
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import is_hidden

_CLOSED = names("pre code math svg table picture")
"""Elements inside which names mean something else."""
_MOST = 0.4
"""What holds more than this share of the page's prose is no furniture."""


@dataclass(slots=True)
class Removal:
    """Takes elements out of the tree and reports each with its first words."""

    notices: Notices
    measured: Measured

    def take(self, element: Element, kind: str) -> None:
        """Take ``element`` out as furniture of ``kind``."""
        if element.parent is None:
            return
        text = plain(element.text())
        if text:
            rule, message = MESSAGES[kind]
            self.notices.add(rule, f"{message} ({len(text.split())} words)", text)
        take_off(element, self.measured)
        element.parent.children.remove(element)


def weed(body: Element, removal: Removal) -> None:
    """Take out of ``body`` what the page hides and what its markup names as furniture."""
    unwrap_noscript(body)
    total = removal.measured[body].prose
    _weed(body, removal, total)


def _weed(element: Element, removal: Removal, total: int) -> None:
    for child in [one for one in element.children if isinstance(one, Element)]:
        if child.tag in SILENT_TAGS or child.tag in _CLOSED:
            continue
        if child.tag == "noscript":
            removal.take(child, "script")
            continue
        if is_hidden(child):
            continue
        kind = kind_of(child)
        if kind and _may_go(child, kind, removal.measured, total):
            removal.take(child, kind)
            continue
        _weed(child, removal, total)


def _may_go(element: Element, kind: str, measured: Measured, total: int) -> bool:
    figures = measured.get(element)
    if figures is None:
        return True
    if kind == "comments":
        return figures.prose < total * 0.95
    if figures.prose > total * _MOST and figures.prose > 0:
        return False
    return not (figures.prose > 0 and element.first("h1", "main") is not None)
