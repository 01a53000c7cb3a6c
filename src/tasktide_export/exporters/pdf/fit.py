"""What does not fit on the page, measured after layout."""

from tasktide_export.document import Finding, Severity, excerpt
from tasktide_export.exporters.pdf.survey import Survey


def off_page(survey: Survey) -> tuple[Finding, ...]:
    """Return a finding for each run of text that is cut off by the edge of the paper."""
    return tuple(dict.fromkeys(_cut_off(text, page + 1) for page, text in survey.cut_off))


def _cut_off(text: str, page: int) -> Finding:
    return Finding(
        rule="pdf-off-page",
        severity=Severity.ERROR,
        message=f"text runs off the edge of page {page}",
        excerpt=excerpt(text),
        advice="shorten it, divide the table, or choose a larger page",
        clause="WCAG 2.2 SC 1.4.10",
    )
