"""What there is on the pages that were laid out, found on one walk over their boxes.

Of WeasyPrint's private names these are read here: ``Page._page_box``, ``LineBox``,
``MarginBox``, ``FootnoteAreaBox``, ``TableBox``, ``TableRowGroupBox``, ``TextBox``,
``ReplacedBox``, ``Box.element``, ``Box.element_tag`` and ``AbsolutePlaceholder._box``.
The others are in :mod:`hooks`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes  # noqa: TID253 - loaded with layout
from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: TID253

from tasktide_export.exporters.pdf.page_notes import PLACE

Contents: TypeAlias = list[tuple[tuple[Any, str], Any]]
"""The boxes of a page, each with its owner: the element and the pseudo-element."""
_TOLERANCE = 1.0
"""CSS pixels."""


@dataclass(slots=True)
class Survey:
    """What there is on the pages of a document, found on one walk over its boxes."""

    pages: Sequence[Any]
    contents: list[Contents] = field(default_factory=list)
    """For each page what is read and the links, in reading order, each with its owner:
    the element and the pseudo-element (``marker``, ``after``, …)."""
    artifacts: set[Any] = field(default_factory=set)
    """What is drawn but is no content."""
    pagination: set[Any] = field(default_factory=set)
    """The boxes of the pages' margins: headers, footers, numbers."""
    blocks: dict[Any, list[list[Any]]] = field(default_factory=dict)
    """The runs of text of each line, by the element whose lines they are, in order."""
    wide_tables: set[Any] = field(default_factory=set)
    """The ``table`` elements that reach over their page's margins."""
    drawn: set[Any] = field(default_factory=set)
    """The elements whose own text is on the pages."""
    crowding: set[str] = field(default_factory=set)
    """The places of the notes for which a page has too little room at its foot."""
    cut_off: list[tuple[int, str]] = field(default_factory=list)
    """The runs of text that the edge of the paper cuts off, with the number of their page."""


def survey_of(laid_out: Any) -> Survey:
    """Look through all boxes of ``laid_out`` once: walking over them is what costs."""
    survey = Survey(laid_out.pages)
    heads: set[Any] = set()
    for number, page in enumerate(laid_out.pages):
        survey.contents.append([])
        walk = _Walk(survey, number, heads)
        walk.over(page._page_box)  # noqa: SLF001
        heads |= walk.here
    return survey


@dataclass(slots=True)
class _Walk:
    """The walk over one page; ``heads`` of tables were seen on pages before."""

    survey: Survey
    number: int
    heads: set[Any]
    here: set[Any] = field(default_factory=set)
    bottom: float = 0
    """Where the text of the page ends, in CSS pixels from its top."""

    def over(self, page_box: Any) -> None:
        """Visit every box in reading order, placeholders resolved."""
        left = page_box.content_box_x()
        right = left + page_box.width
        margins = [one for one in page_box.children if isinstance(one, boxes.MarginBox)]
        for box in margins:
            self._over_margin(box)
        nobody: tuple[Any, str] = (None, "")
        none: tuple[list[Any], ...] = ()
        inside = [one for one in _last_first(page_box) if one not in margins]
        stack = [(box, nobody, False, none) for box in inside]
        while stack:
            box, owner, unread, lines = stack.pop()
            element = box.element
            if element is not None:
                owner = (element, (box.element_tag or "").partition("::")[2])
                unread = unread or self._is_unread(box)
            if isinstance(box, boxes.LineBox):
                lines = (*lines, [])
                self.survey.blocks.setdefault(element, []).append(lines[-1])
            elif is_leaf(box):
                self._leaf(box, lines, unread=unread)
                self.bottom = max(self.bottom, box.position_y + box.height)
            elif isinstance(box, boxes.TableBox) and not _between(box, left, right):
                self.survey.wide_tables.add(element)
            elif isinstance(box, boxes.FootnoteAreaBox):
                self._foot(box, page_box.content_box_y())
            if is_link_itself(box) or (not unread and is_leaf(box)):
                self.survey.contents[-1].append((owner, box))
            if box_children := getattr(box, "children", ()):
                stack += [(_real(one), owner, unread, lines) for one in reversed(box_children)]

    def _foot(self, foot: Any, top: float) -> None:
        """Tell whether the notes run over the text, which is above them, or over the page."""
        if foot.position_y < max(top, self.bottom) - _TOLERANCE:
            notes = (one.element.get(PLACE) for one in foot.children if one.element is not None)
            self.survey.crowding.update(filter(None, notes))

    def _over_margin(self, margin: Any) -> None:
        stack = [margin]
        while stack:
            box = stack.pop()
            self.survey.pagination.add(box)
            if is_leaf(box):
                self._leaf(box, (), unread=True)
            stack.extend(_last_first(box))

    def _leaf(self, box: Any, lines: Iterable[list[Any]], *, unread: bool) -> None:
        if unread:
            self.survey.artifacts.add(box)
        if isinstance(box, boxes.TextBox):
            if not _between(box, 0, self.survey.pages[self.number].width) and box.text.strip():
                self.survey.cut_off.append((self.number, box.text))
            self.survey.drawn.add(box.element)
            for line in lines:
                line.append(box)

    def _is_unread(self, box: Any) -> bool:
        """Tell decoration and what a table repeats on each page."""
        if box.element_tag in ("thead", "tfoot") and isinstance(box, boxes.TableRowGroupBox):
            self.here.add(box.element)
            return box.element in self.heads
        return _is_decoration(box) or _is_ornament(box)


def _between(box: Any, left: float, right: float) -> bool:
    """Tell whether a box stays between two edges in CSS pixels."""
    start = box.position_x
    return bool(start >= left - _TOLERANCE and start + box.width <= right + _TOLERANCE)


def _last_first(box: Any) -> list[Any]:
    return [_real(one) for one in reversed(getattr(box, "children", ()))]


def _real(box: Any) -> Any:
    """Return ``box``, or the box that it holds the place of."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001


def is_leaf(box: Any) -> bool:
    """Tell text and pictures, which are drawn, from the boxes around them."""
    return isinstance(box, boxes.TextBox | boxes.ReplacedBox)


def _is_ornament(box: Any) -> bool:
    """Tell text that a style sheet adds, but for quotation marks and page numbers."""
    _, _, pseudo = (box.element_tag or "").partition("::")
    if pseudo not in ("before", "after"):
        return False
    stands_in = "missing-image" in box.element.get("class", "")
    return not stands_in and box.element.tag not in ("q", "a")


def is_link_itself(box: Any) -> bool:
    """Tell a link from what stands in it; the property is inherited by all of that."""
    return box.element is not None and box.element_tag == "a"


def _is_decoration(box: Any) -> bool:
    element = box.element
    return (
        isinstance(box, boxes.ReplacedBox)
        and element is not None
        and element.get("role") == "presentation"
    )
