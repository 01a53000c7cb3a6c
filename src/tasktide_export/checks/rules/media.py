"""Rules about formulas and about media that do not travel."""

from collections.abc import Iterator

from tasktide_export.checks.places import Subject
from tasktide_export.document import (
    Embed,
    Finding,
    Math,
    MathBlock,
    Severity,
    excerpt,
)

_WHAT = {"video": "a video", "audio": "a recording", "frame": "embedded content"}


def math_has_no_alternative(subject: Subject) -> Iterator[Finding]:
    """Every formula can be read as text."""
    for place, formula in _formulas(subject):
        if not formula.alternative.strip():
            yield Finding(
                rule="math-alternative-missing",
                severity=Severity.ERROR,
                message="a formula has no text alternative",
                place=place,
                excerpt=excerpt(formula.source),
                advice="give the formula an alttext that can be read aloud",
                clause="WCAG 2.2 SC 1.1.1; PDF/UA-1 (ISO 14289-1) 7.7",
            )


def _formulas(subject: Subject) -> Iterator[tuple[str, Math | MathBlock]]:
    for place, inline in subject.inlines:
        if isinstance(inline, Math):
            yield place, inline
    for block in subject.blocks:
        if isinstance(block, MathBlock):
            yield block.id, block


def embed_has_no_transcript(subject: Subject) -> Iterator[Finding]:
    """What cannot travel has a text that can."""
    for block in subject.blocks:
        if isinstance(block, Embed) and not block.transcript:
            yield Finding(
                rule="embed-transcript-missing",
                severity=Severity.WARNING,
                message=f"{_WHAT[block.kind]} stays on the web and has no transcript",
                place=block.id,
                excerpt=excerpt(block.title or block.address),
                advice="add a transcript, so that readers of this edition miss nothing",
                clause="WCAG 2.2 SC 1.2.1",
            )
