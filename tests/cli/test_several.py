"""Sources that hold several articles, on the command line."""

import json
from pathlib import Path

import pytest

from tasktide_export.cli.main import run
from tests.readers.archives import book, paragraph, word
from tests.readers.test_feed import RSS
from tests.readers.test_wordpress import export, item


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    posts = (
        item("<p>one</p>", title="Ebb", post_name="tide"),
        item("<p>two</p>", title="Flood", post_name="tide"),
        item("<p>three</p>", title="../../etc/passwd", post_name="../../etc/passwd"),
    )
    (tmp_path / "site.xml").write_bytes(export(*posts))
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_export_is_one_edition(folder):
    assert run(["-f", "json", "-q", "site.xml"]) == 0
    edition = json.loads((folder / "site.json").read_text())
    titles = [section["title"][0]["value"] for section in edition["sections"]]
    assert titles == ["Ebb", "Flood", "../../etc/passwd"]
    assert edition["metadata"]["title"] == "Harbour Notes"


def test_individual_gives_each_article_a_file_of_its_own(folder):
    assert run(["-f", "json", "--individual", "-q", "-o", "out/", "site.xml"]) == 0
    assert files(folder / "out") == ["etc-passwd.json", "tide-2.json", "tide.json"]
    assert files(folder) == ["out", "site.xml"]


def test_several_kinds_of_sources_make_one_edition(folder):
    (folder / "feed.rss").write_text(RSS, encoding="utf-8")
    (folder / "book.epub").write_bytes(book({"a.xhtml": "<h1>Ebb</h1><p>x</p>"}))
    (folder / "letter.docx").write_bytes(word(paragraph("Letter", "Title") + paragraph("x")))
    words = ["-o", "all.json", "-q", "site.xml", "feed.rss", "book.epub", "letter.docx"]
    assert run(words) == 0
    edition = json.loads((folder / "all.json").read_text())
    assert len(edition["sections"]) == 3 + 2 + 1 + 1


def test_a_book_and_a_letter_become_other_formats(folder):
    (folder / "book.epub").write_bytes(book({"a.xhtml": "<h1>Ebb</h1><p>x</p>"}))
    (folder / "letter.docx").write_bytes(word(paragraph("x")))
    assert run(["-f", "html", "-q", "--individual", "-o", "out/", "book.epub", "letter.docx"]) == 0
    assert files(folder / "out") == ["book.html", "letter.html"]


def test_check_takes_an_export_as_one_edition(folder, capsys):
    assert run(["-f", "html", "-q", "-o", "site.html", "site.xml"]) == 0
    capsys.readouterr()
    assert run(["check", "site.xml", "site.html"]) == 0
    assert "site.html: no findings" in capsys.readouterr().err


def test_an_address_is_fetched_when_allowed(folder, capsys, monkeypatch):
    from tasktide_export.remote import Fetched, Fetcher

    asked = []

    def page(_self, address):
        asked.append(address)
        html = b"<html lang='en'><title>Ebb</title><main><p>words</p></main></html>"
        return Fetched(html, address, "text/html")

    monkeypatch.setattr(Fetcher, "page", page)
    address = "https://tide.example/dir/the%20ebb.html?a=1"
    assert run(["-f", "json", "-q", "--allow-remote", address]) == 0
    assert asked == [address]
    assert files(folder) == ["site.xml", "the-ebb.json"]
    assert run(["-f", "json", "-q", address]) == 65
    assert "--allow-remote" in capsys.readouterr().err


def test_an_address_inside_is_refused(folder, capsys):
    assert run(["-f", "json", "--allow-remote", "http://127.0.0.1:9/a.html"]) == 65
    assert "no public address" in capsys.readouterr().err
    assert files(folder) == ["site.xml"]
