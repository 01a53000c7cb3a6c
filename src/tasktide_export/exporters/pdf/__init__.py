"""PDF/UA-1 by WeasyPrint, with a tag tree of our own."""

from dataclasses import dataclass, field
from typing import BinaryIO, ClassVar, Literal

from tasktide_export.checks.claims import accessibility
from tasktide_export.document import Document
from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfOptions(ExportOptions):
    """Options of the PDF."""

    page_size: Literal["", "A4", "A5", "Letter"] = field(
        default="", metadata={"help": "paper; empty is the style's"}
    )
    toc: bool = field(default=True, metadata={"help": "print a table of contents"})
    notes: Literal["page", "end"] = field(
        default="page",
        metadata={"help": "where notes stand: at the foot of their page or at the end"},
    )
    variant: Literal["pdf/ua-1", "pdf/ua-2"] = field(
        default="pdf/ua-1",
        metadata={"help": "the standard, PDF/A-3a beside it; ua-2 is refused so far"},
    )
    two_sided: bool = field(
        default=False, metadata={"help": "wider margins inside, articles begin on the right"}
    )
    image_dpi: int = field(
        default=300, metadata={"help": "pictures of more dots an inch get smaller; 0 keeps all"}
    )
    shortcuts: bool = field(
        default=True,
        metadata={
            "help": "lay out in less time, the same bytes, with the versions it was made for"
        },
    )
    attach_json: bool = field(
        default=False, metadata={"help": "attach the document itself, as JSON"}
    )

    def __post_init__(self) -> None:
        ExportOptions.__post_init__(self)
        if self.variant == "pdf/ua-2":
            raise UsageError(
                "PDF/UA-2 is not written yet: links would have to lead to structure elements",
                where="pdf.variant",
                hint="leave it out: the file keeps PDF/UA-1 and PDF/A-3a",
            )
        if self.image_dpi < 0:
            raise UsageError(f"{self.image_dpi} is no resolution", where="pdf.image-dpi")


class PdfExporter:
    """Writes a tagged PDF; it claims PDF/UA-1 when the findings allow it."""

    name: ClassVar[str] = "pdf"
    title: ClassVar[str] = "PDF/UA-1 and PDF/A-3a, tagged, for paper and screen"
    media_type: ClassVar[str] = "application/pdf"
    suffix: ClassVar[str] = ".pdf"
    options: ClassVar[type[ExportOptions]] = PdfOptions

    def write(
        self, document: Document, sink: BinaryIO, options: PdfOptions, setting: Setting
    ) -> Outcome:
        """Lay out the document and write it.

        Raises :class:`~tasktide_export.errors.MissingDependencyError` where
        Pango is not installed.
        """
        from tasktide_export.exporters.pdf.binding import bind, covers
        from tasktide_export.exporters.pdf.layout import write_pdf
        from tasktide_export.exporters.pdf.print_page import print_page

        earned = accessibility(document, setting.findings).conforms
        if covers(document):
            written = bind(document, options, setting, claim=earned)
        else:
            page = print_page(document, options, setting)
            written = write_pdf(page, document, setting.progress, claim=earned)
        sink.write(written.data)
        return Outcome(findings=written.findings, conformance=written.claims, pages=written.pages)
