"""Several workers and kept speech change the time that it takes, and not one byte."""

import io
import os
from functools import partial
from typing import Any

import numpy as np
import pytest

from tasktide_export.exporters.audio import AudioExporter, AudioOptions
from tasktide_export.exporters.base import Setting
from tasktide_export.sound.choir import Choir
from tasktide_export.sound.parallel import in_order
from tasktide_export.sound.store import SpeechStore, sweep
from tasktide_export.sound.stretches import QUIET, stretches
from tasktide_export.speech import RATE, Speech, WordMark
from tasktide_export.styles import load
from tests.exporters.test_audio import harbour


def export(**options):
    sink = io.BytesIO()
    AudioExporter().write(harbour(), sink, AudioOptions(**options), Setting(style=load()))
    return sink.getvalue()


@pytest.fixture(scope="module")
def alone():
    return export(jobs=1, container="mp3")


def test_any_number_of_workers_gives_the_same_bytes(alone):
    assert alone == export(jobs=3, container="mp3")


def test_kept_speech_gives_the_same_bytes(alone, tmp_path):
    assert alone == export(cache=str(tmp_path), container="mp3")
    kept = sorted(tmp_path.rglob("*.speech"))
    assert kept
    assert alone == export(cache=str(tmp_path), container="mp3")
    assert kept == sorted(tmp_path.rglob("*.speech"))


class Counting:
    """A voice that remembers what it was asked to say."""

    def __init__(self):
        self.said = []

    def __call__(self, text):
        self.said.append(text)
        return Speech(np.arange(len(text), dtype=np.int16), RATE, (WordMark(0, 1, 2),))


def test_only_what_is_new_is_spoken(tmp_path):
    store, voice = SpeechStore(tmp_path, "engine 1", 165), Counting()
    for text in ("one", "two", "one"):
        found = store.speech(text, "en", partial(voice, text))
        assert list(range(len(text))) == found.samples.tolist()
        assert (WordMark(0, 1, 2),) == found.words
    assert ["one", "two"] == voice.said


@pytest.mark.parametrize("change", [("engine 2", 165, "en"), ("engine 1", 170, "en"), (
    "engine 1", 165, "de")])  # fmt: skip
def test_another_engine_rate_or_voice_is_spoken_anew(change, tmp_path):
    voice = Counting()
    SpeechStore(tmp_path, "engine 1", 165).speech("one", "en", lambda: voice("one"))
    engine, rate, name = change
    SpeechStore(tmp_path, engine, rate).speech("one", name, lambda: voice("one"))
    assert ["one", "one"] == voice.said


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None])
def test_a_damaged_entry_is_made_again(damage, tmp_path):
    store, voice = SpeechStore(tmp_path, "engine 1", 165), Counting()
    store.speech("one", "en", lambda: voice("one"))
    (entry,) = tmp_path.rglob("*.speech")
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-1] + b"\1" if damage is None else damage)
    found = store.speech("one", "en", lambda: voice("one"))
    assert [0, 1, 2] == found.samples.tolist()
    assert ["one", "one"] == voice.said
    assert whole == entry.read_bytes()


def test_what_was_used_the_longest_ago_goes_first(tmp_path):
    store, voice = SpeechStore(tmp_path, "engine 1", 165), Counting()
    for number, text in enumerate(("one", "two", "six")):
        before = set(tmp_path.rglob("*.speech"))
        store.speech(text, "en", partial(voice, text))
        (entry,) = set(tmp_path.rglob("*.speech")) - before
        os.utime(entry, (number, number))
    store.speech("one", "en", lambda: voice("one"))
    size = entry.stat().st_size
    sweep(tmp_path, 2 * size)
    store.speech("one", "en", lambda: voice("one"))
    store.speech("six", "en", lambda: voice("six"))
    assert ["one", "two", "six"] == voice.said
    store.speech("two", "en", lambda: voice("two"))
    assert ["one", "two", "six", "two"] == voice.said


def test_results_come_in_order_and_a_failure_in_its_turn():
    def work(number):
        if number == 7:
            raise ValueError(number)
        return number * number

    made = in_order(work, range(20), 4)
    assert [n * n for n in range(7)] == [next(made) for _ in range(7)]
    with pytest.raises(ValueError, match="7"):
        next(made)


def test_a_choir_gives_back_its_speakers_when_one_fails():
    class Fails:
        def synthesise(self, text, language):  # noqa: ARG002
            raise ValueError(text)

    make: Any = Fails
    choir = Choir(make, 1)
    for _ in range(3):
        with pytest.raises(ValueError, match="one"):
            choir.synthesise("one", "en")


@pytest.mark.parametrize("chunk", [1_000, 7_777, 100_000])
def test_stretches_are_the_sound_cut_in_its_pauses(chunk):
    noise = np.random.default_rng(5).integers(-3000, 3000, 60_000).astype(np.int16)
    for start in range(5_000, 60_000, 12_000):
        noise[start : start + 3 * QUIET] = 0
    given = (noise[at : at + chunk] for at in range(0, len(noise), chunk))
    made = list(stretches(given, 576, 10_000))
    assert noise.tolist() == np.concatenate([one.samples for one in made]).tolist()
    assert len(made) > 2
    assert [False] * (len(made) - 1) + [True] == [one.is_last for one in made]
    for one in made[1:]:
        assert one.first % 576 == 0
        assert not noise[one.first - QUIET : one.first + QUIET].any()
