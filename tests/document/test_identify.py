"""Ids: unique, stable, followed by every reference."""

import re

import pytest
from hypothesis import given

from tasktide_export.document import (
    Anchor,
    Document,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Section,
    Text,
    faults,
    identify,
    walk,
)
from tasktide_export.document.identify import prefix_ids, slug
from tests.strategies import article, documents, paragraph


def _ids(document: Document) -> list[str]:
    return [
        *(section.id for section in walk.sections(document.sections)),
        *(block.id for block in walk.all_blocks(document)),
        *(note.id for note in document.notes),
    ]


def _titled(*titles: str) -> Document:
    return identify(Document(sections=tuple(Section((Text(title),)) for title in titles)))


@given(documents())
def test_ids_are_unique_and_valid_everywhere(document: Document) -> None:
    ids = _ids(document)
    assert len(ids) == len(set(ids))
    assert [] == [one for one in ids if not re.fullmatch("[a-z][a-z0-9-]*", one)]


@given(documents())
def test_identifying_twice_changes_nothing(document: Document) -> None:
    assert document == identify(document)


@given(documents(4))
def test_prefixed_documents_stay_valid(document: Document) -> None:
    prefixed = prefix_ids(document, "one")
    assert [f"one-{name}" for name in _ids(document)] == _ids(prefixed)
    anchors = [i for i in walk.all_inlines(document) if isinstance(i, Link | NoteReference)]
    followed = [i for i in walk.all_inlines(prefixed) if isinstance(i, Link | NoteReference)]
    assert len(anchors) == len(followed)
    assert () == faults(prefixed)


def test_a_link_to_the_start_leads_to_the_article_when_prefixed() -> None:
    document = identify(Document(blocks=(paragraph(Link(Anchor(""), (Text("up"),))),)))
    links = [i for i in walk.all_inlines(prefix_ids(document, "one")) if isinstance(i, Link)]
    assert [Anchor("one")] == [link.target for link in links]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A New Era of Transparency", "a-new-era-of-transparency"),
        ("Café & Müller", "cafe-muller"),
        ("1984", "s-1984"),
        ("潮汐", ""),
        ("word " * 20, "word-word-word-word-word-word-word-word"),
    ],
)
def test_slugs(words: str, expected: str) -> None:
    assert expected == slug(words)


def test_a_repeated_title_gets_a_number() -> None:
    assert ["tools", "tools-2", "tools-3"] == [
        s.id for s in _titled("Tools", "Tools", "Tools").sections
    ]


def test_a_title_without_ascii_letters_is_named_section() -> None:
    assert ["section", "section-2"] == [s.id for s in _titled("潮汐", "海").sections]


def test_reserved_names_are_not_taken() -> None:
    assert ["contents-2", "note-2"] == [s.id for s in _titled("Contents", "Note").sections]


def test_links_follow_source_anchors_and_aliases() -> None:
    lead = (
        Paragraph((Text("here"),), id="old"),
        paragraph(
            Link(Anchor("old"), (Text("a"),)),
            Link(Anchor("inner"), (Text("b"),)),
            Link(Anchor("gone"), (Text("c"),)),
        ),
    )
    document = identify(Document(blocks=lead), {"inner": "old"})
    expected = paragraph(
        Link(Anchor("lead-1"), (Text("a"),)), Link(Anchor("lead-1"), (Text("b"),)), Text("c")
    )
    assert expected.children == next(
        b.children for b in document.blocks if isinstance(b, Paragraph) and b.id == "lead-2"
    )


def test_note_references_follow_and_lost_ones_go() -> None:
    lead = (paragraph("a", NoteReference("x"), NoteReference("nowhere")),)
    document = identify(Document(blocks=lead, notes=(Note("x", (paragraph("said"),)),)))
    [block] = document.blocks
    assert isinstance(block, Paragraph)
    assert (Text("a"), NoteReference("note-1")) == block.children


def test_the_fixed_article_keeps_its_ids() -> None:
    assert ["readings", "in-deep-water", "deeper-still", "tools"] == [
        section.id for section in walk.sections(article().sections)
    ]
