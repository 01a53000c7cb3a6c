"""What does not fit on the page, measured after layout."""

from collections.abc import Sequence
from typing import Any

from tasktide_export.document import Finding, Severity, excerpt
from tasktide_export.exporters.pdf.survey import Survey

_UNDRAWN = frozenset({"moved", "missing-image"})
"""Classes of what shows nothing, or what an attribute says."""
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def off_page(survey: Survey) -> tuple[Finding, ...]:
    """Return a finding for each run of text that is cut off by the edge of the paper."""
    return tuple(dict.fromkeys(_cut_off(text, page + 1) for page, text in survey.cut_off))


def lost(root: Any, survey: Survey) -> list[Any]:
    """Return the elements of the page whose text stands on no page.

    Layout drops what it finds no room for, such as a head that a table would repeat.
    """
    body = root.find("body")
    waiting, found = [body] if body is not None else [], []
    while waiting:
        element = waiting.pop()
        if _UNDRAWN & set(element.get("class", "").split()):
            continue
        own = "".join((element.text or "", *(child.tail or "" for child in element)))
        if own.translate(_UNSEEN).strip() and element not in survey.drawn:
            found.append(element)
        waiting.extend(reversed(element))
    return found


def lost_text(elements: Sequence[Any], *, asked_for: bool) -> tuple[Finding, ...]:
    """Return findings about text that no page shows; own CSS may have asked for that."""
    severity = Severity.WARNING if asked_for else Severity.ERROR
    return tuple(
        Finding(
            rule="pdf-text-lost",
            severity=severity,
            message="the layout found no room for a text, and no page shows it",
            excerpt=excerpt("".join(element.itertext())),
            advice="shorten it, or choose a larger page",
            clause="PDF/UA-1 (ISO 14289-1) 7.1",
        )
        for element in elements
    )


def _cut_off(text: str, page: int) -> Finding:
    return Finding(
        rule="pdf-off-page",
        severity=Severity.ERROR,
        message=f"text runs off the edge of page {page}",
        excerpt=excerpt(text),
        advice="shorten it, divide the table, or choose a larger page",
        clause="WCAG 2.2 SC 1.4.10",
    )
