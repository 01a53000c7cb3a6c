"""Files beside an artifact: written with it or not at all, and told."""

import io
import json
import os
from pathlib import Path

import pytest

import tasktide_export as tasktide
from tasktide_export.beside import companion_path
from tasktide_export.cli.main import run
from tasktide_export.errors import OutputError, UsageError
from tasktide_export.exporters.audio import AudioOptions
from tests.exporters.test_audio import harbour

ARTICLE = """<!DOCTYPE html><html lang="en"><head><title>Tides</title></head><body><main>
<h1>Tides</h1><p>The lead.</p><h2>High water</h2><p>Twice a day.</p></main></body></html>"""
BOTH = ("-O", "audio.captions=vtt,srt", "-O", "audio.chapters=json")
WANTED = AudioOptions(container="mp3", captions="vtt", chapters="json,vtt", rate=450)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tides.html").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_companions_lie_beside_the_artifact_under_its_name(tmp_path):
    made = tasktide.export(harbour(), "audio", tmp_path / "a.b.mp3", options=WANTED)
    names = ["a.b.vtt", "a.b.chapters.json", "a.b.chapters.vtt"]
    assert names == [Path(str(one.path)).name for one in made.companions]
    assert sorted(["a.b.mp3", *names]) == files(tmp_path)
    assert all(Path(str(one.path)).read_bytes() == one.data for one in made.companions)
    assert ["text/vtt", "application/json+chapters", "text/vtt"] == [
        one.media_type for one in made.companions
    ]


def test_without_a_target_their_bytes_are_given():
    made = tasktide.export(harbour(), "audio", options=WANTED)
    assert [None] * 3 == [one.path for one in made.companions]
    assert made.companions[0].data.startswith(b"WEBVTT")


def test_a_stream_has_no_place_beside_it():
    sink = io.BytesIO()
    with pytest.raises(UsageError, match=r"no place for \.vtt") as caught:
        tasktide.export(harbour(), "audio", sink, options=WANTED)
    assert caught.value.hint
    assert sink.getvalue() == b""


@pytest.mark.skipif(os.name == "nt", reason="has no such device")
def test_a_device_has_no_place_beside_it():
    with pytest.raises(UsageError, match="no place"):
        tasktide.export(harbour(), "audio", os.devnull, options=WANTED)


def test_a_companion_that_cannot_be_written_leaves_everything_as_it_was(tmp_path):
    (tmp_path / "a.mp3").write_bytes(b"old")
    (tmp_path / "a.chapters.json").mkdir()
    with pytest.raises(OutputError) as caught:
        tasktide.export(harbour(), "audio", tmp_path / "a.mp3", options=WANTED)
    assert "a.chapters.json" in str(caught.value)
    assert ["a.chapters.json", "a.mp3"] == files(tmp_path)
    assert (tmp_path / "a.mp3").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("artifact", "beside"),
    [("a.m4b", "a.vtt"), ("a.1", "a.1.vtt"), ("a", "a.vtt"), ("a.b.zip", "a.b.vtt")],
)
def test_what_is_no_known_suffix_is_part_of_the_name(artifact, beside):
    assert Path(beside) == companion_path(Path(artifact), ".vtt")


# --- the command -----------------------------------------------------------------


def test_the_command_writes_lists_and_reports_them(folder, capsys):
    assert run(["-o", "t.mp3", *BOTH, "--report", "found.json", "tides.html"]) == 0
    wanted = ["t.chapters.json", "t.mp3", "t.srt", "t.vtt"]
    assert sorted([*wanted, "found.json", "tides.html"]) == files(folder)
    assert sorted(wanted) == sorted(capsys.readouterr().out.split())
    (row,) = json.loads(Path("found.json").read_text())["artifacts"]
    assert ["t.vtt", "t.srt", "t.chapters.json"] == row["companions"]


def test_the_command_checks_them(folder, capsys):
    assert run(["-q", "-o", "tides.flac", *BOTH, "tides.html"]) == 0
    assert run(["check", "tides.html", "tides.flac", "tides.vtt"]) == 0
    assert capsys.readouterr().err.count("compared with tides.html") == 2


def test_a_companion_replaces_nothing_that_is_read(folder, capsys):
    Path("tides.vtt").write_text("# Tides\n\nWords.\n")
    assert run(["-f", "audio", *BOTH, "--from", "markdown", "tides.vtt"]) == 2
    assert "would replace a file" in capsys.readouterr().err
    assert ["tides.html", "tides.vtt"] == files(folder)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-f", "audio", "-o", "-", *BOTH], "no place for"),
        (["-f", "audio", "-o", "a.zip"], "two kinds"),
        (["-f", "audio", "-o", "a.mp3", "-O", "audio.container=flac"], "named like .mp3"),
        (["-f", "audio", "-o", "a.lpf", "-O", "audio.split=chapters"], "a file for each section"),
        (["-f", "audio", "-o", "a.flac", "-O", "audio.split=chapters"], "named like .flac"),
        (["-f", "audio", "-O", "audio.captions=ass"], "'ass'"),
        (["-f", "epub", "-o", "a.flac"], "named like audio"),
    ],
)
def test_what_does_not_go_together_is_told_before_anything_is_made(folder, capsys, words, said):
    assert run([*words, "tides.html"]) == 2
    assert said in capsys.readouterr().err
    assert ["tides.html"] == files(folder)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["-o", "t.flac"], b"fLaC"),
        (["-o", "t.lpf"], b"PK"),
        (["-f", "audio", "-o", "t.zip", "-O", "audio.container=daisy"], b"PK"),
        (["-f", "audio", "-o", "t.zip", "-O", "audio.split=chapters"], b"PK"),
    ],
)
def test_the_container_follows_from_the_name(folder, capsys, words, start):
    assert run(["-q", *words, "-O", "audio.rate=450", "tides.html"]) == 0
    made = Path(words[words.index("-o") + 1])
    assert made.read_bytes().startswith(start)
    assert run(["check", "tides.html", str(made)]) == 0
    assert "compared with tides.html" in capsys.readouterr().err


def test_formats_lists_the_options(capsys):
    assert run(["formats"]) == 0
    out = capsys.readouterr().out
    for word in ("lpf|daisy", "audio.captions", "audio.chapters", "audio.split=chapters"):
        assert word in out
