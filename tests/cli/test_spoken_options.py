"""``--voice``, ``--rate`` and ``--lexicon``, without a word being spoken."""

import pytest

from tasktide_export.cli import jobs
from tasktide_export.cli.main import run
from tests.narration.test_lexicon import PLS

LEXICON = f"""<lexicon version="1.0" xmlns="{PLS}" alphabet="ipa" xml:lang="en">
<lexeme><grapheme>Lind</grapheme><alias>Linn</alias></lexeme></lexicon>"""


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A function that runs the command and returns the options of each format."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# Tides\n\nMs Lind ran 5km.\n")
    (tmp_path / "own.pls").write_text(LEXICON)
    found = {}

    def keep(_request, _documents, _targets, options):
        found.update(options)
        return []

    monkeypatch.setattr(jobs, "_make_all", keep)

    def ask(*words):
        found.clear()
        assert run([*words, "a.md"]) == 0
        return dict(found)

    return ask


def test_the_options_reach_every_format_that_has_them(asked):
    options = asked("-f", "audio,epub,html,pdf", "--voice", "en-gb", "--rate", "140",
                    "--lexicon", "own.pls", "--lexicon", "b.pls")  # fmt: skip
    for name in ("audio", "epub"):
        one = options[name]
        assert ("en-gb", 140, ("own.pls", "b.pls")) == (one.voice, one.rate, one.lexicon)
    assert not hasattr(options["pdf"], "voice")


def test_an_option_of_the_format_wins(asked):
    words = ("-f", "audio,epub", "--voice", "en-gb", "--lexicon", "own.pls")
    options = asked(*words, "-O", "audio.voice=fr", "-O", "epub.lexicon=b.pls")
    assert ("fr", "en-gb") == (options["audio"].voice, options["epub"].voice)
    assert (("own.pls",), ("b.pls",)) == (options["audio"].lexicon, options["epub"].lexicon)


@pytest.mark.parametrize("words", [["--voice", "en"], ["--rate", "140"], ["--lexicon", "own.pls"]])
@pytest.mark.parametrize("formats", ["pdf", "docx,json", "epub"])
def test_nothing_speaks_is_an_error_that_says_what_would(asked, capsys, words, formats):
    assert run(["-f", formats, *words, "a.md"]) == 2
    told = capsys.readouterr().err
    assert words[0] in told
    assert "-f audio" in told
    assert "epub.read-along" in told


def test_a_book_that_reads_along_speaks(asked):
    options = asked("-f", "epub", "-O", "epub.read-along=sentence", "--rate", "140")
    assert 140 == options["epub"].rate


@pytest.mark.parametrize("rate", ["79", "451", "fast"])
def test_a_rate_that_no_voice_takes_is_refused(asked, capsys, rate):
    assert run(["-f", "audio", "--rate", rate, "a.md"]) == 2
    assert "--rate" in capsys.readouterr().err


def test_a_lexicon_is_never_written_over(asked, tmp_path, capsys):
    assert run(["-f", "audio", "-o", "own.pls", "--lexicon", "own.pls", "a.md"]) == 2
    assert LEXICON == (tmp_path / "own.pls").read_text()


@pytest.mark.parametrize(
    ("content", "told"), [(None, "cannot be read"), ("<lexicon/>", "not a pronunciation lexicon")]
)
def test_a_bad_lexicon_is_a_plain_error(tmp_path, monkeypatch, capsys, content, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# Tides\n\nHigh water.\n")
    if content:
        (tmp_path / "own.pls").write_text(content)
    assert run(["-f", "audio", "--lexicon", "own.pls", "a.md"]) == 2
    error = capsys.readouterr().err
    assert "own.pls" in error
    assert told in error
    assert "Traceback" not in error
    assert not (tmp_path / "a.m4b").exists()


def test_formats_lists_the_lexicon(capsys):
    assert run(["formats"]) == 0
    assert "-O audio.lexicon=" in capsys.readouterr().out
