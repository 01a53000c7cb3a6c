"""All rules on a finished EPUB."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from tasktide_export.checks.finding import fault
from tasktide_export.checks.publication.book import Publication
from tasktide_export.checks.publication.colours import contrast_findings
from tasktide_export.checks.publication.overlays import overlay_findings
from tasktide_export.checks.publication.pictures import (
    drawing_findings,
    formula_findings,
    image_findings,
)
from tasktide_export.checks.publication.structure import (
    contents_findings,
    heading_findings,
    page_findings,
    table_findings,
)
from tasktide_export.checks.publication.words import language_findings, link_findings
from tasktide_export.checks.readback.archive import Archive
from tasktide_export.document import Finding

Rule: TypeAlias = Callable[[Publication], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    heading_findings,
    contents_findings,
    page_findings,
    table_findings,
    image_findings,
    drawing_findings,
    formula_findings,
    link_findings,
    language_findings,
    contrast_findings,
    overlay_findings,
)
PLACED = frozenset(
    {
        "heading-level-skipped",
        "image-alternative-missing",
        "image-alternative-file-name",
        "math-alternative-missing",
        "table-header-missing",
    }
)
"""Rules whose findings name the file and the place here, and the format alone elsewhere."""


def inspect(data: bytes) -> tuple[Finding, ...]:
    """Return what is found in the EPUB ``data``; each place is a file and an id or a line.

    Raises :class:`~tasktide_export.errors.ReadError` when it cannot be opened.
    """
    book = Publication(Archive(data))
    found = dict.fromkeys(finding for rule in RULES for finding in rule(book))
    unread = (
        fault("file-unreadable", f"cannot be inspected: {why}", path, "", "EPUB 3.3, 4.1")
        for path, why in book.problems.items()
    )
    return (*unread, *found)
