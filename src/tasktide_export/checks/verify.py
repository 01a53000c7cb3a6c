"""Verify a finished artifact, alone or against the document it was made from."""

from dataclasses import replace

from tasktide_export.checks import wordfile
from tasktide_export.checks.publication import PLACED, inspect
from tasktide_export.checks.readback import read_back
from tasktide_export.checks.verification.claims import claim_findings
from tasktide_export.checks.verification.document import document_findings
from tasktide_export.checks.verification.reading_itself import self_reading_findings
from tasktide_export.checks.verification.structure import structure_findings
from tasktide_export.document import Document, Finding, Severity

_SYNCHRONISED = "accessibilityFeature: synchronizedAudioText"


def verify(data: bytes, format: str, document: Document | None = None) -> tuple[Finding, ...]:  # noqa: A002
    """Return what is found in the artifact ``data`` of ``format``.

    Alone: title and language, headings against the artifact's own navigation,
    alternative texts, header cells, links that lead nowhere, claims against what
    the artifact holds.  With ``document`` (whose links are settled) also: the
    outline, the text and the notes word by word and in order, alternative texts,
    language.  ``format`` is what
    :func:`~tasktide_export.checks.readback.sniff_format` returns.

    Raises :class:`~tasktide_export.errors.ReadError` when the bytes cannot be
    read as ``format``.
    """
    readback = read_back(data, format)
    findings = [*structure_findings(readback), *claim_findings(readback)]
    if format == "epub":
        # How contents differ from headings is told entry by entry; others may mean it.
        findings = [_doubted(one) for one in findings if one.rule not in PLACED]
        findings += inspect(data)
    if format == "docx":
        findings = [_doubted(one) for one in findings if one.rule not in wordfile.PLACED]
        findings += wordfile.inspect(data)
    if format == "html":
        findings += self_reading_findings(data, synchronised=_SYNCHRONISED in readback.claims)
    if document is not None:
        findings += document_findings(readback, document)
    return tuple(dict.fromkeys(findings))


def _doubted(finding: Finding) -> Finding:
    is_outline = finding.rule == "outline-differs"
    return replace(finding, severity=Severity.WARNING) if is_outline else finding
