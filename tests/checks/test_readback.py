"""Readers of finished artifacts, on small files made by hand."""

import pytest

from tasktide_export.checks import read_back, sniff_format, verify
from tasktide_export.checks.readback import Heading
from tasktide_export.errors import ReadError, UnknownFormatError
from tests.checks import handmade

TREE = (Heading(1, "One"), Heading(2, "Two"))


def test_a_page():
    found = read_back(handmade.PAGE.encode(), "html")
    assert "Tides" == found.title
    assert "en" == found.language
    assert (Heading(1, "One way"), Heading(2, "Two")) == found.headings == found.contents
    texts = tuple(" ".join(text.split()) for text in found.body_texts)
    assert "Lead, and more." == texts[0]
    assert ("One way", "tin", "brass", "A staff x squared", "Two", "Last.") == texts[1:7]
    assert ("a", "b", "c", "d") == texts[7:]
    assert ("A note.",) == tuple(text.strip() for text in found.note_texts)
    assert ("A staff",) == found.alternatives
    assert ("x squared",) == found.formulas
    assert () == found.bare_tables == found.dangling


def test_an_epub_is_read_in_the_order_of_its_spine():
    found = read_back(handmade.epub(), "epub")
    tree = (Heading(1, "One"), Heading(2, "Inner"), Heading(1, "Two"))
    assert tree == found.headings == found.contents
    assert ("One", "First.", "Inner", "To two.", "Two", "Second.") == found.body_texts
    assert ("Tides", "en") == (found.title, found.language)
    assert ("accessMode: textual",) == found.claims
    assert () == found.dangling == found.faults


def test_a_docx_has_the_headings_that_its_styles_inherit():
    found = read_back(handmade.docx(), "docx")
    assert TREE == found.headings == found.contents
    assert ("Lead.", "One", "See A staff it.", "Two", "a", "b", "c") == found.body_texts
    assert ("A note.",) == found.note_texts
    assert ("A staff",) == found.alternatives
    assert ("Tides", "en-GB") == (found.title, found.language)
    assert () == found.bare_tables == found.dangling == found.faults


@pytest.fixture(scope="module")
def stock_pdf():
    """Give a file by WeasyPrint's own tagging."""
    import weasyprint

    words = (
        '<html lang="en"><title>Tides</title><h1>Tides</h1><p>An office \ufb01rst <b>lines</b>.</p>'
        '<h2 id="in">Inner</h2><p>To <a href="#in">inner</a> parts.</p>'
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></html>"
    )
    return weasyprint.HTML(string=words).write_pdf(pdf_variant="pdf/ua-1")


def test_a_tagged_pdf(stock_pdf):
    found = read_back(stock_pdf, "pdf")
    assert (Heading(1, "Tides"), Heading(2, "Inner")) == found.headings == found.contents
    assert ("Tides", "en", ("PDF/UA-1",)) == (found.title, found.language, found.claims)
    assert ("Tides", "An office \ufb01rst lines.", "Inner", "To inner parts.") == found.body_texts[
        :4
    ]
    assert ("a b c d",) == found.bare_tables
    assert () == found.dangling


def test_the_claim_of_a_pdf_is_held_against_its_tables(stock_pdf):
    rules = [finding.rule for finding in verify(stock_pdf, "pdf")]
    assert ["table-header-missing", "claim-not-earned"] == rules


def test_a_pdf_without_tags_is_told():
    import weasyprint

    data = weasyprint.HTML(string='<html lang="en"><title>T</title><p>Words.').write_pdf()
    assert ("the file is not tagged",) == read_back(data, "pdf").faults


@pytest.mark.parametrize(
    ("container", "codec"), [("ipod", "aac"), ("mp3", "libmp3lame"), ("ogg", "libopus")]
)
def test_a_sound_file(container, codec):
    found = read_back(handmade.sound(container, codec), "audio")
    assert [("Tides", 0.0), ("One", 0.75)] == [(one.title, one.start) for one in found.chapters]
    assert found.title == "Tides"
    assert found.duration == pytest.approx(2.0, abs=0.2)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (handmade.PAGE.encode(), "html"),
        (handmade.epub(), "epub"),
        (handmade.docx(), "docx"),
        (b"%PDF-1.7\n", "pdf"),
        (b"ID3\x04", "audio"),
        (b"OggS\0", "audio"),
        (b"\0\0\0\x20ftypM4B ", "audio"),
    ],
)
def test_formats_are_told_by_their_bytes(data, expected):
    assert expected == sniff_format(data)


@pytest.mark.parametrize("data", [b"", b"words", b"PK\x03\x04junk", handmade.archive({"a": "b"})])
def test_other_bytes_are_refused(data):
    with pytest.raises(ReadError):
        sniff_format(data)


@pytest.mark.parametrize("name", ["epub", "docx", "pdf", "audio"])
@pytest.mark.parametrize(
    "data",
    [b"", b"words", handmade.archive({"a": "b"}), handmade.epub()[:200], b"%PDF-1.7\nwords"],
)
def test_damaged_artifacts_are_refused(name, data):
    with pytest.raises(ReadError):
        read_back(data, name)


def test_an_empty_page_is_refused():
    with pytest.raises(ReadError):
        read_back(b"", "html")


def test_an_archive_that_expands_too_far_is_refused(monkeypatch):
    monkeypatch.setattr("tasktide_export.checks.readback.archive._MOST_EXPANDED", 100)
    with pytest.raises(ReadError, match="expands"):
        read_back(handmade.epub(), "epub")


def test_an_unknown_format_is_told():
    with pytest.raises(UnknownFormatError):
        read_back(b"", "odt")


@pytest.mark.parametrize("data", [handmade.PAGE.encode(), handmade.docx()])
def test_a_good_artifact_has_no_findings(data):
    assert () == verify(data, sniff_format(data))
