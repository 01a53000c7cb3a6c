"""Faults put into good artifacts are found; the good artifacts have none."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

import tasktide_export as tasktide
from tasktide_export.checks import blocking, verify
from tasktide_export.document import (
    MISSING,
    Cell,
    Document,
    Image,
    Link,
    Metadata,
    Note,
    NoteReference,
    Row,
    Section,
    Table,
    Text,
    identify,
)
from tasktide_export.document.nodes import Anchor
from tasktide_export.exporters.pdf import PdfOptions
from tests.building import math_block, paragraph, png_asset


def harbour():
    """A document that earns every claim it can."""
    heads = Row(tuple(Cell((paragraph(text),), header=True) for text in ("Day", "Height")))
    cells = Row(tuple(Cell((paragraph(text),)) for text in ("Monday", "3 m")))
    inner = Section((Text("Inner basin"),), (paragraph("Boats lie here."),))
    return identify(
        Document(
            metadata=Metadata(title="Harbour Notes", language="en", authors=("Ann",)),
            blocks=(paragraph("The lead calls a note", NoteReference("n"), "."),),
            sections=(
                Section(
                    (Text("The quay"),),
                    (
                        paragraph("First words. Second words."),
                        paragraph("See ", Image("pixels", "A grey staff"), " there."),
                        paragraph("Go ", Link(Anchor("tide"), (Text("to the tide"),)), "."),
                    ),
                    (inner,),
                ),
                Section(
                    (Text("The tide"),),
                    (
                        Table(((cells,),), head=(heads,), caption=(Text("Heights"),)),
                        math_block("<mi>x</mi>", "the height"),
                    ),
                    id="tide",
                ),
            ),
            notes=(Note("n", (paragraph("A note about depth."),)),),
            assets=(png_asset(),),
        )
    )


@pytest.fixture(scope="module")
def editions():
    """Give the good artifacts by format."""
    return {name: tasktide.export(harbour(), name).data for name in ("html", "epub", "docx", "pdf")}


def rules(data, name, document=None):
    return {finding.rule for finding in verify(data, name, document)}


@pytest.mark.parametrize("name", ["html", "epub", "docx", "pdf"])
def test_good_artifacts_have_no_findings(editions, name):
    assert () == verify(editions[name], name)
    assert () == verify(editions[name], name, harbour())


def edited(data, part, pattern, new):
    """Return the archive, or the page, with the one place where ``pattern`` is replaced."""
    if not part:
        return changed(data, pattern, new)
    memory = io.BytesIO()
    done = 0
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w") as made:
        for name in old.namelist():
            content = old.read(name)
            if re.fullmatch(part, name) and re.search(pattern.encode(), content):
                content, done = changed(content, pattern, new), done + 1
            made.writestr(name, content)
    assert done
    return memory.getvalue()


def changed(data, pattern, new):
    result, count = re.subn(pattern.encode(), new.encode(), data, count=1, flags=re.DOTALL)
    assert count
    return result


PAGES = r".*chapter.*\.xhtml"
OPF = r".*\.opf"
FIRST = r".*title\.xhtml"
WORD = "word/document.xml"
UNHEAD = (r"<th\b(.*)</th>(.*)<th\b(.*)</th>", r"<td\1</td>\2<td\3</td>")
SUMMARY = r'<meta property="schema:accessibilitySummary".*?</meta>'

ALONE = [
    ("html", "", "<h2>The quay</h2>", "<p>The quay</p>", "outline-differs"),
    ("html", "", "<h3>Inner basin</h3>", "<h4>Inner basin</h4>", "heading-level-skipped"),
    ("html", "", ' alt="A grey staff"', "", "image-alternative-missing"),
    ("html", "", 'alt="A grey staff"', 'alt="IMG_2041.jpg"', "image-alternative-file-name"),
    ("html", "", 'alt="A grey staff"', 'alt="" ', "claim-not-earned"),
    ("html", "", ' lang="en"', "", "language-missing"),
    ("html", "", ' lang="en"', ' lang="english"', "language-invalid"),
    ("html", "", 'href="#note-1"', 'href="#nowhere"', "link-dangling"),
    ("html", "", 'alttext="the height"', "", "math-alternative-missing"),
    ("html", "", "alternativeText", "braille", "claim-not-earned"),
    ("epub", PAGES, "<h1>The quay</h1>", "<p>The quay</p>", "outline-differs"),
    ("epub", PAGES, 'alt="A grey staff"', 'alt="quay-2.png"', "claim-not-earned"),
    ("epub", PAGES, ' alt="A grey staff"', "", "claim-not-earned"),
    ("epub", PAGES, *UNHEAD, "claim-not-earned"),
    ("epub", PAGES, *UNHEAD, "table-header-missing"),
    ("epub", PAGES, 'alttext="the height"', "", "claim-not-earned"),
    ("epub", OPF, "EPUB Accessibility 1.1 - ", "Nonsense 1.1 - ", "claim-not-earned"),
    ("epub", OPF, ">alternativeText<", ">braille<", "claim-not-earned"),
    ("epub", OPF, ">alternativeText<", ">superpowers<", "claim-not-earned"),
    ("epub", OPF, ">visual<", ">tactile<", "claim-not-earned"),
    ("epub", OPF, SUMMARY, "", "accessibility-metadata-missing"),
    ("epub", OPF, r' xml:lang="en"', "", "artifact-faulty"),
    ("epub", FIRST, r"notes\.xhtml#note-1", "notes.xhtml#x", "link-dangling"),
    ("epub", r".*nav\.xhtml", ">Inner basin<", ">Outer basin<", "outline-differs"),
    ("docx", WORD, 'descr="A grey staff"', 'descr=""', "image-alternative-missing"),
    ("docx", WORD, 'descr="A grey staff"', 'descr="photo-1.png"', "image-alternative-file-name"),
    ("docx", WORD, "<w:tblHeader[^>]*/>", "", "table-header-missing"),
    ("docx", WORD, r'(<w:pStyle w:val=")Heading1"', r'\1Heading3"', "heading-level-skipped"),
    ("docx", WORD, r'(<w:pStyle w:val=")Heading1"', r'\1Nowhere"', "style-missing"),
    ("docx", WORD, r'(<w:hyperlink[^>]* w:anchor=")[^"]*"', r'\1nowhere"', "link-dangling"),
    ("docx", WORD, r"<w:bookmarkEnd[^>]*/>", "", "bookmark-open"),
]  # fmt: skip


@pytest.mark.parametrize("fault", ALONE, ids=lambda fault: f"{fault[0]}-{fault[2][:20]}-{fault[4]}")
def test_a_fault_is_found_without_the_document(editions, fault):
    name, part, pattern, new, rule = fault
    assert rule in rules(edited(editions[name], part, pattern, new), name)


AGAINST = [
    ("First words", "Frist words", "text-differs"),
    ("First words. Second words.", "Second words. First words.", "text-differs"),
    ("Second words", "Secondwords", "text-spaces-differ"),
    ("about depth", "about breadth", "note-differs"),
    ("A grey staff", "A green staff", "alternative-lost"),
]
PARTS = {"html": ("", ""), "epub": (PAGES, r".*notes\.xhtml"), "docx": (WORD, "word/footnotes.xml")}


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize(("old", "new", "rule"), AGAINST)
def test_a_fault_is_found_against_the_document(editions, name, old, new, rule):
    part = PARTS[name][rule == "note-differs"]
    assert rule in rules(edited(editions[name], part, re.escape(old), new), name, harbour())


def test_the_first_difference_is_named(editions):
    data = edited(editions["html"], "", "Boats lie", "Ships lie")
    found = next(one for one in verify(data, "html", harbour()) if one.rule == "text-differs")
    block = harbour().sections[0].sections[0].blocks[0]
    assert block.id == found.place
    assert "Ships" in found.message
    assert "Boats" in found.message


@pytest.mark.parametrize("name", ["html", "epub", "docx", "pdf"])
@pytest.mark.parametrize(
    ("values", "rule"),
    [({"language": "fr"}, "language-differs"), ({"title": "X"}, "title-differs")],
)
def test_other_metadata_is_found(editions, name, values, rule):
    document = harbour()
    other = replace(document, metadata=replace(document.metadata, **values))
    assert rule in rules(editions[name], name, other)


@pytest.mark.parametrize("name", ["html", "epub", "docx", "pdf"])
def test_a_lost_section_is_found(editions, name):
    document = harbour()
    more = Section((Text("Afterword"),), (paragraph("The end."),), id="afterword")
    longer = replace(document, sections=(*document.sections, more))
    assert {"outline-differs", "text-differs"} <= rules(editions[name], name, longer)


def pdf_with(data, change):
    """Return the PDF after ``change`` was made to it."""
    import pikepdf

    memory = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(memory)
    return memory.getvalue()


def elements(pdf, kind):
    """Return the structure elements of one type."""
    import pikepdf

    found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
    return [one for one in found if str(one.get("/S", "")) == f"/{kind}" and "/P" in one]


def drop_alternative(pdf):
    for figure in elements(pdf, "Figure"):
        del figure["/Alt"]


def rename_bookmark(pdf):
    pdf.Root.Outlines.First.Title = "The wharf"


def unhead_table(pdf):
    for cell in elements(pdf, "TH"):
        cell.S = elements(pdf, "TD")[0].S


def forget_language(pdf):
    del pdf.Root["/Lang"]


def demote_heading(pdf):
    import pikepdf

    elements(pdf, "H3")[0].S = pikepdf.Name.H5


def untag(pdf):
    del pdf.Root["/StructTreeRoot"]


def drop_paragraph(pdf):
    kids = elements(pdf, "Sect")[0].K
    del kids[1]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (drop_alternative, "image-alternative-missing"),
        (drop_alternative, "claim-not-earned"),
        (rename_bookmark, "outline-differs"),
        (unhead_table, "claim-not-earned"),
        (forget_language, "language-missing"),
        (demote_heading, "heading-level-skipped"),
        (untag, "artifact-faulty"),
        (drop_paragraph, "artifact-faulty"),
    ],
)
def test_a_fault_in_a_pdf_is_found(editions, change, rule):
    assert rule in rules(pdf_with(editions["pdf"], change), "pdf")


def test_text_that_left_the_tags_is_lost_text(editions):
    assert "text-differs" in rules(pdf_with(editions["pdf"], drop_paragraph), "pdf", harbour())


@pytest.mark.parametrize("name", ["html", "epub", "docx", "pdf"])
def test_what_the_document_lacks_is_found_in_the_edition_but_nothing_is_claimed(name):
    document = harbour()
    bare = (paragraph("See ", Image("pixels", MISSING)),)
    lacking = identify(replace(document, blocks=(*document.blocks, *bare)))
    data = tasktide.export(lacking, name).data
    found = verify(data, name, lacking)
    assert {"image-alternative-missing"} == {finding.rule for finding in blocking(found)}


def test_contents_printed_to_a_depth_are_told_once():
    data = tasktide.export(harbour(), "pdf", options=PdfOptions(toc_depth=1)).data
    assert [found.rule for found in tasktide.check(data, harbour())] == ["contents-shortened"]
