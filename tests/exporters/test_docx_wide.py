"""Wide tables in DOCX: smaller type, then a turned page, never a broken word without a word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasktide_export.document import (
    Cell,
    Document,
    Figure,
    Metadata,
    Row,
    Section,
    Table,
    Text,
    identify,
)
from tasktide_export.exporters.docx.columns import Look, fit_columns
from tasktide_export.exporters.docx.grid import grid
from tasktide_export.exporters.docx.measure import longest_word, unbroken
from tests.building import paragraph
from tests.effort import tries
from tests.exporters.docx_reading import W, body, export, export_blocks, find, rules, text, values

LOOKS = (Look("", 19, 108), Look("Small", 16, 80), Look("Tiny", 14, 50))


def _table(columns: int, word: str, caption: str = "Wide") -> Table:
    head = Row(tuple(Cell((paragraph(f"Month {n}"),), header=True) for n in range(columns)))
    row = Row(tuple(Cell((paragraph(word),)) for _ in range(columns)))
    return Table(((row,),), head=(head,), foot=(row,), caption=(Text(caption),))


def _pages(root) -> list[tuple[str | None, bool]]:
    """Return each section's orientation and whether it has a title page."""
    return [
        (find(one, "w:pgSz")[0].get(f"{W}orient"), bool(find(one, "w:titlePg")))
        for one in find(root, ".//w:sectPr")
    ]


@pytest.mark.parametrize(
    ("columns", "word", "style"),
    [(4, "6,464,343", "TableText"), (7, "646,464,343", "TableTextSmall"),
     (9, "646,464,343", "TableTextTiny")],
)  # fmt: skip
def test_type_is_as_small_as_words_need(columns, word, style):
    data, outcome = export_blocks(_table(columns, word))
    root = body(data)
    assert set(values(root, ".//w:tr[2]//w:pStyle")) == {style}
    assert set(values(root, ".//w:tr[3]//w:pStyle")) == {style.replace("Text", "Total")}
    assert len(find(root, ".//w:sectPr")) == 1
    assert rules(outcome) == []


def test_a_wider_table_has_a_turned_page_with_its_heading_and_caption():
    sections = (
        Section((Text("Before"),), (paragraph("a"),)),
        Section((Text("Months"),), (_table(12, "6,464,343"), paragraph("after"))),
    )
    data, outcome = export(identify(Document(metadata=Metadata(title="T"), sections=sections)))
    root = body(data)
    assert _pages(root) == [(None, True), ("landscape", False), (None, False)]
    ends = [find(one, "ancestor::w:p[1]") for one in find(root, ".//w:sectPr")]
    assert [text(one[0]) for one in ends[:2]] == ["a", ""]
    assert [len(find(one, "w:headerReference | w:footerReference")) for one in find(
        root, ".//w:sectPr")] == [2, 2, 2]  # fmt: skip
    size = find(root, ".//w:sectPr/w:pgSz")[1]
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("16838", "11906")
    assert sum(int(one.get(f"{W}w")) for one in find(root, ".//w:gridCol")) == 16838 - 2836
    assert "docx-table-too-wide" not in rules(outcome)


def test_turned_pages_that_follow_each_other_are_one_and_may_be_the_last():
    sections = tuple(Section((Text(name),), (_table(12, "6,464,343", name),)) for name in "ab")
    data, _ = export(identify(Document(metadata=Metadata(title="T"), sections=sections)))
    root = body(data)
    assert _pages(root) == [(None, True), ("landscape", False)]
    assert root[-1].tag == f"{W}sectPr"


def test_a_document_of_one_wide_table():
    document = Document(metadata=Metadata(title=""), blocks=(_table(12, "6,464,343"),))
    assert _pages(body(export(document)[0])) == [("landscape", True)]


def test_the_caption_of_a_figure_stays_with_its_wide_table():
    table = _table(12, "6,464,343", "")
    data, _ = export_blocks(Figure((table,), caption=(Text("Below"),)), paragraph("after"))
    end = find(body(data), ".//w:sectPr[w:pgSz/@w:orient]/ancestor::w:p")[0]
    assert text(end) == "Below"


def test_a_table_in_a_table_cannot_turn_the_page_and_is_told():
    outer = Table(((Row((Cell((_table(12, "6,464,343"),)), Cell((paragraph("b"),)))),),))
    data, outcome = export_blocks(outer)
    assert len(find(body(data), ".//w:tc//w:sectPr")) == 0
    assert "docx-table-too-wide" in rules(outcome)


def test_words_that_fit_nowhere_are_told():
    _, outcome = export_blocks(_table(12, "counterrevolutionary"))
    assert rules(outcome) == ["docx-table-too-wide"]


def test_only_the_widest_columns_go_without_room():
    words = ("Place", *("counterrevolutionary",) * 14)
    rows = grid(Table(((Row(tuple(Cell((paragraph(one),)) for one in words)),),)))
    fit = fit_columns(rows, LOOKS, 9070, 14002)
    assert (fit.whole, sum(fit.widths)) == (False, 14002)
    assert longest_word("Place") * 14 * 10 // 1000 <= fit.widths[0] - 100
    assert max(fit.widths[1:]) - min(fit.widths[1:]) <= 1


def test_words_are_parted_at_spaces_and_after_hyphens_only():
    assert [*unbroken("a b\u00a0c well-known 6,464 -5")] == [
        "a", "b\u00a0c", "well-", "known", "6,464", "-", "5"
    ]  # fmt: skip


def test_bold_words_are_wider_and_ideographs_can_be_parted():
    assert longest_word("tide", bold=True) > longest_word("tide")
    assert longest_word("潮汐表") == 1000


WORDS = st.text(alphabet="abcW1, ", min_size=1, max_size=30)


@settings(max_examples=tries(40), deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=4))
def test_columns_fill_the_width_and_keep_words_whole_if_they_say_so(texts):
    rows = grid(
        Table((tuple(Row(tuple(Cell((paragraph(one),)) for one in row)) for row in texts),))
    )
    fit = fit_columns(rows, LOOKS, 9070, 14002)
    assert sum(fit.widths) == (14002 if fit.landscape else 9070)
    if fit.whole:
        room = [width - 2 * fit.look.padding for width in fit.widths]
        for row in texts:
            for words, width in zip(row, room, strict=False):
                assert longest_word(words) * fit.look.size * 10 // 1000 <= width
