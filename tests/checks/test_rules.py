"""Each rule on a document: one case that triggers it and one that does not."""

from dataclasses import replace

import pytest

from tasktide_export.checks import blocking, check_document
from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Cell,
    Document,
    Embed,
    Figure,
    Finding,
    Image,
    Link,
    Metadata,
    Paragraph,
    Row,
    Section,
    Severity,
    Span,
    Table,
    Text,
    identify,
)
from tests.building import math_block, paragraph
from tests.strategies import article


def document(*blocks, sections=(), **metadata):
    about = {"title": "A title", "language": "en", **metadata}
    return identify(Document(metadata=Metadata(**about), blocks=blocks, sections=sections))


def table(*rows, header=False, caption=()):
    def cells(row, *, head):
        return Row(tuple(Cell((paragraph(text),), header=head) for text in row))

    head = (cells(rows[0], head=True),) if header else ()
    body = tuple(cells(row, head=False) for row in (rows[1:] if header else rows))
    return Table((body,), head=head, caption=caption)


def picture(alternative, address=""):
    return paragraph(Image("", alternative, address))


def link(*children):
    return paragraph(Link("https://example.org/", children))


def section(title, *children):
    return Section(title=(Text(title),) if title else (), sections=children)


GRID = (("a", "b"), ("c", "d"))
CAPTIONED = Figure((table(*GRID, header=True),), caption=(Text("Two by two"),))

CASES = {
    "title-missing": (document(title=" "), document()),
    "language-missing": (document(language="und"), document(language="fr")),
    "language-invalid": (document(language="en_US"), document(language="zh-Hans-CN")),
    "language-inferred": (document(inferred=frozenset({"language"})), document()),
    "section-title-empty": (
        document(sections=(section("A", section("")),)),
        document(sections=(section("A", section("B")),)),
    ),
    "section-title-repeated": (
        document(sections=(section("Results"), section("results "))),
        document(sections=(section("One", section("Results")), section("Two", section("Results")))),
    ),
    "image-alternative-missing": (document(picture(MISSING)), document(picture(DECORATIVE))),
    "image-alternative-file-name": (
        document(picture("IMG_2041.jpg")),
        document(picture("The harbour at low tide")),
    ),
    "image-alternative-vague": (
        document(picture("Image of a cat")),
        document(picture("A cat imagined by Klee")),
    ),
    "linked-image-without-text": (
        document(link(Image("", DECORATIVE))),
        document(link(Image("", DECORATIVE), Text("Home"))),
    ),
    "link-text-empty": (document(link(Text(" "))), document(link(Image("", "Home page")))),
    "link-text-vague": (document(link(Text("click here"))), document(link(Text("Hereford")))),
    "link-text-address": (
        document(link(Text("https://example.org/a"))),
        document(link(Text("Example of a page"))),
    ),
    "table-header-missing": (document(table(*GRID)), document(table(*GRID, header=True))),
    "table-caption-missing": (document(table(*GRID, header=True)), document(CAPTIONED)),
    "math-alternative-missing": (
        document(math_block("<mi>x</mi>", "")),
        document(math_block("<mi>x</mi>", "x")),
    ),
    "embed-transcript-missing": (
        document(Embed("A talk", "https://example.org/talk", kind="video")),
        document(Embed("A talk", "https://example.org/", transcript=(paragraph("Words."),))),
    ),
}


def rules(checked):
    return {finding.rule for finding in check_document(checked)}


@pytest.mark.parametrize("rule", CASES)
def test_the_rule_finds_its_fault(rule):
    assert rule in rules(CASES[rule][0])


@pytest.mark.parametrize("rule", CASES)
def test_the_rule_is_silent_without_it(rule):
    assert rule not in rules(CASES[rule][1])


@pytest.mark.parametrize("rule", CASES)
def test_a_finding_says_where_and_rests_on_a_clause(rule):
    found = [one for one in check_document(CASES[rule][0]) if one.rule == rule]
    assert all(one.place and one.message and one.advice and one.clause for one in found)


@pytest.mark.parametrize(
    "name",
    ["photo-1.png", "DSC01234", "my picture.JPEG", "IMG_2041", "0f3a9c5e7b1d2f4a", "img 12.webp"],
)
def test_names_of_files_are_not_alternatives(name):
    assert "image-alternative-file-name" in rules(document(picture(name)))


def test_an_alternative_that_repeats_the_address_is_a_file_name():
    address = "https://example.org/pictures/low-tide-2.jpg?width=300"
    assert "image-alternative-file-name" in rules(document(picture("low-tide-2", address)))


def test_a_plain_word_may_also_be_the_name_of_the_file():
    address = "https://example.org/pictures/sunset.jpg"
    assert "image-alternative-file-name" not in rules(document(picture("Sunset", address)))


@pytest.mark.parametrize("alternative", ["", "  "])
def test_a_blank_alternative_is_a_missing_one(alternative):
    assert "image-alternative-missing" in rules(document(picture(alternative)))


@pytest.mark.parametrize("rows", [(("a", "b"),), (("a",), ("b",))])
def test_a_row_or_a_column_needs_no_header_cells(rows):
    assert "table-header-missing" not in rules(document(table(*rows)))


@pytest.mark.parametrize("tag", ["en", "en-GB", "zh-Hans", "sr-Latn-RS", "de-CH-1996", "x-klingon"])
def test_well_formed_language_tags_pass(tag):
    assert "language-invalid" not in rules(document(language=tag))


@pytest.mark.parametrize("tag", ["english", "en_GB", "e", "en-", "123", "en-GB-"])
def test_other_language_tags_do_not(tag):
    assert "language-invalid" in rules(document(language=tag))


@pytest.mark.parametrize(
    "block",
    [
        paragraph(Span((Text("mot"),), "french")),
        Paragraph(children=(Text("mot"),), language="french"),
    ],
)
def test_tags_of_parts_are_held_to_the_same(block):
    found = [one for one in check_document(document(block)) if one.rule == "language-invalid"]
    assert ["lead-1"] == [one.place for one in found]


def test_the_readers_findings_come_first_and_nothing_twice():
    told = Finding(rule="heading-repaired", severity=Severity.INFO, message="moved up")
    checked = replace(document(title=""), findings=(told,))
    once = check_document(checked)
    again = check_document(replace(checked, findings=once))
    assert told == once[0]
    assert once == again


def test_links_in_titles_are_checked_too():
    checked = identify(
        Document(
            metadata=Metadata(title="T", language="en"),
            sections=(Section(title=(Link("https://example.org/", (Text("here"),)),)),),
        )
    )
    places = [one.place for one in check_document(checked) if one.rule == "link-text-vague"]
    assert [checked.sections[0].id] == places


def test_errors_that_are_not_repaired_block_claims():
    error = Finding(rule="a", severity=Severity.ERROR, message="a")
    mended = Finding(rule="b", severity=Severity.ERROR, message="b", repaired=True)
    warning = Finding(rule="c", severity=Severity.WARNING, message="c")
    assert (error,) == blocking((error, mended, warning))


def test_the_fixed_article_has_the_one_error_it_was_given():
    assert ["image-alternative-missing"] == [
        one.rule for one in blocking(check_document(article()))
    ]
