"""The language of a document that does not declare one."""

from dataclasses import replace

from tasktide_export.detection import detect_language
from tasktide_export.document import (
    UNDETERMINED,
    Document,
    Finding,
    Severity,
    body_texts,
)


def settle_language(document: Document) -> Document:
    """Return ``document`` with a language, detected and marked as inferred if undeclared."""
    if document.metadata.language not in ("", UNDETERMINED):
        return document
    tag, probability = detect_language("\n".join([document.metadata.title, *body_texts(document)]))
    if tag == UNDETERMINED:
        return _noted(
            replace(document, metadata=replace(document.metadata, language=tag)), _UNKNOWN
        )
    metadata = replace(
        document.metadata, language=tag, inferred=document.metadata.inferred | {"language"}
    )
    return _noted(replace(document, metadata=metadata), _inferred(tag, probability))


_UNKNOWN = Finding(
    rule="language-unknown",
    severity=Severity.WARNING,
    message="the language is not declared and could not be told from the text",
    advice="declare it in the source, or give it when exporting (--lang)",
)


def _inferred(tag: str, probability: float) -> Finding:
    return Finding(
        rule="language-inferred",
        severity=Severity.INFO,
        message=f"the language is not declared; it looks like {tag!r} "
        f"(confidence {probability:.2f})",
        advice="declare it in the source, or give it when exporting (--lang)",
    )


def _noted(document: Document, finding: Finding) -> Document:
    """Add ``finding`` unless an earlier reading of the same document said it already."""
    if any(one.rule == finding.rule for one in document.findings):
        return document
    return replace(document, findings=(*document.findings, finding))
