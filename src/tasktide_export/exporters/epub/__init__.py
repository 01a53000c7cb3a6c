"""EPUB 3.3: one file for each top section, metadata derived from the document."""

from dataclasses import dataclass, field
from typing import BinaryIO, ClassVar, Literal

from tasktide_export.checks.claims import accessibility
from tasktide_export.document import Document, to_depth
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The value of dcterms:conformsTo (EPUB Accessibility 1.1, 2.2.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubOptions(ExportOptions):
    """Options of the EPUB."""

    page_list: Literal["", "pdf"] = field(
        default="", metadata={"help": "tell the pages of the PDF made in the same run"}
    )
    certified_by: str = field(
        default="", metadata={"help": "who stands for the accessibility claim, if it is made"}
    )
    certifier_credential: str = field(
        default="", metadata={"help": "what entitles the certifier: a name or an address"}
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
        from tasktide_export.exporters.epub.package import write_package

        access = accessibility(document, setting.findings)
        claims = (CONFORMANCE,) if access.conforms else ()
        pages = setting.pages if options.wants_pages else ()
        content = content_files(document, setting.style.css("epub") + setting.css, pages)
        entries = to_depth(document.outline, options.toc_depth)
        navigation = navigation_files(document, entries, content)
        said = Said(
            certified_by=options.certified_by,
            credential=options.certifier_credential,
            has_pages=bool(content.pages),
        )
        metadata = package_metadata(document, access, claims, said)
        write_package(sink, metadata, [*content.files, *navigation], setting.moment)
        return Outcome(conformance=claims)
