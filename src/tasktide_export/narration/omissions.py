"""What a script leaves out: as data, and as findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tasktide_export.document import Finding, Severity, excerpt

Kind: TypeAlias = Literal[
    "code",
    "formula",
    "note",
    "table",
    "image",
    "pullquote",
    "description",
    "embed",
    "run",
]
"""What is left out; ``table`` and ``run`` (characters in one go) are so in part."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not read, and the id of the block or note where it stands.

    ``texts`` are the pieces of the document's text that no utterance has.  They are
    empty where nothing but sound is missing: an utterance has the text, and the voice
    says something shorter for it, or there never was a text.
    """

    kind: Kind
    place: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    message: str
    advice: str
    severity: Severity = Severity.INFO
    clause: str = ""


_RULES: dict[Kind, _Rule] = {
    "code": _Rule("code-skipped", "a code listing is not read", "code=read reads it"),
    "formula": _Rule("formula-skipped", "a formula is not read", "formulas=read reads it"),
    "note": _Rule("note-skipped", "a note is not read", "notes=after or notes=end reads it"),
    "table": _Rule(
        "table-shortened", "rows of a table are not read", "long-tables=0 reads every table whole"
    ),
    "image": _Rule(
        "image-without-text",
        "an image has no alternative text and is not read",
        "write an alternative text",
        Severity.WARNING,
        "WCAG 2.2, 1.1.1",
    ),
    "pullquote": _Rule("pullquote-skipped", "a pull quote is not read", "pullquotes=read reads it"),
    "description": _Rule(
        "description-skipped",
        "the long description of a figure is not read",
        "descriptions=read reads it",
    ),
    "embed": _Rule("embed", "what is embedded is not in the recording; its title is read", ""),
    "run": _Rule(
        "shortened", "a run of characters is read in short", "say in words what the run shows"
    ),
}

WORDLESS = "a formula has neither a text nor markup that can be told, and is not read"

ORDER: tuple[Kind, ...] = tuple(_RULES)
"""The kinds in the order in which they are told."""


def omission(left: LeftOut, message: str = "", shown: str = "") -> Finding:
    """Return the finding about ``left``.

    ``message`` replaces the usual words, ``shown`` what stands there where there is no
    text.
    """
    rule = _RULES[left.kind]
    return Finding(
        rule=f"narration-{rule.name}",
        severity=rule.severity,
        message=message or rule.message,
        place=left.place,
        excerpt=excerpt(shown or " ".join(left.texts)),
        advice=rule.advice,
        clause=rule.clause,
    )


def tally(left_out: Iterable[LeftOut]) -> dict[Kind, int]:
    """Return how many of each kind are left out, in the order of telling."""
    kinds = [one.kind for one in left_out]
    return {kind: kinds.count(kind) for kind in ORDER if kind in kinds}
