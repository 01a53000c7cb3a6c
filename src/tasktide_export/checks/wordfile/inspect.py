"""All rules on a finished Word file."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from tasktide_export.checks.finding import fault
from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.wordfile import (
    contrast,
    language,
    package,
    pictures,
    references,
    structure,
    tables,
)
from tasktide_export.checks.wordfile.opened import WordFile
from tasktide_export.document import Finding

Rule: TypeAlias = Callable[[WordFile], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    package.type_findings,
    package.relationship_findings,
    package.property_findings,
    package.setting_findings,
    references.bookmark_findings,
    references.field_findings,
    references.note_findings,
    references.style_findings,
    references.list_findings,
    references.drawing_findings,
    references.cell_findings,
    structure.heading_findings,
    structure.contents_findings,
    structure.list_findings,
    structure.space_findings,
    tables.table_findings,
    pictures.picture_findings,
    pictures.box_findings,
    language.language_findings,
    language.link_findings,
    contrast.contrast_findings,
)
PLACED = frozenset(
    {
        "heading-level-skipped",
        "image-alternative-missing",
        "image-alternative-file-name",
        "table-header-missing",
        "link-dangling",
        "title-missing",
    }
)
"""Rules whose findings name the part and the paragraph here, and the format alone elsewhere."""


def inspect(data: bytes) -> tuple[Finding, ...]:
    """Return what is found in the Word file ``data``; each place is a part and a paragraph.

    Raises :class:`~tasktide_export.errors.ReadError` when it cannot be opened.
    """
    file = WordFile(Archive(data))
    found = dict.fromkeys(finding for rule in RULES for finding in rule(file))
    unread = (
        fault("file-unreadable", f"cannot be inspected: {why}", name, "", "ISO/IEC 29500-2")
        for name, why in file.problems.items()
    )
    return (*unread, *found)
