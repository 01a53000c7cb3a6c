import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Emphasis,
    Figure,
    Finding,
    Image,
    Link,
    Paragraph,
    Section,
    Strong,
    Text,
    ThematicBreak,
    inline_text,
)
from tasktide_export.document.text import blocks_texts, section_texts
from tasktide_export.document.walk import sections as walk_sections
from tasktide_export.readers.sections import Heading, demote, fold


def heading(rank, text, **more):
    return Heading(rank, (Text(text),), **more)


def paragraph(text):
    return Paragraph((Text(text),))


def bold(text):
    return Paragraph((Strong((Text(text),)),))


def shape(sections):
    return [(inline_text(one.title), shape(one.sections)) for one in sections]


def rules(folded):
    return [finding.rule for finding in folded.findings]


def test_what_stands_before_the_first_heading_is_the_lead():
    folded = fold([paragraph("a"), heading(2, "One"), paragraph("b")], "T")
    assert folded.blocks == (paragraph("a"),)
    assert folded.sections == (Section((Text("One"),), (paragraph("b"),)),)
    assert folded.findings == ()


@pytest.mark.parametrize(
    ("ranks", "expected", "found"),
    [
        ([2, 3, 3, 2], [("0", [("1", []), ("2", [])]), ("3", [])], []),
        ([2, 4, 3], [("0", [("1", []), ("2", [])])], ["heading-skipped"]),
        ([4, 4], [("0", []), ("1", [])], ["heading-skipped"]),
        ([3, 2, 3], [("0", []), ("1", [("2", [])])], ["heading-skipped", "heading-shallower"]),
        ([1, 2, 1], [("0", [("1", [])]), ("2", [])], []),
    ],
)
def test_ranks_keep_their_order_and_no_level_is_skipped(ranks, expected, found):
    folded = fold([heading(rank, str(place)) for place, rank in enumerate(ranks)], "T")
    assert shape(folded.sections) == expected
    assert rules(folded) == found


def test_a_heading_that_repeats_the_title_leaves_the_body():
    folded = fold([heading(1, "The  TITLE!"), paragraph("a"), heading(2, "The title")], "The title")
    assert folded.blocks == (paragraph("a"),)
    assert shape(folded.sections) == [("The title", [])]
    assert rules(folded) == ["heading-title"]


def test_an_empty_heading_is_dropped():
    folded = fold([heading(2, "  "), paragraph("a")], "T")
    assert (folded.blocks, folded.sections) == ((paragraph("a"),), ())
    assert rules(folded) == ["heading-empty"]


def test_an_images_text_becomes_the_heading_and_is_not_said_twice():
    folded = fold([Heading(2, (Image("k", "Our method"),))], "T")
    shown = Figure((Paragraph((Image("k", DECORATIVE),)),))
    assert folded.sections == (Section((Text("Our method"),), (shown,)),)
    assert rules(folded) == ["heading-image"]


def test_an_image_without_a_text_in_a_heading_becomes_a_figure():
    folded = fold([Heading(2, (Image("k", MISSING),))], "T")
    assert folded.blocks == (Figure((Paragraph((Image("k", MISSING),)),)),)
    assert rules(folded) == ["heading-empty"]


def test_a_long_heading_becomes_a_paragraph():
    folded = fold([heading(2, "word " * 30)], "T")
    assert folded.blocks == (paragraph("word " * 30),)
    assert rules(folded) == ["heading-long"]


def test_a_link_is_taken_out_of_a_heading_and_told():
    title = (Link("https://example.org/", (Text("One"),)), Text(" two"))
    folded = fold([Heading(2, title)], "T")
    assert folded.sections[0].title == (Text("One two"),)
    assert rules(folded) == ["heading-link"]
    assert "https://example.org/" in folded.findings[0].message


def test_bold_around_a_whole_title_says_nothing_more():
    folded = fold([Heading(2, (Strong((Text("One "), Emphasis((Text("two"),)))),))], "T")
    assert folded.sections[0].title == (Text("One "), Emphasis((Text("two"),)))


def test_bold_paragraphs_become_headings_below_the_one_before():
    stream = [
        heading(2, "A"),
        bold("x"),
        paragraph("1"),
        bold("y"),
        paragraph("2"),
        heading(3, "z"),
    ]
    folded = fold(stream, "T")
    assert shape(folded.sections) == [("A", [("x", []), ("y", []), ("z", [])])]
    assert rules(folded) == ["heading-bold-paragraph", "heading-bold-paragraph"]


@pytest.mark.parametrize(
    "stream",
    [
        [bold("only one"), paragraph("1")],
        [bold("x"), ThematicBreak(), bold("y"), ThematicBreak()],
        [bold("A sentence."), paragraph("1"), bold("Another:"), paragraph("2")],
        [bold("x" * 81), paragraph("1"), bold("y" * 81), paragraph("2")],
        [bold("x"), bold("y"), bold("z")],
    ],
)
def test_other_bold_paragraphs_stay(stream):
    folded = fold(stream, "T")
    assert (folded.blocks, folded.sections, folded.findings) == (tuple(stream), (), ())


def test_duplicate_headings_are_kept():
    assert shape(fold([heading(2, "A"), heading(2, "A")], "T").sections) == [("A", []), ("A", [])]


def test_a_section_keeps_its_name_language_and_direction():
    made = fold([heading(2, "A", id="x", language="ar", direction="rtl")], "T").sections[0]
    assert (made.id, made.language, made.direction) == ("x", "ar", "rtl")


def test_demote_makes_a_strong_paragraph():
    findings: list[Finding] = []
    made = demote(heading(3, "A", id="x"), findings)
    assert made == Paragraph((Strong((Text("A"),)),), id="x")
    assert [one.rule for one in findings] == ["heading-nested"]


items = st.one_of(
    st.builds(heading, st.integers(1, 6), st.sampled_from(["", "T", "One", "Two", "w " * 70])),
    st.builds(paragraph, st.sampled_from(["a", "b"])),
    st.builds(bold, st.sampled_from(["bold", "bolder"])),
)


@given(st.lists(items, max_size=20))
def test_every_stream_folds_and_loses_no_text_but_the_title(stream):
    folded = fold(stream, "T")
    kept = [*blocks_texts(folded.blocks)]
    for section in folded.sections:
        kept += section_texts(section)
    said = [
        inline_text(one.title if isinstance(one, Heading) else one.children).strip()
        for one in stream
    ]
    dropped = [one for one in folded.findings if one.rule == "heading-title"]
    assert [one for one in said if one not in {"", "T"}] == [
        one.strip() for one in kept if one.strip() != "T"
    ]
    assert said.count("T") == len(dropped) + [one.strip() for one in kept].count("T")
    assert all(inline_text(one.title).strip() for one in walk_sections(folded.sections))
