"""Read a DOCX with zipfile and lxml alone."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from tasktide_export.document import Block, Document, Metadata, identify
from tasktide_export.exporters.base import Outcome, Setting
from tasktide_export.exporters.docx import DocxExporter, DocxOptions
from tasktide_export.styles import load

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {
    "w": W[1:-1],
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
MOMENT = datetime(2026, 2, 14, 8, 30, 0, tzinfo=UTC)


def export(document: Document, **options: Any) -> tuple[bytes, Outcome]:
    """Return the exported file and what the exporter says about it."""
    sink = io.BytesIO()
    setting = Setting(style=load("plain"), moment=MOMENT)
    outcome = DocxExporter().write(document, sink, DocxOptions(**options), setting)
    return sink.getvalue(), outcome


def export_blocks(*blocks: Block, language: str = "en", **rest: Any) -> tuple[bytes, Outcome]:
    """Export a document of ``blocks``."""
    about = Metadata(title="Title", language=language)
    return export(identify(Document(metadata=about, blocks=blocks, **rest)))


def part(data: bytes, name: str) -> Any:
    """Return the root of the part called ``name``."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def body(data: bytes) -> Any:
    """Return the body."""
    return part(data, "word/document.xml")[0]


def find(element: Any, path: str) -> list[Any]:
    """Return what an XPath finds."""
    return list(element.xpath(path, namespaces=SPACES))


def text(paragraph: Any) -> str:
    """Return the words of a paragraph."""
    return "".join(find(paragraph, ".//w:t/text()"))


def values(element: Any, path: str) -> list[str]:
    """Return the ``w:val`` of what an XPath finds."""
    return [one.get(f"{W}val") for one in find(element, path)]


def shape(element: Any) -> str:
    """Return an element's tree in one line, as goldens write it: ``p(pPr(pStyle=Quote) r(t))``."""
    name = etree.QName(element).localname
    value = element.get(f"{W}val") or element.get(f"{{{SPACES['m']}}}val")
    inside = " ".join(shape(child) for child in element)
    return name + (f"={value}" if value else "") + (f"({inside})" if inside else "")


def rules(outcome: Outcome) -> list[str]:
    """Return the rules of an outcome's findings."""
    return [finding.rule for finding in outcome.findings]
