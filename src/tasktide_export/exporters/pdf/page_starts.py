"""Where each page begins in the document: what other editions list as its pages."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from tasktide_export.exporters.base import PageStart
from tasktide_export.exporters.pdf.page_notes import PLACE, is_notes
from tasktide_export.exporters.pdf.survey import Contents, is_leaf

_BLOCK = "data-block"
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")
_HYPHEN = "\u2010"
"""What a divided word is given at the end of a line."""


def page_starts(root: Any, contents: Sequence[Contents]) -> tuple[PageStart, ...]:
    """Return where the pages begin whose first words are of the document.

    ``root`` is the page's ``html`` element, its blocks with ``data-block``; ``contents``
    are those of each page (see :class:`~.survey.Survey`).  The first page begins with the
    title; pages of the table of contents have no place in other editions.
    """
    return tuple(_Reading(root).starts(contents))


class _Reading:
    def __init__(self, root: Any) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._read: Counter[str] = Counter()

    def starts(self, contents: Sequence[Contents]) -> Iterator[PageStart]:
        for number, page in enumerate(contents, start=1):
            texts = [
                (element, box)
                for (element, pseudo), box in page
                if element is not None and is_leaf(box) and not pseudo
            ]
            shown = [(element, box) for element, box in texts if not self._is_at_foot(element)]
            if shown:
                block = self._block_of(shown[0][0])
                if block or number == 1:
                    yield PageStart(number, block, self._read[block])
            for element, box in shown:
                self._read[self._block_of(element)] += _length(getattr(box, "text", ""))

    def _block_of(self, element: Any) -> str:
        while element is not None:
            if name := element.get(_BLOCK):
                return str(name)
            element = self._parents.get(element)
        return ""

    def _is_at_foot(self, element: Any) -> bool:
        while element is not None:
            if element.get(PLACE):
                return not is_notes(self._parents[element])
            element = self._parents.get(element)
        return False


def _length(text: str) -> int:
    shown = text.removesuffix(_HYPHEN)
    return sum(1 for one in shown if not one.isspace() and one not in _UNSEEN)
