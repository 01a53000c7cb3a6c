"""EPUB 3.3: one file for each top section, metadata derived from the document."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, ClassVar, Literal

from tasktide_export.checks.claims import accessibility, blocking, read_aloud
from tasktide_export.document import Document, to_depth
from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting
from tasktide_export.exporters.spoken import SpokenOptions

if TYPE_CHECKING:
    from tasktide_export.exporters.epub.chapters import Reader
    from tasktide_export.exporters.epub.target import Target

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The value of dcterms:conformsTo (EPUB Accessibility 1.1, 2.2.4)."""

ONIX_RECORD = "META-INF/accessibility.onix.xml"
"""Where ONIX lies in the container; reading systems pass over it (EPUB 3.3, 4.2.6.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubOptions(SpokenOptions):
    """Options of the EPUB; a cover that the document brings is always used."""

    target: Literal["", "kindle"] = field(
        default="",
        metadata={"help": "for one reading system: formulas and drawings as pictures, plain HTML"},
    )
    cover: Literal["auto", "none"] = field(
        default="auto",
        metadata={"help": "draw a cover from the title where the article brings none"},
    )
    onix: bool = field(
        default=False,
        metadata={"help": f"add the accessibility codes of ONIX list 196, as {ONIX_RECORD}"},
    )
    page_list: Literal["", "pdf"] = field(
        default="", metadata={"help": "tell the pages of the PDF made in the same run"}
    )
    read_along: Literal["none", "sentence", "paragraph"] = field(
        default="none",
        metadata={"help": "read the text aloud, a sentence or a paragraph highlighted at a time"},
    )
    certified_by: str = field(
        default="", metadata={"help": "who stands for the accessibility claim, if it is made"}
    )
    certifier_credential: str = field(
        default="", metadata={"help": "what entitles the certifier: a name or an address"}
    )

    def __post_init__(self) -> None:
        SpokenOptions.__post_init__(self)
        if self.target == "kindle" and self.read_along != "none":
            raise UsageError(
                "Kindle plays no sound with the text of a book like this",
                where="epub.read-along",
                hint="make an edition for other reading systems as well, without target=kindle",
            )
        if self.certifier_credential.strip() and not self.certified_by.strip():
            raise UsageError(
                "a credential is given, and nobody whose it is",
                where="epub.certifier-credential",
                hint="say who certifies: -O epub.certified-by=NAME",
            )
        if self.target == "kindle" and self.cover == "none":
            raise UsageError(
                "Kindle wants a cover",
                where="epub.cover",
                hint="leave it out: a cover is drawn where the article brings none",
            )

    @property
    def wants_pages(self) -> bool:
        """Whether the edition tells the pages of the printed one."""
        return self.page_list == "pdf"


class EpubExporter:
    """Writes the EPUB through EbookLib, which only assembles finished files."""

    name: ClassVar[str] = "epub"
    title: ClassVar[str] = "EPUB 3.3 for reading systems"
    media_type: ClassVar[str] = "application/epub+zip"
    suffix: ClassVar[str] = ".epub"
    options: ClassVar[type[ExportOptions]] = EpubOptions

    def write(
        self, document: Document, sink: BinaryIO, options: EpubOptions, setting: Setting
    ) -> Outcome:
        """Write the package; claims follow from ``setting.findings``."""
        from tasktide_export.exporters.epub.chapters import content_files
        from tasktide_export.exporters.epub.metadata import Said, package_metadata
        from tasktide_export.exporters.epub.navigation import navigation_files
        from tasktide_export.exporters.epub.onix import record
        from tasktide_export.exporters.epub.package import write_package

        target = _target(document, options, setting)
        shown = target.document
        pages = setting.pages if options.wants_pages else ()
        content = content_files(target, pages, _reader(shown, options, setting))
        found = (*target.findings, *(content.along.findings if content.along else ()))
        access = accessibility(shown, (*setting.findings, *found))
        if content.along is not None and not blocking(content.along.findings):
            access = read_aloud(access)
        claims = (CONFORMANCE,) if access.conforms else ()
        entries = to_depth(shown.outline, options.toc_depth)
        files = [*content.files, *navigation_files(target, entries, content), *target.cover]
        said = Said(
            certified_by=options.certified_by.strip(),
            credential=options.certifier_credential.strip(),
            has_pages=bool(content.pages),
            along=content.along,
        )
        metadata = package_metadata(shown, access, claims, said)
        beside = {ONIX_RECORD: record(access, claims)} if options.onix else {}
        write_package(sink, metadata, files, setting.moment, beside)
        return Outcome(findings=found, conformance=claims)


def _reader(document: Document, options: EpubOptions, setting: Setting) -> "Reader | None":
    """Return what reads the edition aloud, if that is asked for."""
    grain = options.read_along
    if grain == "none":
        return None
    from tasktide_export.exporters.epub.read_along import read_along

    return lambda pages: read_along(document, pages, grain, options.speaking, setting)


def _target(document: Document, options: EpubOptions, setting: Setting) -> "Target":
    """Return the edition that the options ask for."""
    from tasktide_export.exporters.epub.overlay import ACTIVE_CSS

    along = ACTIVE_CSS if options.read_along != "none" else ""
    css = along + setting.style.css("epub") + setting.css
    if options.target == "kindle":
        from tasktide_export.exporters.epub.kindle import kindle_target

        return kindle_target(document, css, setting.style)
    from tasktide_export.exporters.epub.cover import cover_file
    from tasktide_export.exporters.epub.target import Target

    drawn = options.cover == "auto" and not document.metadata.cover
    cover = (cover_file(document.metadata, setting.style),) if drawn else ()
    return Target(document=document, css=css, cover=cover)
