"""Outline, walks, transforms and plain text."""

from hypothesis import given

from tasktide_export.document import (
    Document,
    Inline,
    Inlines,
    Section,
    Text,
    block_texts,
    body_texts,
    flatten,
    inline_text,
    note_texts,
    outline,
    plain_text,
    to_depth,
    walk,
)
from tasktide_export.document.transform import map_document
from tests.strategies import article, documents


@given(documents())
def test_the_outline_is_the_section_tree(document: Document) -> None:
    entries = list(flatten(outline(document)))
    sections = list(walk.sections(document.sections))
    assert [s.id for s in sections] == [e.id for e in entries]
    assert [inline_text(s.title) for s in sections] == [e.title for e in entries]
    assert sorted(_levels(document.sections, 1)) == sorted((e.id, e.level) for e in entries)


def _levels(sections: tuple[Section, ...], level: int) -> list[tuple[str, int]]:
    found = []
    for section in sections:
        found += [(section.id, level), *_levels(section.sections, level + 1)]
    return found


@given(documents(2))
def test_cutting_the_outline_keeps_what_is_above(document: Document) -> None:
    kept = [e.id for e in flatten(outline(document)) if e.level <= 2]
    assert kept == [e.id for e in flatten(to_depth(outline(document), 2))]


@given(documents())
def test_the_identity_transform_changes_nothing(document: Document) -> None:
    assert document == map_document(document)


@given(documents())
def test_plain_text_holds_every_word_of_every_run(document: Document) -> None:
    text = plain_text(document)
    for inline in walk.all_inlines(document):
        if isinstance(inline, Text):
            assert inline.value in text


@given(documents())
def test_a_transform_of_text_shows_in_the_plain_text(document: Document) -> None:
    def louder(inline: Inline) -> Inlines:
        return (
            (Text(inline.value.replace("sea", "SEA")),) if isinstance(inline, Text) else (inline,)
        )

    changed = plain_text(map_document(document, inline_map=louder))
    assert plain_text(document).replace("SEA", "sea") == changed.replace("SEA", "sea")


@given(documents())
def test_body_and_notes_are_the_plain_text(document: Document) -> None:
    pieces = [*body_texts(document), *note_texts(document)]
    assert "\n\n".join(pieces) == plain_text(document)
    assert all(piece.strip() for piece in pieces)


def test_the_text_of_the_fixed_article() -> None:
    said = list(body_texts(article()))
    assert (
        "The staff is four metres long, and nobody remembers who cut its marks; see the tools."
        == said[0]
    )
    assert ["Readings", "In deep water", "Deeper still", "Tools"] == [
        e.title for e in flatten(outline(article()))
    ]
    assert [
        "The zero of the gauge, not of maps.",
        "Kept in the pilots\u2019 office.",
        "Until 1931.",
    ] == list(note_texts(article()))


def test_a_table_speaks_caption_first_then_row_by_row() -> None:
    table = article().sections[0].blocks[3]
    expected = (
        "Two days at the staff|Day|Height (m)|High|Low|Monday|3.1|0.4|Tuesday|not read|Mean|3.1"
    )
    assert expected == "|".join(block_texts(table))
