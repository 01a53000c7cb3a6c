"""Judges on editions of real pages, and on an edition put together from parts."""

import gzip
from functools import cache

import pytest

import tasktide_export as tasktide
from tasktide_export.editions import Article, bind
from tools.articles import example_articles
from tools.judges import ace, archival, epubcheck, verapdf

JUDGES = {"ua1": verapdf, "3a": archival}
PAGES = 40


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Give the PDF of all examples bound into one edition."""
    path = tmp_path_factory.mktemp("edition") / "edition.pdf"
    articles = [Article(one.name, tasktide.read(one)) for one in example_articles()]
    artifact = tasktide.export(bind(articles), "pdf", path)
    assert artifact.conformance == ("PDF/UA-1", "PDF/A-3a")
    return path


@pytest.fixture(scope="module")
def corpus(shared, tmp_path_factory):
    """Give the function that returns the editions of real pages that claim to be accessible."""

    @cache
    def made(name):
        folder = tmp_path_factory.mktemp(name)
        found = []
        for page in sorted((shared / "corpus" / "wcxb").glob("*.html.gz")):
            document = tasktide.read(gzip.decompress(page.read_bytes()), format="html")
            path = folder / f"{page.name.partition('.')[0]}.{name}"
            if tasktide.export(document, name, path).conformance:
                found.append(path)
            if len(found) == PAGES:
                break
        return found

    return made


@pytest.mark.conformance
@pytest.mark.parametrize("name", JUDGES)
def test_verapdf_accepts_an_edition_of_parts(name, whole, installed):
    installed(verapdf.install)
    assert JUDGES[name].judge([whole])[whole] == ()


@pytest.mark.nightly
@pytest.mark.corpus
@pytest.mark.parametrize("name", JUDGES)
def test_verapdf_accepts_real_pages(name, corpus, installed):
    installed(verapdf.install)
    _assert_accepted(JUDGES[name], corpus("pdf"))


@pytest.mark.nightly
@pytest.mark.corpus
@pytest.mark.parametrize("judge", [epubcheck, ace], ids=["epubcheck", "ace"])
def test_epubs_of_real_pages_are_accepted(judge, corpus, installed):
    installed(judge.install)
    _assert_accepted(judge, corpus("epub"))


def _assert_accepted(judge, books):
    assert len(books) == PAGES
    assert {} == {path.name: said for path, said in judge.judge(books).items() if said}
