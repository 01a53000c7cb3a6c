"""The metadata of the package document, each accessibility claim derived."""

from collections.abc import Iterator
from dataclasses import dataclass

from tasktide_export.checks.claims import Accessibility
from tasktide_export.dates import w3c_date
from tasktide_export.document import Document, Metadata
from tasktide_export.exporters.epub.identity import identifier
from tasktide_export.exporters.epub.overlay import ACTIVE_CLASS, ReadAlong


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One ``meta`` element (EPUB 3.3, 5.5.4), with an id or refining another."""

    name: str
    value: str
    id: str = ""
    refines: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said besides: who certifies the conformance, pages, what reads along."""

    certified_by: str = ""
    credential: str = ""
    has_pages: bool = False
    along: ReadAlong | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageMetadata:
    """What the package document says: Dublin Core elements, then properties."""

    identifier: str
    title: str
    language: str
    direction: str
    elements: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...]


def package_metadata(
    document: Document, access: Accessibility, claims: tuple[str, ...], said: Said
) -> PackageMetadata:
    """Return the metadata of ``document`` with what ``access`` allows to be claimed."""
    metadata = document.metadata
    return PackageMetadata(
        identifier=identifier(document),
        title=metadata.title,
        language=metadata.language,
        direction=metadata.direction,
        elements=tuple(_elements(metadata)),
        properties=tuple(_properties(document, access, claims, said)),
    )


def _elements(metadata: Metadata) -> Iterator[tuple[str, str]]:
    yield from (("creator", author) for author in metadata.authors)
    yield from (("subject", subject) for subject in metadata.subjects)
    single = {
        "publisher": metadata.publisher or metadata.site,
        "description": metadata.description,
        "date": w3c_date(metadata.published),
        "rights": metadata.rights,
        "source": metadata.source,
    }
    yield from ((name, value) for name, value in single.items() if value)


def _properties(
    document: Document, access: Accessibility, claims: tuple[str, ...], said: Said
) -> Iterator[Property]:
    for mode in access.access_modes:
        yield Property(name="schema:accessMode", value=mode)
    for modes in access.access_modes_sufficient:
        yield Property(name="schema:accessModeSufficient", value=",".join(modes))
    paged = ("pageBreakMarkers", "pageNavigation") if said.has_pages else ()
    for feature in (*access.features, *paged):
        yield Property(name="schema:accessibilityFeature", value=feature)
    for hazard in access.hazards:
        yield Property(name="schema:accessibilityHazard", value=hazard)
    yield Property(name="schema:accessibilitySummary", value=access.summary)
    for claim in claims:
        yield Property(name="dcterms:conformsTo", value=claim, id="conformance")
        yield from _certification(said)
    if said.has_pages:
        yield Property(name="pageBreakSource", value=f"{identifier(document)} (PDF)")
    if said.along is not None:
        yield from _overlays(said.along)


def _overlays(along: ReadAlong) -> Iterator[Property]:
    """Yield who reads and for how long, and how what is read looks (EPUB 3.3, 9.4 and D.8)."""
    for _, overlay in along.overlays:
        yield Property(name="media:duration", value=_duration(overlay.seconds), refines=overlay.id)
    total = sum(overlay.seconds for _, overlay in along.overlays)
    yield Property(name="media:duration", value=_duration(total))
    yield Property(name="media:narrator", value=along.narrator)
    yield Property(name="media:active-class", value=ACTIVE_CLASS)


def _duration(seconds: float) -> str:
    return f"{seconds:.3f}s"


def _certification(said: Said) -> Iterator[Property]:
    """Yield who stands for the conformance (EPUB Accessibility 1.1, 2.2.5)."""
    if not said.certified_by:
        return
    certifier = Property(
        name="a11y:certifiedBy", value=said.certified_by, id="certifier", refines="conformance"
    )
    yield certifier
    if said.credential:
        yield Property(name="a11y:certifierCredential", value=said.credential, refines="certifier")
