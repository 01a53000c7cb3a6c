"""The document's JSON form as an export format: the interchange for tools."""

from typing import BinaryIO, ClassVar

from tasktide_export.document import Document, to_json
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting


class JsonExporter:
    """Writes the JSON form that :func:`tasktide_export.read` reads back."""

    name: ClassVar[str] = "json"
    title: ClassVar[str] = "Document as JSON, for tools"
    media_type: ClassVar[str] = "application/json"
    suffix: ClassVar[str] = ".json"
    options: ClassVar[type[ExportOptions]] = ExportOptions

    def write(
        self,
        document: Document,
        sink: BinaryIO,
        options: ExportOptions,  # noqa: ARG002 - part of the protocol
        setting: Setting,  # noqa: ARG002
    ) -> Outcome:
        """Write the document as UTF-8."""
        sink.write(to_json(document).encode())
        return Outcome()
