"""How outlines and chapters are compared, on readbacks made by hand."""

from dataclasses import replace

import pytest

from tasktide_export.checks import Readback, read_back
from tasktide_export.checks.readback import Chapter, Heading
from tasktide_export.checks.verification.document import document_findings
from tasktide_export.checks.verification.structure import structure_findings
from tasktide_export.checks.verification.words import fold, squeeze
from tasktide_export.document import Document, Metadata, Section, Text, identify
from tests.checks import handmade

TREE = (Heading(1, "One"), Heading(2, "Route 6"), Heading(1, "Two"))
GOOD = Readback(format="pdf", title="T", language="en", headings=TREE, contents=TREE)


def rules(readback):
    return [finding.rule for finding in structure_findings(readback)]


def test_equal_outlines_are_no_finding():
    assert [] == rules(GOOD)


def test_page_numbers_after_printed_titles_are_no_difference():
    printed = (Heading(1, "One 3"), Heading(2, "Route 612"), Heading(1, "Two xii"))
    assert [] == rules(replace(GOOD, printed=printed))


@pytest.mark.parametrize(
    "printed",
    [TREE[:2], (*TREE, Heading(1, "Three")), (Heading(1, "One"), Heading(1, "Route 6"), TREE[2])],
)
def test_other_printed_contents_differ(printed):
    assert ["outline-differs"] == rules(replace(GOOD, printed=printed))


def test_contents_cut_at_a_depth_are_told_and_no_error():
    found = list(structure_findings(replace(GOOD, contents=(TREE[0], TREE[2]))))
    assert [("contents-shortened", "info")] == [(one.rule, one.severity.value) for one in found]


@pytest.mark.parametrize("contents", [(), (TREE[0],), (TREE[0], TREE[1]), (TREE[2], TREE[0])])
def test_contents_that_leave_something_out_are_an_error(contents):
    assert ["outline-differs"] == rules(replace(GOOD, contents=contents))


def test_one_line_with_the_title_stands_for_no_sections():
    alone = replace(GOOD, headings=(), contents=(Heading(1, "T"),))
    assert [] == rules(alone)
    assert ["outline-differs"] == rules(replace(alone, contents=(Heading(1, "Other"),)))


CHAPTERS = (Chapter("T", 0.0, 1.0), Chapter("One", 1.0, 2.0))
SOUND = Readback(
    format="audio",
    title="T",
    language="en",
    chapters=CHAPTERS,
    contents=(Heading(1, "T"), Heading(1, "One")),
    duration=2.0,
)


@pytest.mark.parametrize(
    ("chapters", "expected"),
    [
        (CHAPTERS, []),
        ((), ["chapters-missing"]),
        ((Chapter("T", 0.5, 1.0),), ["chapter-misplaced"]),
        ((*CHAPTERS, Chapter("Two", 0.5, 1.0)), ["chapter-misplaced"]),
        ((*CHAPTERS, Chapter("Two", 3.0, 4.0)), ["chapter-misplaced"]),
        ((Chapter(" ", 0.0, 2.0),), ["chapter-untitled"]),
    ],
)
def test_chapters_are_titled_and_in_order(chapters, expected):
    assert expected == rules(replace(SOUND, chapters=chapters))


def test_a_sound_file_is_held_against_its_document():
    document = identify(
        Document(
            metadata=Metadata(title="Tides", language="en"), sections=(Section((Text("One"),)),)
        )
    )
    other = replace(document, metadata=replace(document.metadata, title="Ebb"))
    found = replace(read_back(handmade.sound("ipod", "aac"), "audio"), language="en")
    assert [] == list(document_findings(found, document))
    assert {"title-differs", "outline-differs"} == {
        finding.rule for finding in document_findings(found, other)
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("say \u00ab\u00a0oui\u00a0\u00bb, he", "say oui, he"),
        ("\u201chigh\u201d  tide", "high\ttide"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
    ],
)
def test_marks_spaces_and_composition_are_folded(one, other):
    assert fold(one) == fold(other)


def test_joined_words_are_told_apart_but_not_in_pdf():
    assert fold("high tide") != fold("hightide")
    assert squeeze("high ti\u00adde") == squeeze("hightide")
    assert squeeze("high") != squeeze("tide")
