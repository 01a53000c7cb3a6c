"""Check a document: what its reader found, and what the rules find."""

from tasktide_export.checks.rules import RULES
from tasktide_export.document import Document, Finding


def check_document(document: Document) -> tuple[Finding, ...]:
    """Return the findings of the reader, then those of the rules, each once.

    The order is fixed: the reader's, then rule by rule in reading order.
    """
    found = (finding for rule in RULES for finding in rule(document))
    return tuple(dict.fromkeys((*document.findings, *found)))
