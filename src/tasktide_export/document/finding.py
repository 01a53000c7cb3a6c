"""Findings: what was noticed about a document or an artifact."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to a reader of the edition."""

    ERROR = "error"
    """Someone cannot use the edition; accessibility claims are not earned."""
    WARNING = "warning"
    """Worth an editor's look; no claim depends on it."""
    INFO = "info"
    """Something was inferred, repaired or left out, and is told for the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing noticed, where, and what to do about it.

    ``rule`` is a stable kebab-case name; ``clause`` is the place in a standard
    that the rule rests on (empty for our own rules); ``place`` is the id of a
    section or block, or a path inside an artifact; ``excerpt`` is the first
    words found there.  ``repaired`` says that the document already holds the
    mended form.
    """

    rule: str
    severity: Severity
    message: str
    place: str = ""
    excerpt: str = ""
    advice: str = ""
    clause: str = ""
    repaired: bool = False


def excerpt(text: str, length: int = 60) -> str:
    """Return the first words of ``text``, at most ``length`` characters."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0] + "…"
