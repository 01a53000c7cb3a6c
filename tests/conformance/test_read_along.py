"""EPUBs that read along before the judges; the nightly run takes real pages, too."""

import os
from pathlib import Path

import pytest

import tasktide_export as tasktide
from tasktide_export.exporters.epub import EpubOptions
from tests.conformance.conftest import MADE, SHARED, SPECIMEN
from tools.articles import example_articles
from tools.judges import ace, epubcheck

REAL = int(os.environ.get("READ_ALONG_PAGES", "10"))
"""How many pages of the corpus the nightly run makes."""
FOLDER = MADE / "along"


@pytest.fixture(scope="module")
def books(edition):
    """Give the editions of the examples and the specimen, by sentence and by paragraph."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    articles = [*example_articles(), SPECIMEN]
    return [_book(path, grain) for path in articles for grain in ("sentence", "paragraph")]


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
