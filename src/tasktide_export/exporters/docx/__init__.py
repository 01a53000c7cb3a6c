"""DOCX: the document in native Word constructs (ISO/IEC 29500, ECMA-376)."""

from dataclasses import dataclass, field
from typing import BinaryIO, ClassVar, Literal, TypeAlias

from tasktide_export.document import Document
from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting

__all__ = ["Captions", "DocxExporter", "DocxOptions", "PageSize"]

PageSize: TypeAlias = Literal["", "A4", "Letter"]
Captions: TypeAlias = Literal["as-written", "numbered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxOptions(ExportOptions):
    """Options of the DOCX exporter."""

    page_size: PageSize = field(
        default="", metadata={"help": "A4 or Letter; else that of the template, A4 in ours"}
    )
    reference_doc: str = field(
        default="",
        metadata={"help": "a Word file whose page, headers and styles are used (--reference-doc)"},
    )
    toc: bool = field(default=True, metadata={"help": "whether there is a table of contents"})
    styles: str = field(
        default="",
        metadata={"help": "its styles for ours: 'Quote=House Quote, Source Code=Listing'"},
    )
    captions: Captions = field(
        default="as-written",
        metadata={"help": "as-written, or numbered: label and count those that have no number"},
    )
    lists: bool = field(
        default=False, metadata={"help": "whether lists of figures and tables follow the contents"}
    )

    def __post_init__(self) -> None:
        ExportOptions.__post_init__(self)
        if self.styles and not self.reference_doc:
            raise UsageError(
                "styles are named, and no file that has them",
                where="docx.styles",
                hint="say --reference-doc FILE",
            )
        _ = self.style_names  # it judges its own value

    @property
    def style_names(self) -> dict[str, str]:
        """The names of our styles in lower case with those of the reference document's."""
        pairs = [one.partition("=") for one in self.styles.split(",") if one.strip()]
        for ours, _, theirs in pairs:
            if not ours.strip() or not theirs.strip():
                raise UsageError(
                    f"{ours.strip() or theirs.strip()!r} names no pair of styles",
                    where="docx.styles",
                    hint="ours=theirs, with a comma between several",
                )
        return {ours.strip().lower(): theirs.strip().lower() for ours, _, theirs in pairs}

    @property
    def shows_pages(self) -> bool:
        """Whether the edition tells the pages of the printed one where one is made."""
        return self.toc or self.lists


class DocxExporter:
    """Writes a Word document on the style's own template."""

    name: ClassVar[str] = "docx"
    title: ClassVar[str] = "Word document"
    media_type: ClassVar[str] = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    suffix: ClassVar[str] = ".docx"
    options: ClassVar[type[ExportOptions]] = DocxOptions

    def write(
        self, document: Document, sink: BinaryIO, options: DocxOptions, setting: Setting
    ) -> Outcome:
        """Write ``document`` to ``sink``.

        Raises :class:`~tasktide_export.errors.StyleError` when the style's
        template lacks a part, and :class:`~tasktide_export.errors.RenderError`
        when the document holds what no Word file can.
        """
        from tasktide_export.exporters.docx.writing import write_document

        return write_document(document, sink, options, setting)
