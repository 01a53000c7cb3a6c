"""The one door: formats, what cannot be read, languages."""

from pathlib import Path

import pytest

from tasktide_export.detection import detect_language
from tasktide_export.document import Severity, faults, flatten, plain_text
from tasktide_export.errors import LimitError, ReadError, UnknownFormatError
from tasktide_export.limits import Limits
from tasktide_export.readers import FORMATS, read_articles, read_source
from tasktide_export.readers.base import ReadOptions, Source
from tests.readers.archives import archive, book, paragraph, word
from tests.readers.reading import read
from tests.readers.test_feed import RSS
from tests.strategies import png

ENGLISH = "The sea rises twice a day, and the keepers wrote its height in pencil."


def _source(data: bytes, name: str = "") -> Source:
    return Source(data=data, name=name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><title>T</title><p>Text & more</p>", ""),
        (b"\xef\xbb\xbf  <html><body><p>Text & more</p></body></html>", "x"),
        (b"<p>Text & more</p>", "a.HTM"),
        (b"# T\n\nText & [more](https://example.org/) and **most**\n", ""),
        (b"---\ntitle: T\n---\nText & more\n", "page"),
        (b"Text & more", "a.md"),
        (b"Text & more", "a.txt"),
        (b"Text & more", "README"),
    ],
)
def test_the_format_is_told_by_suffix_or_bytes(data: bytes, name: str) -> None:
    text = plain_text(read_source(_source(data, name), None, ReadOptions()))
    assert text.startswith("Text & more")
    assert "<" not in text


@pytest.mark.parametrize("name", ["html", "HTML", ".htm", "markdown", "md", "text", "txt"])
def test_formats_have_short_names(name: str) -> None:
    assert "Text" == plain_text(read_source(_source(b"Text"), name, ReadOptions()))


def test_a_named_format_outweighs_suffix_and_bytes() -> None:
    document = read_source(_source(b"Here <p> is a tag.", "a.html"), "text", ReadOptions())
    assert "Here <p> is a tag." == plain_text(document)


def test_an_unknown_format_lists_the_known() -> None:
    with pytest.raises(UnknownFormatError, match=r"'odt'.*html, markdown, text, json"):
        read_source(_source(b"x"), "odt", ReadOptions())


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_empty_input_is_named(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.txt: is empty"):
        read_source(_source(data, "a.txt"), None, ReadOptions())


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (png(), "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\x00\x00\x00\x20ftypM4A ", "an MP4 file"),
        (b"{\\rtf1 Hello}", "an RTF file"),
        (bytes(range(256)) * 4, "binary data"),
    ],
)
@pytest.mark.parametrize("wanted", [None, "html", "text", "json"])
def test_binary_input_is_refused_by_what_it_looks_like(
    data: bytes, looks_like: str, wanted: str | None
) -> None:
    with pytest.raises(ReadError) as caught:
        read_source(_source(data, "a.html"), wanted, ReadOptions())
    assert looks_like in str(caught.value)
    assert "\n" not in str(caught.value)


def test_input_over_the_limit_is_refused() -> None:
    options = ReadOptions(limits=Limits(input_bytes=10))
    with pytest.raises(LimitError, match=r"a\.txt: .*input_bytes is 10"):
        read_source(_source(b"x" * 11, "a.txt"), None, options)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("La mer monte deux fois par jour, et personne ne demande pourquoi.", "fr"),
        ("Das Meer steigt zweimal am Tag, und niemand fragt, warum es das tut.", "de"),
        ("הים עולה פעמיים ביום, ואיש אינו שואל מדוע הוא עושה כך.", "he"),
        ("Hello", "und"),
        ("12345 67890 12345 67890", "und"),
        ("", "und"),
    ],
)
def test_languages_are_told_only_when_sure(text: str, language: str) -> None:
    assert language == detect_language(text)[0]


@pytest.mark.parametrize(("text", "name"), [(f"<p>{ENGLISH}</p>", "a.html"), (ENGLISH, "a.md")])
def test_a_detected_language_is_marked(text: str, name: str) -> None:
    document = read(text, name)
    assert "en" == document.metadata.language
    assert "language" in document.metadata.inferred
    assert "language-inferred" in [one.rule for one in document.findings]


def test_a_declared_language_is_left_alone() -> None:
    document = read(f'<html lang="sv"><p>{ENGLISH}</p>', "a.html")
    assert "sv" == document.metadata.language
    assert "language" not in document.metadata.inferred


def test_formats_are_listed_once() -> None:
    suffixes = [suffix for one in FORMATS for suffix in one.suffixes]
    assert sorted(set(suffixes)) == sorted(suffixes)
    names = ["html", "markdown", "text", "json", "wordpress", "feed", "docx", "epub"]
    assert names == [one.name for one in FORMATS]


@pytest.mark.parametrize(
    ("name", "sections", "notes"),
    [
        ("city-trees.txt", 5, 0),
        ("tidal-clocks.html", 12, 3),
        ("notes-on-reading-aloud.md", 4, 2),
    ],
)
def test_the_examples_read_without_errors(
    examples: Path, name: str, sections: int, notes: int
) -> None:
    path = examples / name
    source = Source(data=path.read_bytes(), name=name, folder=examples)
    document = read_source(source, None, ReadOptions())
    assert () == faults(document)
    assert [] == [one for one in document.findings if one.severity is Severity.ERROR]
    assert sections == len(list(flatten(document.outline)))
    assert notes == len(document.notes)
    assert "und" != document.metadata.language


@pytest.mark.parametrize(
    ("media_type", "data", "count"),
    [
        ("text/html", b"words first<p>then a paragraph</p>", 1),
        ("text/html", RSS.encode(), 2),
        ("application/rss+xml", RSS.encode(), 2),
        ("application/octet-stream", book({"a.xhtml": "<p>x</p>"}), 1),
    ],
)
def test_what_was_fetched_is_told_by_its_type_and_its_bytes(media_type, data, count):
    source = Source(data=data, name="https://t.example/a.txt?x", media_type=media_type)
    assert len(read_articles(source, None, ReadOptions())) == count


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.epub", word(paragraph("x")), "EPUB"),
        ("a.docx", b"plain words", "no archive"),
        ("a.html", word(paragraph("x")), "is an archive"),
        ("a.zip", archive({"a.txt": "x"}), "ZIP"),
        ("a.epub", archive({"a.txt": "x"}), "no EPUB"),
    ],
)
def test_a_name_that_lies_is_told(name, data, said):
    with pytest.raises(ReadError, match=said):
        read_articles(Source(data=data, name=name), None, ReadOptions())
