"""Text that nobody writes is spoken whole, or is an error that names it."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from tasktide_export.errors import RenderError
from tasktide_export.speech import RATE, Speaker
from tests.effort import tries
from tests.speech.distribution import install_odd


@pytest.fixture(scope="module")
def speaker():
    with Speaker(language="en") as one:
        yield one


TEXTS = {
    "500 emoji": "😀" * 500,
    "5,000 digits": "7" * 5000,
    "letters without a space": "abcdefghij" * tries(300),
    "signs of direction": "\u202e\u2066" * 2000 + "end",
    "a line of a megabyte": "word " * 20 + " " * 1_000_000 + "end",
    "NULs": "\0".join(["before", "between", "after"] * 50),
    "lone surrogates": "\ud800".join(["before", "between", "after"] * 50),
    "markup": "<speak><break time='9s'/><voice name='x'>" * 100 + "end",
}


MORE_TEXTS = {
    "the digits of a long fraction": "3." + "14159265358979" * 50,
    "full stops": "." * 20_000,
    "marks upon one letter": "e" + "\u0301" * 5000,
    "500 joined emoji": "👩🏽\u200d🚀" * 500,
    "brackets of phonemes": "[[h@'loU]] " * 100 + "end",
    "tags of no language": "\U000e0041" * 500 + "end",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_text_is_spoken_to_its_end(text, speaker):
    assert_spoken_to_its_end(text, speaker)


@pytest.mark.nightly
@pytest.mark.parametrize("text", MORE_TEXTS.values(), ids=MORE_TEXTS)
def test_more_hostile_text_is_spoken_to_its_end(text, speaker):
    assert_spoken_to_its_end(text, speaker)


def assert_spoken_to_its_end(text, speaker):
    speech = speaker.synthesise(text, "en")
    if text.endswith("end"):
        last = speech.words[-1]
        assert "end" == text[last.start : last.start + last.length]
    pronounced = sum(map(str.isalnum, text))
    assert len(speech.samples) / RATE > pronounced / 100


@pytest.fixture
def odd(tmp_path, monkeypatch):
    install_odd(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    return lambda conduct: monkeypatch.setenv("TASKTIDE_ODD", conduct)


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")


@needs_fork
@pytest.mark.parametrize(
    ("conduct", "reason"), [("copy crashes", "crashed"), ("copy hangs", "took too long")]
)
def test_a_text_that_ends_the_engine_costs_one_request(conduct, reason, odd):
    odd(conduct)
    with Speaker(engine="odd", seconds=1) as one:
        one.synthesise("Warm.", "en")
        with pytest.raises(RenderError, match=reason) as caught:
            one.synthesise("A hostile text.", "en")
        assert "'A hostile text.'" in caught.value.where
        assert len(one.synthesise("Still there.", "en").samples)


def kill_when_it_speaks(times):
    """Kill the worker when it has begun to speak, so many times; return the thread."""

    def kill():
        for _ in range(times):
            told = Path("waiting").absolute()
            while not (told.exists() and told.read_text("ascii")):
                time.sleep(0.01)
            process = int(told.read_text("ascii"))
            if times > 1:
                told.unlink()
            os.kill(process, signal.SIGKILL)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    return thread


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_worker_that_is_killed_while_it_speaks_is_asked_again(odd):
    odd("waits once")
    with Speaker(engine="odd") as one:
        thread = kill_when_it_speaks(1)
        speech = one.synthesise("Some words.", "en")
        thread.join()
    assert len("Some words.") * 1600 == len(speech.samples)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_worker_that_is_killed_whenever_it_speaks_is_an_error(odd):
    odd("waits")
    with Speaker(engine="odd") as one:
        thread = kill_when_it_speaks(2)
        with pytest.raises(RenderError, match="the worker ended") as caught:
            one.synthesise("Some words.", "en")
        thread.join()
    assert "'Some words.'" in caught.value.where
