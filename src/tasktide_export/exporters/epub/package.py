"""The package, assembled by EbookLib from finished files.

EbookLib's own HTML handling loses text silently, so it never sees HTML here:
every file is a plain item whose bytes it writes as they are.  What it cannot say
(the package's language, a spine without NCX trouble, bytes that repeat) is said
through the hooks of its writer, which are kept in this module; the dependency is
pinned, and a test says clearly when a hook has moved.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from ebooklib import epub  # noqa: TID253 - this module is imported by the exporter alone
from lxml import etree

from tasktide_export.archive import Archive
from tasktide_export.errors import RenderError
from tasktide_export.exporters.epub.metadata import PackageMetadata
from tasktide_export.exporters.epub.resource import Resource

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Item(epub.EpubItem):  # type: ignore[misc]  # EbookLib has no types
    """A file that EbookLib passes through untouched."""

    def __init__(self, resource: Resource) -> None:
        super().__init__(resource.id, resource.path, resource.media_type, resource.data)
        self.properties = list(resource.properties)
        self.media_overlay = resource.overlay or None
        self.is_linear = True


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer with deterministic bytes and a complete package document."""

    def __init__(self, book: Any, metadata: PackageMetadata, moment: datetime) -> None:
        options = {"mtime": moment, "raise_exceptions": True, "epub3_pages": False}
        super().__init__("", book, options)
        self._about = metadata

    def write_to(self, sink: BinaryIO, moment: datetime, beside: Mapping[str, bytes]) -> None:
        with Archive(sink, moment) as archive:
            self.out = _Entries(archive)
            archive.add("mimetype", b"application/epub+zip", stored=True)
            self._write_container()
            for name, data in beside.items():
                archive.add(name, data)
            self._write_opf()
            self._write_items()

    def _write_opf_spine(self, root: Any, ncx_id: Any) -> None:
        super()._write_opf_spine(root, ncx_id or "ncx")

    def _write_opf_file(self, root: Any) -> None:
        _refuse_lost_values(root)
        root.set(_XML_LANG, self._about.language)
        root.set("dir", self._about.direction)
        del root.attrib["prefix"]
        data = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
        self.out.writestr(f"{self.book.FOLDER_NAME}/content.opf", data)


class _Entries:
    """The one method of ``zipfile.ZipFile`` that EbookLib's writer calls."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def writestr(self, name: str, data: bytes | str) -> None:
        self._archive.add(name, data.encode() if isinstance(data, str) else data)


def write_package(
    sink: BinaryIO,
    metadata: PackageMetadata,
    resources: Sequence[Resource],
    moment: datetime,
    beside: Mapping[str, bytes],
) -> None:
    """Write the EPUB of ``resources`` to ``sink``.

    ``beside`` are files of the container that are no part of the publication.

    Raises :class:`RenderError` if EbookLib has dropped a metadata value.
    """
    book = epub.EpubBook()
    book.metadata.clear()
    _describe(book, metadata)
    items = [_Item(resource) for resource in resources]
    for item in items:
        book.add_item(item)
    book.spine = [
        item if resource.spine == "linear" else (item, "no")
        for item, resource in zip(items, resources, strict=True)
        if resource.spine
    ]
    book.direction = metadata.direction if metadata.direction == "rtl" else None
    utc = moment.astimezone(UTC)
    _Writer(book, metadata, utc).write_to(sink, utc, beside)


def _refuse_lost_values(package: Any) -> None:
    """Raise for a metadata element without a value: EbookLib only logs what it drops."""
    for element in package.find("metadata"):
        if not element.text:
            name = element.get("property") or etree.QName(element).localname
            raise RenderError(f"the metadata value of {name} cannot be written in XML")


def _describe(book: Any, metadata: PackageMetadata) -> None:
    book.set_identifier(metadata.identifier)
    book.set_title(metadata.title)
    book.set_language(metadata.language)
    for number, (name, value) in enumerate(metadata.elements, start=1):
        book.add_metadata("DC", name, value, {"id": f"{name}-{number}"})
    for one in metadata.properties:
        marks = {"property": one.name}
        if one.id:
            marks["id"] = one.id
        if one.refines:
            marks["refines"] = f"#{one.refines}"
        book.add_metadata(None, "meta", one.value, marks)
