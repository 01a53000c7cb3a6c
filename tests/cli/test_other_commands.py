"""The other commands, and that every command is documented."""

import re
from pathlib import Path

import click
import pytest

from tasktide_export.cli.main import cli, run

ROOT = Path(__file__).parents[2]
ARTICLE = "# Tides\n\nThe lead.\n\n## High water\n\nTwice a day.\n"


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tides.md"
    path.write_text("---\nlang: en\n---\n" + ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_command_has_help_and_stands_in_the_readme(name, capsys):
    assert run([name, "--help"]) == 0
    assert "Usage: tasktide-export" in capsys.readouterr().out
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"tasktide-export {name}|`{name}`", readme)


def test_check_of_a_sound_article_and_its_edition(article, capsys):
    assert run(["-f", "epub", "-f", "html", "-o", "out/", "tides.md", "-q"]) == 0
    assert run(["check", "tides.md", "out/"]) == 0
    said = capsys.readouterr().err
    assert "out/tides.epub: no findings" in said
    assert "out/tides.html: no findings" in said


def test_check_finds_an_edition_of_another_article(article, capsys):
    assert run(["-o", "tides.epub", "tides.md", "-q"]) == 0
    article.write_text(article.read_text() + "\n## Low water\n\nAs well.\n")
    assert run(["check", "tides.md", "tides.epub"]) == 1
    assert "outline" in capsys.readouterr().out


def test_editions_in_a_folder_belong_to_their_namesakes(article, capsys):
    other = article.parent / "moons.md"
    other.write_text("---\nlang: en\n---\n# Moons\n\nThe moon pulls.\n", encoding="utf-8")
    assert run(["-f", "epub", "--individual", "-o", "out/", "tides.md", "moons.md", "-q"]) == 0
    assert run(["check", "tides.md", "out/"]) == 0
    assert run(["check", "tides.md", "out/moons.epub"]) == 1


def test_voices_of_a_language_that_nobody_speaks(capsys):
    assert run(["voices", "--lang", "tlh-nowhere"]) == 1
    assert "no voice speaks" in capsys.readouterr().err


def test_check_of_something_else(article, capsys):
    (article.parent / "a.epub").write_bytes(b"no zip")
    assert run(["check", "a.epub"]) == 65
    assert "a.epub" in capsys.readouterr().err


def test_formats_lists_what_is_written_and_read(capsys):
    assert run(["formats"]) == 0
    out = capsys.readouterr().out
    for word in ("pdf", "epub", "docx", "html", "audio", "json", "markdown", "-O pdf.page-size"):
        assert word in out


def test_styles_lists_the_plain_one(capsys):
    assert run(["styles"]) == 0
    assert capsys.readouterr().out.startswith("plain")


def test_voices_of_a_language(capsys):
    assert run(["voices", "--lang", "fr"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all("fr" in line for line in lines)


def test_doctor_finds_everything_that_the_tests_need(capsys):
    assert run(["doctor"]) == 0
    assert "missing" not in capsys.readouterr().out


def test_without_words_there_is_help(capsys):
    assert run([]) in (0, 2)
    said = capsys.readouterr()
    assert "Usage: tasktide-export" in said.out + said.err


def test_version(capsys):
    assert run(["--version"]) == 0
    assert re.fullmatch(r"tasktide-export, version \d+\.\d+\.\d+\n", capsys.readouterr().out)


def article_of(title, words):
    return f"---\ntitle: {title}\nlang: en\n---\n\n## Part\n\n{words}\n"


def test_an_edition_is_compared_with_all_of_its_articles(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(article_of("Ebb", "The sea falls."), encoding="utf-8")
    (tmp_path / "b.md").write_text(article_of("Flow", "The sea rises."), encoding="utf-8")
    assert run(["-q", "-f", "epub", "-o", "issue.epub", "--lang", "en", "a.md", "b.md"]) == 0
    assert run(["check", "a.md", "b.md", "issue.epub"]) == 0
    assert "compared with the edition of 2 articles" in capsys.readouterr().err
    (tmp_path / "b.md").write_text(article_of("Flow", "The sea stands."), encoding="utf-8")
    assert run(["check", "a.md", "b.md", "issue.epub"]) == 1
    assert "the text differs" in capsys.readouterr().out


def test_an_edition_that_nothing_was_compared_with_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(article_of("Ebb", "The sea falls."), encoding="utf-8")
    (tmp_path / "out").mkdir()
    assert run(["-q", "-f", "epub", "-o", "out/other.epub", "--lang", "en", "a.md"]) == 0
    run(["check", "a.md", "out"])
    said = capsys.readouterr()
    assert "edition-not-compared" in said.out
    assert "not compared with any article" in said.err
