"""Several articles bound into one edition."""

from dataclasses import replace

import pytest

from tasktide_export.document import (
    Anchor,
    Document,
    Link,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Section,
    Text,
    faults,
    identify,
    plain_text,
    walk,
)
from tasktide_export.editions import Article, bind, settle_links
from tasktide_export.errors import UsageError
from tests.building import png_asset


def piece(title: str, *links: Anchor, language: str = "en") -> Document:
    words = tuple(Link(link, (Text(f"to {link.article}"),)) for link in links)
    return identify(
        Document(
            metadata=Metadata(title=title, authors=(f"{title} Author",), language=language),
            blocks=(Paragraph((*words, Text(f"lead of {title}"), NoteReference("n"))),),
            sections=(Section((Text("Same"),), (Paragraph((Text("words"),)),), id="same"),),
            notes=(Note("n", (Paragraph((Text("note"),)),)),),
        )
    )


def links_of(document: Document) -> list[str | Anchor]:
    return [one.target for one in walk.all_inlines(document) if isinstance(one, Link)]


def test_each_article_is_a_top_section():
    edition = bind([Article("a.html", piece("One")), Article("b.html", piece("Two"))])
    assert faults(edition) == ()
    assert [(e.title, [c.title for c in e.children]) for e in edition.outline] == [
        ("One", ["Same"]),
        ("Two", ["Same"]),
    ]
    assert [note.id for note in edition.notes] == ["one-note-1", "two-note-1"]
    assert edition.metadata.authors == ("One Author", "Two Author")


def test_the_text_of_every_article_is_there_in_order():
    one, two = piece("One"), piece("Two")
    text = plain_text(bind([Article("a", one), Article("b", two)]))
    assert text.index("lead of One") < text.index("lead of Two")


def test_links_between_articles_become_links_inside():
    one = piece("One", Anchor("same", "b.html"), Anchor("", "b.html"), Anchor("gone", "b.html"))
    edition = bind([Article("x/a.html", one), Article("b.html", piece("Two"))])
    assert links_of(edition) == [Anchor("two-same"), Anchor("two"), Anchor("two")]
    assert faults(edition) == ()


def test_a_link_out_of_the_edition_keeps_its_words_and_is_reported():
    settled = settle_links(piece("One", Anchor("x", "elsewhere.html")))
    assert links_of(settled) == []
    assert "to elsewhere.html" in plain_text(settled)
    assert [one.rule for one in settled.findings] == ["link-outside-edition"]


def test_articles_of_one_title_get_different_ids():
    edition = bind([Article("a", piece("One")), Article("b", piece("One"))])
    assert [section.id for section in edition.sections] == ["one", "one-2"]
    assert faults(edition) == ()


def test_an_article_in_another_language_says_so():
    edition = bind([Article("a", piece("One")), Article("b", piece("Deux", language="ar"))])
    assert edition.metadata.language == "en"
    assert [(s.language, s.direction) for s in edition.sections] == [("", ""), ("ar", "rtl")]


def test_assets_of_one_name_get_different_names():
    first = replace(piece("One"), assets=(png_asset("a"),))
    second = replace(piece("Two"), assets=(replace(png_asset("b", 9), name="a.png"),))
    names = [one.name for one in bind([Article("a", first), Article("b", second)]).assets]
    assert names == ["a.png", "a-2.png"]


def test_an_edition_of_nothing_is_refused():
    with pytest.raises(UsageError):
        bind([])
