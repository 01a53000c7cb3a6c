"""Check a document: what its reader found, and what the rules find."""

from tasktide_export.checks.places import Subject
from tasktide_export.checks.rules import RULES
from tasktide_export.document import Document, Finding

_OF_THE_WHOLE = frozenset({"language-inferred"})


def check_document(document: Document) -> tuple[Finding, ...]:
    """Return the findings of the reader, then those of the rules, each once.

    The order is fixed: the reader's, then rule by rule in reading order.  What the
    reader has said of the document as a whole is not said again.
    """
    told = {one.rule for one in document.findings} & _OF_THE_WHOLE
    subject = Subject(document)
    found = (finding for rule in RULES for finding in rule(subject))
    new = (finding for finding in found if finding.rule not in told)
    return tuple(dict.fromkeys((*document.findings, *new)))
