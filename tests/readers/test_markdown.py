"""Markdown: CommonMark and its extensions, mapped as HTML is."""

import pytest

from tasktide_export.document import (
    Anchor,
    BlockQuote,
    CodeBlock,
    DefinitionList,
    Document,
    Link,
    MathBlock,
    NoteReference,
    Section,
    Table,
    body_texts,
    faults,
    inline_text,
    note_texts,
    walk,
)
from tasktide_export.document import Math as Formula
from tasktide_export.errors import LimitError, ReadError
from tests.readers.reading import read, said, shape, tree


def _one(document: Document, kind: type) -> object:
    nodes = [*walk.all_blocks(document), *walk.all_inlines(document)]
    [found] = [node for node in nodes if isinstance(node, kind)]
    return found


def test_the_first_heading_is_the_title() -> None:
    document = read(
        "# The *Sea*\n\nLead.\n\n## One\n\nA.\n\n### Deep\n\nB.\n\n## Two\n\nC.\n", "a.md"
    )
    assert "The Sea" == document.metadata.title
    assert ["Lead."] == [shape(block) for block in document.blocks]
    assert [["One", "A.", ["Deep", "B."]], ["Two", "C."]] == tree(document.sections)


def test_front_matter_is_metadata() -> None:
    text = """---
title: "Tides: a start"
subtitle: Notes
author: [Ann, {name: Bo}]
lang: en_gb
date: 2026-02-03
description: >
  Long
  line.
publisher: The Long Row
rights: CC
tags: sea, time
url: https://example.org/a
identifier: 12
colour: red
---
# Tides: a start

Text.
"""
    document = read(text, "a.md")
    about = document.metadata
    assert ("Tides: a start", "Notes") == (about.title, about.subtitle)
    assert (("Ann", "Bo"), "en-GB") == (about.authors, about.language)
    assert ("2026-02-03", "Long line.") == (about.published, about.description)
    assert ("The Long Row", "CC", "12") == (about.publisher, about.rights, about.identifier)
    assert (("sea", "time"), "https://example.org/a") == (about.subjects, about.source)
    assert frozenset() == about.inferred
    assert ["Text."] == list(body_texts(document))
    assert any("colour" in one.message for one in document.findings)


def test_norwegian_is_not_false() -> None:
    assert "no" == read("---\nlang: no\n---\nHei.\n", "a.md").metadata.language


@pytest.mark.parametrize(
    ("block", "rule"),
    [
        ("title: [", "front-matter-broken"),
        ("date: soon", "date-broken"),
        ("lang: '!'", "language-broken"),
    ],
)
def test_broken_front_matter_is_told(block: str, rule: str) -> None:
    assert rule in [one.rule for one in read(f"---\n{block}\n---\n\nText.\n", "a.md").findings]


def test_a_rule_is_no_front_matter() -> None:
    document = read("---\n\nText between.\n\n---\n\nMore.\n", "a.md")
    assert ["***", "Text between.", "***", "More."] == [shape(block) for block in document.blocks]


def test_notes_and_their_references() -> None:
    document = read("A[^1] b^[inline *note*].\n\n[^1]: First.\n\n    Second.\n", "a.md")
    assert ["First.", "Second.", "inline note"] == list(note_texts(document))
    references = [i.note for i in walk.all_inlines(document) if isinstance(i, NoteReference)]
    assert ["note-1", "note-2"] == references
    assert ["A b."] == list(body_texts(document))


def test_a_table_keeps_its_header_cells() -> None:
    table = _one(read("| a | b |\n|:--|--:|\n| 1 | 2 |\n", "a.md"), Table)
    assert isinstance(table, Table)
    assert [True, True] == [cell.header for cell in table.head[0].cells]
    assert ["left", "right"] == [cell.alignment for cell in table.bodies[0][0].cells]


def test_definitions_code_quotes_and_lists() -> None:
    text = "Term\n: Meaning.\n\n```python\nx = 1\n```\n\n> Said.\n\n4. four\n   - in\n5. five\n"
    document = read(text, "a.md")
    kinds = [type(block) for block in document.blocks]
    assert [DefinitionList, CodeBlock, BlockQuote] == kinds[:3]
    code = document.blocks[1]
    assert isinstance(code, CodeBlock)
    assert ("x = 1", "python") == (code.text, code.syntax)
    assert [4, ["four", ["-", ["in"]]], ["five"]] == shape(document.blocks[3])


def test_formulas_become_mathml_with_their_source() -> None:
    document = read("It is $x^2$ here, and costs $5 or $6.\n\n$$\n\\frac{a}{b}\n$$\n", "a.md")
    inline, displayed = _one(document, Formula), _one(document, MathBlock)
    assert isinstance(inline, Formula)
    assert isinstance(displayed, MathBlock)
    assert ("x^2", "x^2") == (inline.source, inline.alternative)
    assert "<msup>" in inline.mathml
    assert "<mfrac>" in displayed.mathml
    assert "costs $5 or $6." in next(body_texts(document))


def test_a_formula_in_a_heading_is_kept() -> None:
    document = read("# T\n\n## About $x^2$\n\nText.\n", "a.md")
    assert "About x^2" == inline_text(document.sections[0].title)


def test_a_formula_that_cannot_be_read_is_told() -> None:
    document = read("So $a^$ it is.\n", "a.md")
    assert ["a^"] == said(document, "formula-unread")
    assert ["So a^ it is."] == list(body_texts(document))


def test_links_to_headings_follow() -> None:
    text = "See [there](#how-to-read-it).\n\n## Other\n\nText.\n\n## How to *read* it?\n\nText.\n"
    link = _one(read(text, "a.md"), Link)
    assert isinstance(link, Link)
    assert Anchor("how-to-read-it") == link.target


def test_raw_html_goes_through_the_same_safety() -> None:
    script = "<script>alert(1)</script>"
    link = '<a href="javascript:x()">b</a>'
    document = read(f'A <span lang="fr">mot</span>.\n\n{script}\n\n{link}\n', "a.md")
    assert ["A mot.", "b"] == list(body_texts(document))
    assert [] == [one for one in walk.all_inlines(document) if isinstance(one, Link)]


def test_tasks_stay_text() -> None:
    document = read("- [ ] sweep\n- [x] lock\n", "a.md")
    assert [["-", ["[ ] sweep"], ["[x] lock"]]] == [shape(block) for block in document.blocks]


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_nesting_is_never_cut_silently(mark: str) -> None:
    with pytest.raises(LimitError, match="nested too deeply"):
        read(mark * 300 + "deep words", "a.md")


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_twenty_levels_are_kept(mark: str) -> None:
    document = read(mark * 21 + "deep words", "a.md")
    assert ["deep words"] == list(body_texts(document))
    assert () == faults(document)


def test_front_matter_alone_is_no_content() -> None:
    with pytest.raises(ReadError):
        read("---\ntitle: T\n---\n", "a.md")


def test_sections_are_sections() -> None:
    document = read("# T\n\n## A\n\n## A\n\ntext\n", "a.md")
    assert ["a", "a-2"] == [one.id for one in document.sections]
    assert all(isinstance(one, Section) for one in document.sections)
