"""Properties of the package: core, extended and custom (ISO/IEC 29500-2, 11)."""

from datetime import UTC, datetime

from lxml import etree

from tasktide_export.document import UNDETERMINED, Metadata, clean
from tasktide_export.exporters.docx.wordml import Element

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2


def core_properties(metadata: Metadata, moment: datetime) -> bytes:
    """Return ``docProps/core.xml``; created and modified are ``moment``."""
    spaces = {"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap=spaces)
    language = "" if metadata.language == UNDETERMINED else metadata.language
    values = (
        (_DC, "title", metadata.title),
        (_DC, "subject", metadata.subtitle),
        (_DC, "creator", "; ".join(metadata.authors)),
        (_CP, "keywords", ", ".join(metadata.subjects)),
        (_DC, "description", metadata.description),
        (_DC, "identifier", metadata.identifier),
        (_DC, "language", language),
    )
    for space, name, value in values:
        if value:
            etree.SubElement(root, f"{{{space}}}{name}").text = clean(value)[0]
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("created", "modified"):
        element = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        element.text = stamp
    return _serialise(root)


def extended_properties(template: bytes, metadata: Metadata) -> bytes:
    """Return ``docProps/app.xml`` with the publisher as the company."""
    root = etree.fromstring(template)
    if metadata.publisher:
        company = etree.Element(f"{{{_EXTENDED}}}Company")
        company.text = clean(metadata.publisher)[0]
        links = root.find(f"{{{_EXTENDED}}}LinksUpToDate")
        root.insert(len(root) if links is None else root.index(links), company)
    return _serialise(root)


def custom_properties(metadata: Metadata) -> bytes:
    """Return ``docProps/custom.xml``: what the core properties have no name for.

    Empty when there is nothing to say.
    """
    values = (
        ("Source", metadata.source),
        ("Site", metadata.site),
        ("Rights", metadata.rights),
        ("Published", metadata.published),
        ("Modified", metadata.modified),
    )
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={"p": _CUSTOM, "vt": _VALUES})
    for name, value in values:
        if value:
            entry = etree.SubElement(root, f"{{{_CUSTOM}}}property")
            entry.set("fmtid", _FORMAT_ID)
            entry.set("pid", str(len(root) - 1 + _FIRST_ID))
            entry.set("name", name)
            etree.SubElement(entry, f"{{{_VALUES}}}lpwstr").text = clean(value)[0]
    return _serialise(root) if len(root) else b""


def _serialise(root: Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
