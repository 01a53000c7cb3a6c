"""What may be claimed about a document, derived from the document itself.

The values are those of the schema.org accessibility properties as the W3C
"Schema.org Accessibility Properties for Discoverability Vocabulary" defines
them.  A claim is made only where this very document earns it; a feature that
nobody checked (high contrast images) is never claimed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from tasktide_export.checks.motion import may_move
from tasktide_export.checks.rules.images import is_file_name
from tasktide_export.checks.summary import summarise
from tasktide_export.document import (
    DECORATIVE,
    Document,
    Embed,
    Figure,
    Finding,
    Image,
    Math,
    MathBlock,
    Severity,
    walk,
)

Formula: TypeAlias = Math | MathBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    """The accessibility metadata that an edition of a document may carry.

    ``access_modes`` (schema.org accessMode), ``access_modes_sufficient`` (one
    tuple for each set of modes that is enough, accessModeSufficient),
    ``features`` (accessibilityFeature) and ``hazards`` (accessibilityHazard) are
    in a fixed order.  ``summary`` (accessibilitySummary) is plain English.
    ``conforms`` says that no finding stands in the way of a conformance claim
    (EPUB Accessibility 1.1 with WCAG 2.2 level AA, PDF/UA-1).
    """

    access_modes: tuple[str, ...]
    access_modes_sufficient: tuple[tuple[str, ...], ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str
    conforms: bool


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that forbid a conformance claim: errors not repaired."""
    return tuple(one for one in findings if one.severity is Severity.ERROR and not one.repaired)


def accessibility(document: Document, findings: Iterable[Finding]) -> Accessibility:
    """Return what may be claimed about ``document``, given what was found in it.

    ``findings`` are those of :func:`~tasktide_export.checks.check_document`.
    """
    contents = _Contents(document)
    obstacles = blocking(findings)
    return Accessibility(
        access_modes=("textual", "visual") if contents.pictures else ("textual",),
        access_modes_sufficient=_sufficient(contents),
        features=tuple(_features(contents)),
        hazards=("unknown",) if contents.may_move else ("none",),
        summary=summarise(
            obstacles,
            pictures=len(contents.pictures),
            formulas=len(contents.formulas) if contents.formulas_described else 0,
            explained=contents.figures_explained,
            outlined=contents.outlined,
            may_move=contents.may_move,
        ),
        conforms=not obstacles,
    )


def read_aloud(access: Accessibility) -> Accessibility:
    """Return what may be claimed when every word is also heard, in step with the text.

    What can be read without sight is then enough by ear as well.
    """
    enough = access.access_modes_sufficient
    heard = (("auditory",),) if ("textual",) in enough else ()
    return replace(
        access,
        access_modes=(*access.access_modes, "auditory"),
        access_modes_sufficient=(*enough, *heard),
        features=(*access.features, "synchronizedAudioText"),
        summary=f"{access.summary} The text is read aloud by a synthetic voice, and what is "
        "being read is highlighted.",
    )


class _Contents:
    """What a document holds that claims depend on."""

    def __init__(self, document: Document) -> None:
        inlines = tuple(walk.all_inlines(document))
        blocks = tuple(walk.all_blocks(document))
        # An image without bytes is shown by its words alone: a text, not a picture.
        self.pictures = tuple(
            one
            for one in inlines
            if isinstance(one, Image) and one.asset and one.alternative is not DECORATIVE
        )
        self.formulas: tuple[Formula, ...] = (
            *(one for one in inlines if isinstance(one, Math)),
            *(one for one in blocks if isinstance(one, MathBlock)),
        )
        self.recordings = tuple(
            one for one in blocks if isinstance(one, Embed) and one.kind != "frame"
        )
        self.figures_explained = any(isinstance(one, Figure) and one.description for one in blocks)
        self.outlined = bool(document.sections)
        self.may_move = any(isinstance(one, Embed) for one in blocks) or any(
            may_move(asset.data) for asset in document.assets
        )

    @property
    def pictures_described(self) -> bool:
        """Every picture that is not decoration has an alternative text."""
        return all(_describes(one) for one in self.pictures)

    @property
    def formulas_described(self) -> bool:
        """Every formula can be read as text; its TeX source is no reading."""
        return all(one.alternative.strip() and "\\" not in one.alternative for one in self.formulas)


def _describes(picture: Image) -> bool:
    words = picture.alternative
    return (
        isinstance(words, str) and bool(words.strip()) and not is_file_name(words, picture.address)
    )


def _sufficient(contents: _Contents) -> tuple[tuple[str, ...], ...]:
    if not contents.pictures:
        return (("textual",),)
    if contents.pictures_described:
        return (("textual", "visual"), ("textual",))
    return (("textual", "visual"),)


def _features(contents: _Contents) -> Iterator[str]:
    if contents.pictures and contents.pictures_described:
        yield "alternativeText"
    if contents.figures_explained:
        yield "longDescription"
    if contents.formulas and all(one.mathml.strip() for one in contents.formulas):
        yield "MathML"
    if contents.formulas and contents.formulas_described:
        yield "describedMath"
    if contents.outlined:
        yield "tableOfContents"
        yield "structuralNavigation"
    yield "readingOrder"
    if contents.recordings and all(one.transcript for one in contents.recordings):
        yield "transcript"
    yield "displayTransformability"
    yield "unlocked"
