"""The pages of the PDF, told by the EPUB of the same run."""

import re
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings

import tasktide_export as tasktide
from tasktide_export.checks import verify
from tasktide_export.document import Document, Metadata, Section, Text, identify
from tasktide_export.exporters.base import PageStart
from tasktide_export.exporters.epub import EpubOptions
from tests.building import paragraph
from tests.checks.read_along import unzipped
from tests.effort import tries
from tests.specimen import article
from tests.strategies import documents

MARK = re.compile(r'<span id="page-(\d+)"[^>]*></span>')
TAGS = re.compile(r"<[^>]*>")
WORDS = "the keeper measured tides every morning and wrote each number down quietly"


def pair(document: Document) -> tuple[bytes, dict[str, bytes], tuple[PageStart, ...]]:
    """Return the PDF, the files of the EPUB that tells its pages, and the pages."""
    pdf = tasktide.export(document, "pdf", tells_pages=True)
    options = EpubOptions(page_list="pdf")
    epub = tasktide.export(document, "epub", options=options, pages=pdf.pages)
    return pdf.data, unzipped(epub.data), pdf.pages


def book() -> Document:
    """Return sections of numbered words, so that every place in them is known."""
    number = iter(range(10_000))

    def words(count: int) -> str:
        return " ".join(f"{word}{next(number)}" for word in (WORDS.split() * 40)[:count])

    sections = tuple(
        Section((Text(f"Part {n}"),), tuple(paragraph(words(90 + 40 * n)) for _ in range(5)))
        for n in range(6)
    )
    return identify(Document(metadata=Metadata(title="Tides", language="en"), sections=sections))


def test_a_mark_stands_where_its_page_begins():
    pdf, files, starts = pair(book())
    after = {}
    for path in sorted(name for name in files if name.endswith(".xhtml")):
        text = files[path].decode()
        for found in MARK.finditer(text):
            after[int(found[1])] = TAGS.sub(" ", text[found.end() :]).split()[:3]
    assert sorted(after) == [start.number for start in starts]
    with pypdfium2.PdfDocument(pdf) as pages:
        for number, words in list(after.items())[1:]:
            shown = pages[number - 1].get_textpage().get_text_bounded().split()
            # The first line of a page is the running title.
            assert words[0] in shown[:12], (number, words, shown[:12])


def test_a_word_that_goes_over_the_page_is_not_divided():
    _, files, _ = pair(book())
    for data in files.values():
        for found in re.finditer(rb"(\w*)<span id=\"page-\d+\"[^>]*></span>(\w*)", data):
            assert not (found[1] and found[2])


def test_pages_are_listed_and_their_source_is_named():
    _, files, starts = pair(book())
    nav, package = files["EPUB/nav.xhtml"].decode(), files["EPUB/content.opf"].decode()
    listed = re.findall(r'href="[^"#]+#page-(\d+)">(\d+)<', nav)
    assert listed == [(str(one.number), str(one.number)) for one in starts]
    assert "pageBreakSource" in package
    assert "pageBreakMarkers" in package
    assert "pageNavigation" in package


def test_nothing_is_said_of_pages_unless_it_is_asked_for():
    files = unzipped(tasktide.export(book(), "epub").data)
    assert not any(b"pagebreak" in data.lower() for data in files.values())


def test_the_text_is_the_same_with_marks():
    pdf = tasktide.export(article(), "pdf", tells_pages=True)
    options = EpubOptions(page_list="pdf")
    data = tasktide.export(article(), "epub", options=options, pages=pdf.pages).data
    rules = {one.rule for one in verify(data, "epub", article())}
    plain = {one.rule for one in verify(tasktide.export(article(), "epub").data, "epub", article())}
    assert rules == plain


@settings(max_examples=tries(6))
@given(documents(max_leaves=4))
def test_any_document_can_tell_its_pages(document):
    _, files, starts = pair(document)
    ids = [
        int(n)
        for name in files
        if name.endswith("xhtml")
        for n in MARK.findall(files[name].decode())
    ]
    assert sorted(ids) == [one.number for one in starts]
    assert starts[0].number == 1


def test_the_pdf_is_the_same_when_it_tells_its_pages():
    plain = tasktide.export(article(), "pdf")
    told = tasktide.export(article(), "pdf", tells_pages=True)
    assert told.data == plain.data
    assert plain.pages == ()


def test_both_are_made_in_one_run(tmp_path):
    from tasktide_export.cli.main import run

    source = tmp_path / "a.txt"
    source.write_text("Tides\n\nThe keeper counted waves.\n", encoding="utf-8")
    asked = ["-q", "-O", "epub.page-list=pdf", "-o", f"{tmp_path}/", str(source)]
    assert run(["-f", "epub,pdf", *asked]) == 0
    assert b"page-list" in unzipped((tmp_path / "a.epub").read_bytes())["EPUB/nav.xhtml"]


def test_pages_of_no_edition_are_refused(tmp_path, capsys):
    from tasktide_export.cli.main import run

    source = tmp_path / "a.txt"
    source.write_text("Tides\n", encoding="utf-8")
    code = run(["-f", "epub", "-O", "epub.page-list=pdf", "-o", f"{tmp_path}/", str(source)])
    assert code == 2
    assert "-f pdf,epub" in capsys.readouterr().err
    assert list(Path(tmp_path).glob("*.epub")) == []


@pytest.mark.parametrize("name", ["certifiedBy", "certifierCredential"])
def test_a_certifier_is_named_only_beside_a_claim(name):
    options = EpubOptions(certified_by="House of Books", certifier_credential="https://example.org")
    good = tasktide.export(book(), "epub", options=options).data
    bad = tasktide.export(article(), "epub", options=options).data
    assert f"a11y:{name}".encode() in unzipped(good)["EPUB/content.opf"]
    assert f"a11y:{name}".encode() not in unzipped(bad)["EPUB/content.opf"]


def test_a_certifier_without_a_name_is_none():
    options = EpubOptions(certified_by="   ")
    data = unzipped(tasktide.export(book(), "epub", options=options).data)
    assert b"certifiedBy" not in data["EPUB/content.opf"]
    with pytest.raises(tasktide.ExportError, match="nobody"):
        EpubOptions(certifier_credential="a diploma")
