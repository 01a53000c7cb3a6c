"""The language of a document that does not declare one."""

from dataclasses import replace
from functools import cache
from typing import Any

from tasktide_export.document import (
    UNDETERMINED,
    Document,
    Finding,
    Severity,
    body_texts,
)

CONFIDENT = 0.9
"""A detected language is taken from this probability on (of 1)."""
_ENOUGH_LETTERS = 20
_LOOK_AT = 20_000
_NO_LANGUAGE = "zxx"


def detect_language(text: str) -> tuple[str, float]:
    """Return the BCP 47 tag of ``text``'s language and the probability (0 to 1).

    The tag is ``und`` when the text is too short or the probability below
    :data:`CONFIDENT`: a wrong language makes a speaking reader worse than none.
    """
    text = text[:_LOOK_AT]
    if sum(1 for character in text if character.isalpha()) < _ENOUGH_LETTERS:
        return UNDETERMINED, 0.0
    tag, probability = _identifier().classify(text)
    if tag == _NO_LANGUAGE or probability < CONFIDENT:
        return UNDETERMINED, float(probability)
    return str(tag), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


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
