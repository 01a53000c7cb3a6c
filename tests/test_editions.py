"""Several articles bound into one edition."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from tasktide_export import check, export, read
from tasktide_export.api import read_articles
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
from tasktide_export.editions import Article, bind, gather, settle_links
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


def test_each_article_says_its_subtitle_its_authors_and_its_date():
    one, two = piece("One"), piece("Two")
    dated = replace(one.metadata, subtitle="Below it", published="2026-05-03")
    edition = bind([Article("a", replace(one, metadata=dated)), Article("b", two)])
    texts = plain_text(edition).split("\n\n")
    assert texts[:4] == ["One", "Below it", "One Author · May 3, 2026", "lead of One"]
    assert texts[texts.index("Two") + 1] == "Two Author"
    assert edition.metadata.published == "2026-05-03"


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


@pytest.mark.parametrize("second", ["Python Basics", "Contents", "Python lead 1", "Title"])
def test_titles_that_run_into_ids_get_different_ids(second):
    first = "A" if second in ("Contents", "Title") else "Python"
    head = "---\ntitle: {}\nlang: en\n---\n\n"
    noted = "Words[^1].\n\n## Basics\n\nMore.\n\n[^1]: Note.\n"
    one = read((head.format(first) + noted).encode())
    two = read((head.format(second) + "Words.\n").encode())
    edition = bind([Article("a.md", one), Article("b.md", two)])
    assert faults(edition) == ()
    assert [entry.title for entry in edition.outline] == [first, second]
    assert check(export(edition, "epub").data, edition) == ()


def test_a_note_that_no_one_calls_stays_in_the_edition():
    lonely = replace(piece("One"), blocks=(Paragraph((Text("words"),)),))
    edition = bind([Article("a.html", lonely), Article("b.html", piece("Two"))])
    assert len(edition.notes) == 2
    data = export(edition, "pdf").data
    assert [found for found in check(data, edition) if found.severity == "error"] == []


def test_notes_go_with_their_own_article_where_one_title_begins_another():
    edition = bind([Article("a.html", piece("Python")), Article("b.html", piece("Python Note"))])
    assert [note.id for note in edition.notes] == ["python-note-1", "python-note-note-1"]
    data = export(edition, "pdf").data
    assert [found for found in check(data, edition) if found.severity == "error"] == []


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


def html(title: str, body: str) -> str:
    return f"<html lang='en'><title>{title}</title><main><h1>{title}</h1>{body}</main></html>"


def edition_of(folder, files: dict[str, str]) -> Document:
    articles: list[Article] = []
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        articles.extend(read_articles(path))
    edition = bind(articles)
    assert faults(edition) == ()
    return edition


def test_two_pages_that_link_each_other_become_one_book_whose_links_work(tmp_path):
    one = html("Ebb", "<p><a href='b.html#why'>why</a> <a href='./b.html'>all</a></p>")
    two = html("Flood", "<h2 id='why'>The reason</h2><p>Moon. <a href='a.html'>back</a></p>")
    edition = edition_of(tmp_path, {"a.html": one, "b.html": two})
    assert links_of(edition) == [Anchor("flood-the-reason"), Anchor("flood"), Anchor("ebb")]
    book = export(edition, "epub").data
    assert check(book, edition) == () or {one.severity for one in check(book, edition)} == {"info"}
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        names = parts.namelist()
        pages = {one.rpartition("/")[2]: parts.read(one).decode() for one in names
                 if one.endswith(".xhtml")}  # fmt: skip
    for name, text in pages.items():
        for page, place in re.findall(r'href="([^"#:]*\.xhtml)?#([^"]+)"', text):
            assert f'id="{place}"' in pages[page or name], (name, page, place)


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("../other/b.html", "other"),
        ("../other/b.html?print=1#gone", "other"),
        ("b.html", "near"),
        ("sub%20dir/c.html", "deep"),
        ("elsewhere/c.html", "deep"),
        ("/site/c.html", "deep"),
    ],
)
def test_paths_between_articles_match_by_place_then_by_file_name(tmp_path, link, target):
    files = {
        "x/a.html": html("Start", f"<p><a href='{link}'>go</a></p>"),
        "x/b.html": html("Near", "<p>near</p>"),
        "other/b.html": html("Other", "<p>other</p>"),
        "x/sub dir/c.html": html("Deep", "<p>deep</p>"),
    }
    assert links_of(edition_of(tmp_path, files)) == [Anchor(target)]


def test_a_file_name_that_two_have_is_no_guess(tmp_path):
    files = {
        "a.html": html("Start", "<p><a href='gone/b.html'>go</a></p>"),
        "x/b.html": html("One", "<p>one</p>"),
        "y/b.html": html("Two", "<p>two</p>"),
    }
    edition = edition_of(tmp_path, files)
    assert links_of(edition) == []
    assert "link-outside-edition" in {one.rule for one in edition.findings}


def test_a_relative_link_of_a_page_with_an_address_stays_an_address():
    text = html("Ebb", "<p><a href='b.html'>b</a></p>")
    document = read(text.encode(), base_url="https://tide.example/a.html")
    assert links_of(document) == ["https://tide.example/b.html"]
    assert links_of(read(text.encode())) == []


def test_links_to_the_published_address_of_an_article_lead_inside():
    one = replace(piece("One"), metadata=Metadata(title="One", source="https://t.example/one/"))
    link = Link("http://t.example/one#same", (Text("one"),))
    two = replace(piece("Two"), blocks=(Paragraph((link,), id="lead-1"),))
    edition = bind([Article("a", one), Article("b", two)])
    assert links_of(edition) == [Anchor("one-same")]


def test_all_that_a_source_holds_is_one_edition_named_by_its_site():
    about = Metadata(title="Other", site="Harbour Notes")
    two = [replace(piece(title), metadata=replace(about, title=title)) for title in ("A", "B")]
    edition = gather([Article(one.metadata.title, one) for one in two])
    assert edition.metadata.title == "Harbour Notes"
    assert gather([Article("a", two[0])]) is two[0]


def test_names_of_places_survive_a_second_settling():
    document = identify(Document(sections=(Section((Text("The reason"),), id="why"),)))
    assert [(one.name, one.id) for one in document.landmarks] == [("why", "the-reason")]
    assert identify(document).landmarks == document.landmarks


def test_an_article_without_a_title_is_called_by_its_file():
    nameless = replace(piece("x"), metadata=Metadata(language="en"))
    edition = bind([Article("x/the-ebb.txt", nameless), Article("b", piece("Two"))])
    assert faults(edition) == ()
    assert [one.title for one in edition.outline] == ["the-ebb", "Two"]
