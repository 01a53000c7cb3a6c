"""EPUBs that read along before the judges; the nightly run takes real pages, too."""

import os
from pathlib import Path

import pytest

import tasktide_export as tasktide
from tasktide_export.exporters.epub import EpubOptions
from tests.conformance.conftest import MADE, SHARED, SPECIMEN
from tools.articles import example_articles
from tools.judges import ace, epubcheck, reading_system

REAL = int(os.environ.get("READ_ALONG_PAGES", "10"))
"""How many pages of the corpus the nightly run makes."""
FOLDER = MADE / "along"


@pytest.fixture(scope="module")
def books(edition):
    """Give the editions of the examples and the specimen by sentence, one by paragraph."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    articles = [*example_articles(), SPECIMEN]
    return [*(_book(path, "sentence") for path in articles), _book(SPECIMEN, "paragraph")]


def _book(path: Path, grain: str) -> Path:
    target = FOLDER / f"{path.stem}-{grain}.epub"
    options = EpubOptions(read_along=grain)  # type: ignore[arg-type]
    tasktide.export(tasktide.read(path), "epub", target, options=options)
    return target


def _rejected(judge, books):
    return {path.name: complaints for path, complaints in judge.judge(books).items() if complaints}


@pytest.mark.conformance
def test_epubcheck_and_ace_accept_books_that_read_along(books, installed):
    """EPUB 3.3, 9 and EPUB Accessibility 1.1."""
    installed(epubcheck.install)
    assert {} == _rejected(epubcheck, books)
    installed(ace.install)
    assert {} == _rejected(ace, books)


SHORT = """---
title: The harbour at low water
author: Mara Tal
---

The sea went out. It took *its time*, and then[^1] some.

# Mud

- Gulls came first.
- The children came after them.

[^1]: About six hours and twelve minutes.
"""


@pytest.mark.conformance
def test_a_reading_system_reads_aloud_and_highlights_each_sentence(tmp_path, installed):
    """Each passage is marked while it is heard, in the order of the pages."""
    installed(reading_system.install)
    source, book = tmp_path / "low-water.md", tmp_path / "low-water.epub"
    source.write_text(SHORT, encoding="utf-8")
    options = EpubOptions(read_along="sentence")
    tasktide.export(tasktide.read(source), "epub", book, options=options)
    highlights, complaints = reading_system.listen(book, FOLDER / "aloud")
    read = [one.text.removeprefix("EPUB/") for one in highlights]
    assert ["title.xhtml"] * 4 == [one.partition("#")[0] for one in read[:4]]
    chapter = [f"chapter-mud.xhtml#{name}.s1" for name in ("mud", "mud-1", "mud-2")]
    assert chapter == read[4:7]
    assert ["notes.xhtml#note-1-1.s1"] == read[7:]
    # The engine cannot mark anything on the first page of a book: it takes number 0 for none.
    assert [
        "Mud",
        "Gulls came first.",
        "The children came after them.",
        "About six hours and twelve minutes.",
    ] == [one.words for one in highlights[4:]]
    assert [] == [one for one in complaints if "getContents" not in one]


@pytest.mark.nightly
def test_real_pages_read_along(edition, installed):
    """Every sentence once, in order, inside the sound; epubcheck and Ace are content."""
    pages = sorted((SHARED / "corpus").rglob("*.html"))[:: max(1, 203 // REAL)][:REAL]
    if not pages:
        pytest.skip(f"no pages at {SHARED}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = [_book(path, "sentence") for path in pages]
    for path, book in zip(pages, made, strict=True):
        found = tasktide.check(book, tasktide.read(path))
        assert [] == [one for one in found if one.rule.startswith(("overlay", "read-along"))], path
    installed(epubcheck.install)
    assert {} == _rejected(epubcheck, made)
    installed(ace.install)
    assert {} == _rejected(ace, made)
