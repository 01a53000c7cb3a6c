"""Tables on pages: heads that cannot be repeated, tables longer than a page."""

import io

import pikepdf
import pypdfium2

import tasktide_export as tasktide
from tasktide_export.document import Cell, Document, Metadata, Row, Section, Table, Text, identify
from tasktide_export.exporters.pdf import PdfOptions
from tests.building import paragraph
from tests.exporters.pdf_tree.actual import actual
from tests.exporters.pdf_tree.document import expected
from tests.exporters.pdf_tree.node import lines


def head(*texts):
    return Row(tuple(Cell((paragraph(one),), header=True, scope="col") for one in texts))


def row(*texts):
    return Row(tuple(Cell((paragraph(one),)) for one in texts))


def made(*blocks, **rest):
    sections = (Section((Text("Two"),), blocks),)
    about = Metadata(title="T", language="en")
    return identify(Document(metadata=about, sections=sections, **rest))


def texts(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def test_a_head_too_high_to_be_repeated_is_shown_once():
    """Layout would drop it without a word."""
    table = Table(((row("a", "word " * 30),) * 3,), head=(head("HEAD " * 200, "H"),))
    document = made(paragraph("Before."), table)
    artifact = tasktide.export(document, "pdf", options=PdfOptions(page_size="A5"))
    assert " ".join(texts(artifact.data)).count("HEAD") == 200
    assert artifact.conformance
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        assert list(lines(expected(document))) == list(lines(actual(pdf)))


def test_text_that_no_page_shows_takes_the_claims_away():
    table = Table(((row("a", "b"),) * 3,), head=(head("HEAD " * 200, "H"),))
    css = "thead { display: table-header-group !important } @page { size: 80mm 70mm }"
    artifact = tasktide.export(made(table), "pdf", css=css)
    lost = [one for one in artifact.findings if one.rule == "pdf-text-lost"]
    shown = " ".join(texts(artifact.data)).count("HEAD")
    assert bool(lost) == (shown != 200)


def test_a_heading_stays_with_the_long_table_below_it():
    rows = (row("word one two three " * 2, "word one two three " * 4),) * 40
    first, *_ = texts(tasktide.export(made(Table((rows,), head=(head("a", "b"),))), "pdf").data)
    assert "Two" in first
    assert first.count("word") > 40


def test_a_short_table_is_not_divided():
    fill = tuple(paragraph("words " * 60) for _ in range(6))
    table = Table(((row("cell", "cell"),) * 8,), head=(head("a", "b"),))
    pages = texts(tasktide.export(made(*fill, table), "pdf").data)
    assert sorted(page.count("cell") for page in pages if "cell" in page) == [16]
