"""Checks of an artifact's accessibility claims against what it holds."""

import re
from collections import defaultdict
from collections.abc import Iterator

from tasktide_export.checks.readback.base import Readback
from tasktide_export.checks.rules.images import is_file_name
from tasktide_export.checks.verification.structure import artifact_finding
from tasktide_export.document import Finding, Severity

_CLAUSE = "EPUB Accessibility 1.1, discovery metadata; schema.org accessibility properties"
_CONFORMANCE = re.compile(
    r"EPUB Accessibility 1\.[01] - WCAG 2\.[0-2] Level A{1,3}"
    r"|https?://www\.idpf\.org/epub/a11y/accessibility-2017\d{4}\.html#wcag-a{1,3}"
    r"|PDF/UA-[12]|PDF/A-(?:1[ab]|[23][abu]|4[ef]?)"
)
_ONLY_KEPT = re.compile(r"PDF/A-(?:1b|[23][bu]|4[ef]?)")
_REQUIRED = (
    "accessMode",
    "accessibilityFeature",
    "accessibilityHazard",
    "accessModeSufficient",
    "accessibilitySummary",
)
_MODES = frozenset(("auditory", "tactile", "textual", "visual"))
_FEATURES = frozenset(
    (
        "alternativeText", "annotations", "ARIA", "audioDescription", "bookmarks", "braille",
        "captions", "ChemML", "closedCaptions", "describedMath", "displayTransformability",
        "fullRubyAnnotations", "highContrastAudio", "highContrastDisplay", "horizontalWriting",
        "index", "largePrint", "latex", "latex-chemistry", "longDescription", "MathML",
        "MathML-chemistry", "none", "openCaptions", "pageBreakMarkers", "pageNavigation",
        "readingOrder", "rubyAnnotations", "signLanguage", "structuralNavigation",
        "synchronizedAudioText", "tableOfContents", "tactileGraphic", "tactileObject",
        "timingControl", "transcript", "transformability", "ttsMarkup", "unknown", "unlocked",
        "verticalWriting", "withAdditionalWordSegmentation", "withoutAdditionalWordSegmentation",
    )
)  # fmt: skip
_UNCHECKED = frozenset(
    (
        "audioDescription", "braille", "captions", "closedCaptions", "highContrastAudio",
        "highContrastDisplay", "largePrint", "longDescription", "openCaptions", "signLanguage",
        "pageBreakMarkers", "pageNavigation", "synchronizedAudioText", "tactileGraphic",
        "tactileObject", "timingControl",
    )
)  # fmt: skip


def claim_findings(readback: Readback) -> Iterator[Finding]:
    """Yield each claim that the artifact's contents do not bear out."""
    claims = _sorted(readback.claims)
    yield from _conformance(readback, claims)
    yield from _modes(readback, claims)
    yield from _features(readback, claims["accessibilityFeature"])
    hazards = set(claims["accessibilityHazard"])
    if len(hazards) > 1 and hazards & {"none", "unknown"}:
        yield _unearned("accessibilityHazard", "none or unknown stands beside other hazards")
    if readback.format == "epub":
        for name in _REQUIRED:
            if not claims[name]:
                yield Finding(
                    rule="accessibility-metadata-missing",
                    severity=Severity.WARNING,
                    message=f"the package does not say its {name}",
                    place="epub",
                    clause=_CLAUSE,
                )


def _sorted(claims: tuple[str, ...]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for claim in claims:
        name, colon, value = claim.partition(": ")
        found[name if colon else "conformsTo"].append(value if colon else claim)
    return found


def _unearned(claim: str, reason: str) -> Finding:
    return artifact_finding(
        "claim-not-earned", f"{claim} is claimed, but {reason}", place="metadata", clause=_CLAUSE
    )


def _conformance(readback: Readback, claims: dict[str, list[str]]) -> Iterator[Finding]:
    for value in claims["conformsTo"]:
        if not _CONFORMANCE.fullmatch(value.strip()):
            yield _unearned(value, "no standard has that name")
        # Without level A, PDF/A says that the file keeps, not that it can be read by all.
        for obstacle in () if _ONLY_KEPT.fullmatch(value) else _obstacles(readback):
            yield _unearned(value, obstacle)


def _obstacles(readback: Readback) -> Iterator[str]:
    if not _described(readback):
        yield "an image has no alternative text"
    if readback.bare_tables:
        yield "a table has no header cells"
    if None in readback.formulas:
        yield "a formula has no text alternative"
    if not readback.title:
        yield "there is no title"
    if readback.language in {"", "und"}:
        yield "the language is not stated"


def _described(readback: Readback) -> bool:
    return all(
        text is not None and bool(text.strip()) and not is_file_name(text)
        for text in readback.alternatives
    )


def _modes(readback: Readback, claims: dict[str, list[str]]) -> Iterator[Finding]:
    modes = claims["accessMode"]
    for mode in modes:
        if mode not in _MODES:
            yield _unearned(f"accessMode {mode}", "the vocabulary has no such value")
    if modes and "visual" in modes and not readback.alternatives:
        yield _unearned("accessMode visual", "there is no image that carries meaning")
    if modes and "visual" not in modes and readback.alternatives:
        yield _unearned("accessMode textual alone", "there are images that carry meaning")
    if "auditory" in modes and readback.format == "html" and not _reads_itself(readback):
        yield _unearned("accessMode auditory", "nothing in it can be heard")
    if "textual" in claims["accessModeSufficient"] and not _described(readback):
        yield _unearned("accessModeSufficient textual", "an image has no alternative text")


def _reads_itself(readback: Readback) -> bool:
    return "synchronizedAudioText" in readback.borne_out


def _features(readback: Readback, features: list[str]) -> Iterator[Finding]:
    wanting = {
        "alternativeText": not (readback.alternatives and _described(readback))
        and "an image has no alternative text, or there is none",
        "MathML": not readback.formulas and "there is no formula",
        "describedMath": (not readback.formulas or None in readback.formulas)
        and "a formula has no text alternative, or there is none",
        "tableOfContents": not readback.contents and "there is no table of contents",
        "structuralNavigation": not readback.headings and "there are no headings",
        **dict.fromkeys(_UNCHECKED - readback.borne_out, "nothing in it shows that"),
    }
    for feature in features:
        if feature.partition("/")[0] not in _FEATURES:
            yield _unearned(f"accessibilityFeature {feature}", "the vocabulary has no such value")
        elif reason := wanting.get(feature):
            yield _unearned(f"accessibilityFeature {feature}", reason)
