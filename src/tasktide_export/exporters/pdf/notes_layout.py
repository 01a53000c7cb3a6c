"""Notes at the foot of pages, laid out with their calls and never lost.

WeasyPrint 70 does two things otherwise.  When a line does not fit it first sends the
page's last note to the next page to make room, and only then the line.  And when it
goes over the pages again, for page numbers, it forgets which notes had been sent on
from pages that did not change: those notes are gone.

Private names replaced, while a document is laid out: ``weasyprint.document.LayoutContext``,
``weasyprint.layout.make_all_pages`` and ``weasyprint.layout.block._linebox_layout``;
``LayoutContext._update_footnote_area`` is written anew.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import inf
from typing import Any

import weasyprint.document as maker  # noqa: TID253 - loaded with layout
from weasyprint import layout  # noqa: TID253
from weasyprint.formatting_structure import build  # noqa: TID253
from weasyprint.layout import LayoutContext, block  # noqa: TID253
from weasyprint.layout.block import block_level_layout  # noqa: TID253
from weasyprint.layout.page import remake_page  # noqa: TID253

_ROUNDING = 0.01
"""CSS pixels."""


@contextlib.contextmanager
def keeping_notes() -> Iterator[None]:
    """Lay out inside this block with every note on the page of its call, if it fits."""
    kept = maker.LayoutContext, layout.make_all_pages, block._linebox_layout  # noqa: SLF001
    maker.LayoutContext, layout.make_all_pages = _Context, _make_all_pages
    block._linebox_layout = partial(_lay_lines, kept[2])  # noqa: SLF001
    try:
        yield
    finally:
        maker.LayoutContext, layout.make_all_pages, block._linebox_layout = kept  # noqa: SLF001


class _Context(LayoutContext):  # type: ignore[misc]
    """Shows no notes that could be sent away while lines are laid out."""

    are_hidden = False

    def __init__(self, *given: Any) -> None:
        self.sent_on: dict[int, Sequence[Any]] = {}
        """The notes that each page, from 0, leaves to the next."""
        super().__init__(*given)

    @property
    def current_page_footnotes(self) -> list[Any]:
        """The notes at the foot of the page so far."""
        return [] if self.are_hidden else self._notes

    @current_page_footnotes.setter
    def current_page_footnotes(self, notes: list[Any]) -> None:
        self._notes = notes

    def layout_footnote(self, footnote: Any) -> Any:
        """Put a note on the page, and tell whether it runs over."""
        with self.hiding(hidden=False):
            return super().layout_footnote(footnote)

    def unlayout_footnote(self, footnote: Any) -> None:
        """Take a note from the page, as its call leaves it."""
        with self.hiding(hidden=False):
            super().unlayout_footnote(footnote)

    def report_footnote(self, footnote: Any) -> None:
        """Send a note to the next page, as it does not fit."""
        with self.hiding(hidden=False):
            super().report_footnote(footnote)

    def _update_footnote_area(self) -> bool:
        """Lay out the foot anew, and tell whether a note runs over it.

        The same as before, but for sums that differ in their last digits: a note was
        sent away for a millionth of a pixel.
        """
        area = self.current_footnote_area
        if area.height != "auto" and not self.in_column:
            self.page_bottom += area.margin_height()
        area.children = self._notes
        if area.children:
            copy = build.create_anonymous_boxes(area.deepcopy())
            laid_out = block_level_layout(self, copy, -inf, None, area.page)[0]
            area.height = laid_out.height
            height, last = laid_out.margin_height(), laid_out.children[-1]
            is_over = _bottom(last) > _bottom(laid_out) + _ROUNDING
        else:
            area.height = 0
            height, is_over = area.margin_height(), False
        if not self.in_column:
            self.page_bottom -= height
        return is_over

    @contextlib.contextmanager
    def hiding(self, *, hidden: bool) -> Iterator[None]:
        """Hide the page's notes, or show them again, inside this block."""
        before, self.are_hidden = self.are_hidden, hidden
        try:
            yield
        finally:
            self.are_hidden = before


def _bottom(box: Any) -> float:
    return float(box.position_y + box.margin_height() - box.margin_bottom)


def _lay_lines(original: Callable[..., Any], context: _Context, *given: Any) -> Any:
    with context.hiding(hidden=True):
        return original(context, *given)


def _make_all_pages(context: _Context, root: Any, html: Any, pages: Sequence[Any]) -> Iterator[Any]:
    """Yield the pages, those of the round before where nothing about them has changed."""
    context.rendered_notes = []
    number, is_stale = 0, False
    while True:
        state = context.page_maker[number][-1]
        is_wanted = state["content_changed"] or state["pages_wanted"]
        if number >= len(pages) or is_wanted or is_stale:
            state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
            page, resume_at = remake_page(number, context, root, html)
            sent_on = list(context.reported_footnotes)
            is_stale = sent_on != context.sent_on.get(number, sent_on)
            context.sent_on[number] = sent_on
        else:
            page, resume_at = pages[number], context.page_maker[number + 1][0]
            context.reported_footnotes = list(context.sent_on[number])
            is_stale = False
        yield page
        number += 1
        if resume_at is None and not context.reported_footnotes:
            context.page_maker = context.page_maker[: number + 1]
            context.broken_out_of_flow.clear()
            return
