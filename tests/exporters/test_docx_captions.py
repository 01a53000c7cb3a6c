"""Captions in DOCX: counted by Word's counters, listed, with the printed pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tasktide_export as tasktide
from tasktide_export.checks.readback import read_back
from tasktide_export.document import (
    Cell,
    Document,
    Emphasis,
    Figure,
    Image,
    Metadata,
    Note,
    NoteReference,
    Row,
    Section,
    Strong,
    Table,
    Text,
    identify,
)
from tasktide_export.exporters.base import PageStart
from tasktide_export.exporters.docx import DocxOptions
from tasktide_export.exporters.docx.pages import printed_pages
from tests.building import paragraph, png_asset
from tests.exporters.docx_reading import body, find, text, values


def figure(*caption, **fields):
    words = tuple(Text(one) if isinstance(one, str) else one for one in caption)
    return Figure((paragraph(Image("pixels", "A field")),), caption=words, **fields)


def table(caption):
    cells = (Cell((paragraph("a"),), header=True), Cell((paragraph("b"),), header=True))
    return Table(((Row(cells),),), head=(Row(cells),), caption=(Text(caption),))


def document(*blocks, language="en", **rest):
    about = Metadata(title="Tides", language=language)
    assets = (png_asset(),)
    return identify(Document(metadata=about, blocks=blocks, assets=assets, **rest))


def export(made, **options):
    return tasktide.export(made, "docx", options=DocxOptions(**options))


def captions(data):
    path = "./w:p[w:pPr/w:pStyle[@w:val='Caption' or @w:val='TableCaption']]"
    return find(body(data), path)


def counters(data):
    codes = find(body(data), ".//w:instrText/text()")
    return [" ".join(code.split()) for code in codes if code.split()[0] == "SEQ"]


@pytest.mark.parametrize(
    ("caption", "counter", "number"),
    [
        (("Figure 1. A field.",), "SEQ Figure \\* ARABIC", "1"),
        (("Fig. 7: A field.",), "SEQ Figure \\* ARABIC \\r 7", "7"),
        ((Strong((Text("Figure\u00a01"),)), " A field."), "SEQ Figure \\* ARABIC", "1"),
        (("Abbildung ", Emphasis((Text("2"),)), " Feld"), "SEQ Figure \\* ARABIC \\r 2", "2"),
        (("1. ábra Mező",), "SEQ Figure \\* ARABIC", "1"),
        (("図1 野原",), "SEQ Figure \\* ARABIC", "1"),
        (("Table 3 as a picture",), "SEQ Table \\* ARABIC \\r 3", "3"),
    ],
)
def test_a_number_that_the_author_wrote_becomes_the_counters_result(caption, counter, number):
    made = document(figure(*caption))
    data = export(made).data
    assert counters(data) == [counter]
    (shown,) = captions(data)
    results = find(shown, ".//w:r[preceding::w:fldChar[1]/@w:fldCharType='separate']/w:t/text()")
    assert results == [number]
    assert text(shown) == "".join(
        one.value if isinstance(one, Text) else one.children[0].value
        for one in made.blocks[0].caption
    )


@pytest.mark.parametrize(
    "words", ["A field.", "Figure 2.1: A field.", "Figures of 1920", "Table A3", "1. May", ""]
)
def test_other_words_are_left_alone(words):
    data = export(document(figure(words))).data
    assert counters(data) == []


def test_counting_goes_on_where_the_authors_numbers_do():
    blocks = [figure(f"Figure {number}. Field") for number in (1, 2, 5, 6)]
    codes = counters(export(document(*blocks)).data)
    assert [code.partition(" \\r ")[2] for code in codes] == ["", "", "5", ""]


def test_captions_without_a_number_get_one_on_request_in_their_language():
    made = document(figure("Ein Feld"), table("Höhen"), figure("Figure 1.1 bleibt"), language="de")
    data = export(made, captions="numbered").data
    assert [text(one) for one in captions(data)] == [
        "Abbildung 1. Ein Feld",
        "Tabelle 1. Höhen",
        "Figure 1.1 bleibt",
    ]
    labels = find(captions(data)[0], "w:r[w:rPr/w:rStyle/@w:val='Generated']/w:t/text()")
    assert "".join(labels) == "Abbildung 1. "
    assert tasktide.check(data, made) == ()


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), max_size=4))
def test_no_word_is_changed(words):
    made = document(*(figure(one) for one in words))
    data = export(made, lists=True).data
    assert list(read_back(data, "docx").body_texts) == list(
        read_back(export(made).data, "docx").body_texts
    )
    assert not [one for one in tasktide.check(data, made) if one.severity.name == "ERROR"]


def test_lists_lead_to_the_captions_and_stand_in_no_other_edition():
    made = document(figure("Figure 1. Field"), figure("Figure 2. Lake"), table("Table 1. Heights"))
    data = export(made, lists=True).data
    rows = find(body(data), "./w:p[w:pPr/w:pStyle/@w:val='TableofFigures']")
    assert [text(row) for row in rows] == [
        "Figure 1. Field1",
        "Figure 2. Lake1",
        "Table 1. Heights1",
    ]
    targets = [find(row, "w:hyperlink/@w:anchor")[0] for row in rows]
    marks = [find(one, "w:bookmarkStart/@w:name") for one in captions(data)]
    assert all(target in names for target, names in zip(targets, marks, strict=True))
    codes = [code.strip() for code in find(body(data), ".//w:instrText/text()")]
    assert [code for code in codes if code.startswith("TOC")] == [
        'TOC \\h \\z \\c "Figure"',
        'TOC \\h \\z \\c "Table"',
    ]
    assert values(body(data), ".//w:pStyle[@w:val='TOCHeading']") == ["TOCHeading"] * 2
    assert tasktide.check(data, made) == ()
    assert tasktide.read(data).blocks == tasktide.read(export(made).data).blocks


def test_a_list_of_captions_without_numbers_finds_them_by_entries():
    data = export(document(figure('A "field" \\ lake'), figure("Figure 1")), lists=True).data
    codes = [code.strip() for code in find(body(data), ".//w:instrText/text()")]
    assert "TOC \\h \\z \\f F" in codes
    assert 'TC "A \\"field\\" \\\\ lake" \\f F \\l 1' in codes
    assert [text(one) for one in captions(data)] == ['A "field" \\ lake', "Figure 1"]


def test_a_figure_in_a_note_is_not_counted():
    made = document(
        paragraph("See", NoteReference("n")), notes=(Note("n", (figure("Figure 1. Field"),)),)
    )
    data = export(made, lists=True, captions="numbered").data
    assert counters(data) == []
    assert find(body(data), "./w:p[w:pPr/w:pStyle/@w:val='TableofFigures']") == []


def test_contents_tell_the_pages_of_the_printed_edition():
    words = paragraph("Water rises and falls. " * 400)
    sections = tuple(Section((Text(f"Part {n}"),), (words,)) for n in range(1, 5))
    made = document(sections=sections)
    printed = tasktide.export(made, "pdf", tells_pages=True)
    data = tasktide.export(made, "docx", pages=printed.pages)
    told = find(body(data.data), ".//w:sdtContent//w:hyperlink/w:r[last()-1]/w:t/text()")
    expected = printed_pages(made, printed.pages)
    assert told == [str(expected[one.id]) for one in made.sections]
    assert len(set(told)) == 4
    assert "printed" in next(f.message for f in data.findings if f.rule == "docx-page-numbers")


def test_a_page_that_begins_inside_a_block_is_not_that_of_its_heading():
    one, two = (Section((Text(f"T{n}"),), (paragraph("words "), paragraph("more"))) for n in (1, 2))
    made = document(sections=(one, two))
    first, second = (section.blocks for section in made.sections)
    starts = (PageStart(1, ""), PageStart(2, first[1].id, 3), PageStart(4, second[0].id))
    pages = printed_pages(made, starts)
    assert [pages[name] for name in ("t1", first[0].id, first[1].id, "t2", second[0].id)] == [
        1, 1, 1, 2, 4
    ]  # fmt: skip


def test_what_a_table_says_of_itself_stands_where_word_keeps_it():
    heights = table("Heights")
    made = document(Figure((heights,), description=(paragraph("Noon is  highest."),)))
    data = export(made).data
    assert values(body(data), ".//w:tblDescription") == ["Noon is highest."]
    assert values(body(export(document(heights)).data), ".//w:tblDescription") == []
