"""The EPUB: package, navigation, claims, and the hooks into EbookLib."""

import inspect
import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

import tasktide_export as tasktide
from tasktide_export.dates import w3c_date
from tasktide_export.document import (
    MISSING,
    Document,
    Image,
    Metadata,
    Paragraph,
    Text,
    identify,
)
from tests.building import paragraph, png_asset
from tests.specimen import article

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}


def book(document: Document) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(tasktide.export(document, "epub").data))


def xml(archive: zipfile.ZipFile, name: str):
    return etree.fromstring(archive.read(f"EPUB/{name}"))


def properties(archive: zipfile.ZipFile, name: str) -> list[str]:
    opf = xml(archive, "content.opf")
    return [one.text for one in opf.iterfind(f".//opf:meta[@property='{name}']", NS)]


def test_hooks_into_ebooklib_are_where_they_were():
    """A new EbookLib fails here first, and this says which hook has moved."""
    from ebooklib import epub

    for name in (
        "_write_container",
        "_write_opf",
        "_write_opf_file",
        "_write_opf_spine",
        "_write_items",
    ):
        assert hasattr(epub.EpubWriter, name), f"EpubWriter.{name}"
    manifest = inspect.getsource(epub.EpubWriter._write_opf_manifest)
    assert "item.properties" in manifest, "EpubItem.properties"
    assert "media_overlay" in manifest, "EpubItem.media_overlay"


def test_mimetype_is_first_and_stored():
    with book(article()) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"",
    )


def test_the_package_says_its_language():
    with book(article()) as archive:
        package = xml(archive, "content.opf")
    assert package.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert package.findtext(".//dc:language", namespaces=NS) == "en-GB"


def test_one_file_for_each_top_section():
    with book(article()) as archive:
        package = xml(archive, "content.opf")
    hrefs = {one.get("id"): one.get("href") for one in package.iterfind(".//opf:item", NS)}
    spine = [
        hrefs[one.get("idref")]
        for one in package.iterfind(".//opf:itemref", NS)
        if one.get("linear") != "no"
    ]
    assert spine == ["title.xhtml", "chapter-readings.xhtml", "chapter-tools.xhtml", "notes.xhtml"]


def test_manifest_properties_are_exact():
    with book(article()) as archive:
        package = xml(archive, "content.opf")
        items = {
            one.get("href"): one.get("properties") for one in package.iterfind(".//opf:item", NS)
        }
        with_math = {
            name
            for name in items
            if name.endswith(".xhtml") and b"<math" in archive.read(f"EPUB/{name}")
        }
    assert {name for name, value in items.items() if value == "mathml"} == with_math
    assert items["nav.xhtml"] == "nav"
    assert items["images/gauge.png"] == "cover-image"


def nested(entry_list):
    return [
        (line.findtext("x:a", namespaces=NS), nested(line.find("x:ol", NS)))
        for line in (() if entry_list is None else entry_list.iterfind("x:li", NS))
    ]


def outlined(entries):
    return [(entry.title, outlined(entry.children)) for entry in entries]


def test_nav_is_the_outline():
    document = article()
    with book(document) as archive:
        nav = xml(archive, "nav.xhtml").find(".//x:nav[@role='doc-toc']", NS)
    assert nested(nav.find("x:ol", NS)) == outlined(document.outline)


def test_ncx_is_the_outline():
    document = article()
    with book(document) as archive:
        labels = xml(archive, "toc.ncx").iterfind(".//ncx:navPoint/ncx:navLabel/ncx:text", NS)
        found = [label.text for label in labels]
    assert found == ["Readings", "In deep water", "Deeper still", "Tools"]


def test_a_document_without_sections_has_one_entry():
    document = identify(
        Document(metadata=Metadata(title="Alone", language="en"), blocks=(paragraph("words"),))
    )
    with book(document) as archive:
        nav = xml(archive, "nav.xhtml").find(".//x:nav[@role='doc-toc']", NS)
    assert nested(nav.find("x:ol", NS)) == [("Alone", [])]


def test_links_between_chapters_lead_there():
    with book(article()) as archive:
        hrefs = [one.get("href") for one in xml(archive, "title.xhtml").iterfind(".//x:a", NS)]
        names = set(archive.namelist())
    assert "chapter-tools.xhtml#tools" in hrefs
    assert "notes.xhtml#note-1" in hrefs
    assert {f"EPUB/{href.split('#')[0]}" for href in hrefs} <= names


def test_notes_lead_back_to_their_first_call():
    with book(article()) as archive:
        notes = xml(archive, "notes.xhtml")
    backs = [one.get("href") for one in notes.iterfind(".//x:a[@role='doc-backlink']", NS)]
    assert backs == ["title.xhtml#note-1-ref", "chapter-readings.xhtml#note-2-ref"]


def described() -> Document:
    image = Paragraph((Text("See "), Image("p", "a blue field")))
    return identify(
        Document(
            metadata=Metadata(title="T", language="en"), blocks=(image,), assets=(png_asset("p"),)
        )
    )


def undescribed() -> Document:
    document = described()
    image = Paragraph((Text("See "), Image("p", MISSING)), id="lead-1")
    return replace(document, blocks=(image,))


def test_claims_follow_the_document():
    with book(described()) as archive:
        assert "alternativeText" in properties(archive, "schema:accessibilityFeature")
        assert properties(archive, "schema:accessMode") == ["textual", "visual"]
        assert "textual" in properties(archive, "schema:accessModeSufficient")
        assert properties(archive, "dcterms:conformsTo") == [
            "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
        ]


def test_claims_that_are_not_earned_are_not_made():
    artifact = tasktide.export(undescribed(), "epub")
    assert artifact.conformance == ()
    with book(undescribed()) as archive:
        assert "alternativeText" not in properties(archive, "schema:accessibilityFeature")
        assert properties(archive, "schema:accessModeSufficient") == ["textual,visual"]
        assert properties(archive, "dcterms:conformsTo") == []
        image = xml(archive, "title.xhtml").find(".//x:img", NS)
    assert "alt" not in image.attrib


def test_source_date_epoch_is_the_date(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with book(article()) as archive:
        assert properties(archive, "dcterms:modified") == ["2023-11-14T22:13:20Z"]
        assert archive.infolist()[1].date_time == (2023, 11, 14, 22, 13, 20)


def test_the_identifier_is_the_same_for_the_same_source():
    document = replace(article(), metadata=replace(article().metadata, identifier=""))
    other = replace(document, blocks=(paragraph("changed"),))
    other = replace(other, blocks=(replace(other.blocks[0], id="lead-1"),))

    def identifier(one):
        with book(one) as archive:
            return xml(archive, "content.opf").findtext(".//dc:identifier", namespaces=NS)

    assert identifier(document) == identifier(other)
    assert identifier(document).startswith("urn:uuid:")


def test_metadata_that_ebooklib_would_drop_is_an_error(monkeypatch):
    """It only logs a value that it cannot write."""
    from tasktide_export.errors import RenderError
    from tasktide_export.exporters.epub import metadata

    monkeypatch.setattr(metadata, "_elements", lambda _about: [("publisher", "a\x0bb")])
    with pytest.raises(RenderError, match="publisher"):
        tasktide.export(article(), "epub")


def test_same_bytes_twice():
    assert tasktide.export(article(), "epub").data == tasktide.export(article(), "epub").data


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("2024-08-15T11:49:00-0500", "2024-08-15T11:49:00-05:00"),
        ("2024-08-15T11:49:00", "2024-08-15"),
        ("2024-08-15", "2024-08-15"),
        ("2024-08", "2024-08"),
        ("2024", "2024"),
        ("2024-13-01", ""),
        ("last spring", ""),
    ],
)
def test_dates_are_in_the_form_of_the_standard(told, written):
    assert w3c_date(told) == written
