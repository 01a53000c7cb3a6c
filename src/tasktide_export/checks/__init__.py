"""Checks: findings on a document, claims it earns, verification of artifacts."""

from tasktide_export.checks.claims import Accessibility, accessibility, blocking
from tasktide_export.checks.document import check_document
from tasktide_export.checks.readback import Readback, read_back, sniff_format
from tasktide_export.checks.verify import verify

__all__ = [
    "Accessibility",
    "Readback",
    "accessibility",
    "blocking",
    "check_document",
    "read_back",
    "sniff_format",
    "verify",
]
