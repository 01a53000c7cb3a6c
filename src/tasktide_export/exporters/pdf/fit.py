"""What does not fit on the page, measured after layout."""

from typing import Any

from tasktide_export.document import Finding, Severity, excerpt
from tasktide_export.exporters.pdf.hooks import boxes_of, element_of, is_table, is_text, text_area

_TOLERANCE = 1.0
"""CSS pixels."""


def wide_tables(laid_out: Any) -> set[Any]:
    """Return the ``table`` elements that reach over the page's margins."""
    found = set()
    for page in laid_out.pages:
        left, right = text_area(page)
        for box in boxes_of(page):
            if is_table(box) and not _between(box, left, right):
                found.add(element_of(box))
    return found


def off_page(laid_out: Any) -> tuple[Finding, ...]:
    """Return a finding for each run of text that is cut off by the edge of the paper."""
    found: dict[Finding, None] = {}
    for number, page in enumerate(laid_out.pages, start=1):
        for box in boxes_of(page):
            if is_text(box) and box.text.strip() and not _between(box, 0, page.width):
                found[_cut_off(box.text, number)] = None
    return tuple(found)


def _between(box: Any, left: float, right: float) -> bool:
    start, end = box.position_x, box.position_x + box.width
    return bool(start >= left - _TOLERANCE and end <= right + _TOLERANCE)


def _cut_off(text: str, page: int) -> Finding:
    return Finding(
        rule="pdf-off-page",
        severity=Severity.ERROR,
        message=f"text runs off the edge of page {page}",
        excerpt=excerpt(text),
        advice="shorten it, divide the table, or choose a larger page",
        clause="WCAG 2.2 SC 1.4.10",
    )
