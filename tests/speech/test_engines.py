"""Engines are found by name, come from any package, and are watched alike."""

import re
import tomllib
from array import array
from pathlib import Path

import numpy as np
import pytest

from tasktide_export.cli.main import run
from tasktide_export.errors import (
    EngineError,
    MissingDependencyError,
    RenderError,
    UsageError,
    VoiceError,
)
from tasktide_export.exporters.audio import AudioOptions
from tasktide_export.speech import RATE, Speaker, registry, voices
from tasktide_export.speech.resampling import resample
from tests.speech.distribution import install, install_odd

PAGE = Path(__file__).parents[2] / "docs" / "engines.md"
TEXT = "The tide is out, and 24 boats lie dry."


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def example(tmp_path, monkeypatch):
    """Install the package that the page shows."""
    project = tomllib.loads(blocks("toml")[0])["project"]
    engines = project["entry-points"]["tasktide_export.engines"]
    modules = {"tasktide_morse": blocks("python")[0]}
    install(tmp_path, monkeypatch, name=project["name"], modules=modules, engines=engines)


def test_the_engine_on_the_page_speaks(example):
    with Speaker(engine="morse", language="en") as one:
        speech = one.synthesise(TEXT, "en")
        slow = one.synthesise("Paris " * 4, "en")
    assert TEXT.split() == [TEXT[w.start : w.start + w.length] for w in speech.words]
    loud = np.abs(speech.samples) > 1000
    for mark in speech.words:
        assert not loud[max(0, mark.sample - 100) : max(0, mark.sample - 5)].any()
        assert loud[mark.sample : mark.sample + 100].any()
    assert len(slow.samples) / RATE == pytest.approx(4 * 60 / 165, rel=0.01)


def test_the_engine_on_the_page_makes_an_edition(example, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(f"---\nlang: en\n---\n# Tides\n\n{TEXT}\n", encoding="utf-8")
    assert run(["voices", "--engine", "morse"]) == 0
    assert capsys.readouterr().out.split()[:2] == ["morse", "tone"]
    assert run(["-q", "-O", "audio.engine=morse", "-o", "a.opus", "a.md"]) == 0
    assert run(["check", "a.md", "a.opus"]) == 0


def test_voices_of_all_engines_are_listed_with_their_engine(example, capsys):
    assert run(["voices", "--lang", "en"]) == 0
    assert {"pyttsx3", "morse"} <= {x.split()[0] for x in capsys.readouterr().out.splitlines()}


def test_an_engine_that_cannot_say_a_letter_names_the_passage(example):
    with Speaker(engine="morse") as one, pytest.raises(RenderError, match="no code for 'é'"):
        one.synthesise("Café", "fr")


def test_an_unknown_engine_is_an_error_that_lists_the_known_ones(example, capsys):
    for attempt in (
        lambda: AudioOptions(engine="morze"),
        lambda: Speaker(engine="morze"),
        lambda: voices(engine="morze"),
    ):
        with pytest.raises(EngineError, match=r"'morze'.*pyttsx3, piper, morse"):
            attempt()
    assert issubclass(EngineError, UsageError)
    assert run(["voices", "--engine", "morze"]) == 2
    assert "known engines: pyttsx3, piper, morse" in capsys.readouterr().err


# --- packages that are broken -------------------------------------------------------

BROKEN = {
    "does not import": "raise ImportError('no libacme')",
    "has no class": "",
    "stops the interpreter": "import sys; sys.exit('bye')",
    "has no voices": "class Acme:\n    def synthesise(self, text, voice, rate): ...",
    "does not start": "class Acme:\n    def __init__(self): raise OSError('no licence')",
    "is abstract": (
        "from tasktide_export.speech import Engine\n"
        "class Acme(Engine):\n    def voices(self, wanted): return []"
    ),
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN)
def test_a_broken_package_is_named(source, tmp_path, monkeypatch):
    modules = {"acme_voices": source}
    engines = {"acme": "acme_voices:Acme"}
    install(tmp_path, monkeypatch, name="acme-voices", modules=modules, engines=engines)
    with pytest.raises(
        MissingDependencyError, match=r"package acme-voices 1\.0: .*'acme'"
    ) as caught:
        Speaker(engine="acme")
    assert caught.value.hint


def test_a_broken_package_does_not_hide_the_voices_of_others(tmp_path, monkeypatch, capsys):
    modules, engines = {"acme_voices": ""}, {"acme": "acme_voices:Acme"}
    install(tmp_path, monkeypatch, name="acme-voices", modules=modules, engines=engines)
    assert run(["voices", "--lang", "fr"]) == 0
    said = capsys.readouterr()
    assert "acme: not usable: package acme-voices 1.0" in said.err
    assert "pyttsx3" in said.out


# --- engines that behave badly ------------------------------------------------------


@pytest.fixture
def odd(tmp_path, monkeypatch):
    """Install an engine that behaves as TASKTIDE_ODD says."""
    install_odd(tmp_path, monkeypatch)
    return lambda conduct: monkeypatch.setenv("TASKTIDE_ODD", conduct)


@pytest.mark.parametrize(
    ("conduct", "reason"),
    [
        ("floats", "16-bit"),
        pytest.param("no rate", "the rate 0", marks=pytest.mark.nightly),
        ("marks in the wrong place", "marks that are none"),
        ("endless", "far too long"),
        ("half", "breaks off"),
        pytest.param("padded with silence", "breaks off", marks=pytest.mark.nightly),
        ("nothing", "breaks off"),
        ("crashes", "the worker ended"),
    ],
)
def test_an_engine_that_answers_nonsense_is_an_error_that_names_the_passage(conduct, reason, odd):
    odd(conduct)
    text = "Words long enough to be judged."
    with Speaker(engine="odd") as one, pytest.raises(RenderError, match=reason) as caught:
        one.synthesise(text, "en")
    assert "'" in caught.value.where


@pytest.mark.parametrize(
    ("conduct", "kind", "reason"),
    [
        ("none", MissingDependencyError, "package odd-voices 1.0.*no voice"),
        ("no list", RenderError, "package odd-voices 1.0.*does not tell its voices"),
        ("no voices", RenderError, "package odd-voices 1.0.*does not tell its voices"),
        ("refuses", VoiceError, "the acme key has run out .renew it."),
    ],
)
def test_an_engine_without_sensible_voices_is_an_error(conduct, kind, reason, odd):
    odd(conduct)
    with pytest.raises(kind, match=reason):
        Speaker(engine="odd")


def test_what_an_engine_prints_is_no_answer(odd):
    with Speaker(engine="odd") as one:
        assert len("Some words.") * 1600 == len(one.synthesise("Some words.", "en").samples)


def test_another_rate_is_converted(odd):
    odd("32000")
    with Speaker(engine="odd") as one:
        assert len(one.synthesise("Some words.", "en").samples) == pytest.approx(
            11 * 1600 * RATE / 32000, abs=2
        )


def test_an_engine_that_is_not_asked_for_is_not_imported(tmp_path, monkeypatch):
    modules = {"acme_voices": f"open({str(tmp_path / 'imported')!r}, 'w')"}
    install(tmp_path, monkeypatch, name="a", modules=modules, engines={"acme": "acme_voices:A"})
    assert "acme" in registry.names()
    with Speaker(language="en") as one:
        one.synthesise("Words.", "en")
    assert not (tmp_path / "imported").exists()


# --- other rates ------------------------------------------------------------------


def sine(rate, pitch, seconds=1):
    return np.rint(20_000 * np.sin(2 * np.pi * pitch * np.arange(rate * seconds) / rate))


@pytest.mark.parametrize("rate", [8000, 16_000, 24_000, 44_100, 48_000, 22_049])
def test_a_tone_stays_itself_at_another_rate(rate):
    sound = resample(sine(rate, 1000).astype(np.int16), rate, RATE)
    assert len(sound) == pytest.approx(RATE, abs=1)
    middle = slice(500, -500)
    error = (sound.astype(float) - sine(RATE, 1000)[: len(sound)])[middle]
    assert np.sqrt(np.mean(error**2)) < 20_000 / 10**4


def test_what_the_lower_rate_cannot_hold_does_not_come_back_as_another_tone():
    sound = resample(sine(48_000, 15_000).astype(np.int16), 48_000, RATE)
    assert np.abs(sound[500:-500]).max() < 20


def test_nothing_stays_nothing():
    assert 0 == len(resample(np.array(array("h")), 16_000, RATE))
