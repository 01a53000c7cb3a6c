"""The engine for macOS and Windows, on drivers that behave as theirs do by their sources."""

import sys
import threading
import time
import types
import wave
from pathlib import Path

import av
import numpy as np
import pytest
import pyttsx3
from pyttsx3.voice import Voice as Token

from tasktide_export.speech.system import SystemEngine, sound_in

RATE = 22_050
HUM = np.rint(9000 * np.sin(np.arange(RATE // 2) * 0.1)).astype(np.int16)


def write(path, kind="wav", codec="pcm_s16le", rate=RATE, layout="mono"):
    with av.open(str(path), "w", format=kind) as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        rows = np.tile(HUM, (2 if layout == "stereo" else 1, 1))
        frame = av.AudioFrame.from_ndarray(rows, format="s16p", layout=layout)
        frame.sample_rate = rate
        resampler = av.AudioResampler(stream.format.name, layout, rate)
        for part in resampler.resample(frame):
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"rate": 44_100},
        {"layout": "stereo", "codec": "pcm_s24le"},
        {"kind": "aiff", "codec": "pcm_s16be"},
        {"kind": "aiff", "codec": "pcm_s16le"},
        {"kind": "aiff", "codec": "pcm_f32be"},
    ],
)
def test_a_file_is_read_by_what_it_is_and_not_by_its_name(given, tmp_path):
    path = tmp_path / "speech.wav"
    write(path, **given)
    sound = sound_in(path)
    assert given.get("rate", RATE) == sound.rate
    assert len(HUM) == len(sound.samples)
    assert np.abs(np.array(sound.samples) - HUM.astype(int)).max() <= 2


class Driver:
    """What the two drivers share: a queue that runs while the loop does."""

    voices = (
        Token("com.example.alex", "Alex", ["en_US"], "VoiceGenderMale"),
        Token("com.example.amelie", "Amélie", ["fr_CA"], "VoiceGenderFemale"),
        Token("HKEY\\TTS\\odd", "Odd", ["Unknown Locale: 9"], None),
        Token("com.example.none", "None", [None], None),
    )

    def __init__(self, proxy):
        self.proxy, self.looping, self.voice, self.rate = proxy, False, None, None
        self.stopped = False

    def getProperty(self, name):  # noqa: N802
        assert name == "voices"
        return list(self.voices)

    def setProperty(self, name, value):  # noqa: N802
        if name == "voice" and value not in [one.id for one in self.voices]:
            raise ValueError("unknown voice id %s", value)
        setattr(self, name, value)

    def startLoop(self):  # noqa: N802
        self.looping, until = True, time.monotonic() + 20
        self.proxy.setBusy(False)
        while self.looping:
            assert time.monotonic() < until, "the loop never ends"
            time.sleep(0.01)

    def endLoop(self):  # noqa: N802
        self.looping = False

    def stop(self):
        self.stopped = True

    def destroy(self): ...


class Synchronous(Driver):
    """Writes WAV while it is told to, as on Windows."""

    def save_to_file(self, text, filename):
        with wave.open(filename, "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(HUM.tobytes() * len(text))


class Asynchronous(Driver):
    """Writes AIFF bit by bit in a thread, and is busy meanwhile, as on macOS."""

    def save_to_file(self, text, filename):  # noqa: ARG002
        self.proxy.setBusy(True)
        self.stopped = False
        threading.Thread(target=self._write, args=(Path(filename),)).start()

    def _write(self, target):
        whole = target.with_suffix(".whole")
        write(whole, "aiff", "pcm_s16be")
        data = whole.read_bytes()
        with target.open("wb") as file:
            for start in range(0, len(data), 9000):
                if self.stopped:
                    break
                file.write(data[start : start + 9000])
                file.flush()
                time.sleep(0.02)
        self.proxy.notify("finished-utterance", completed=True)
        self.proxy.setBusy(False)


class Mute(Driver):
    """Raises, which pyttsx3 turns into an event."""

    def save_to_file(self, text, filename):  # noqa: ARG002
        raise OSError("no such device")


@pytest.fixture
def engine(monkeypatch):
    def make(driver):
        name = driver.__name__
        module = types.SimpleNamespace(buildDriver=driver)
        monkeypatch.setitem(sys.modules, f"pyttsx3.drivers.{name}", module)
        start = pyttsx3.init
        monkeypatch.setattr(pyttsx3, "init", lambda: start(name))
        return SystemEngine()

    return make


@pytest.mark.parametrize("driver", [Synchronous, Asynchronous])
def test_the_sound_is_whole_the_second_time_too(driver, engine):
    one = engine(driver)
    for _ in range(2):
        sound = one.synthesise("a", "com.example.amelie", 165)
        assert HUM.tolist() == list(sound.samples)
        assert (RATE, ()) == (sound.rate, sound.words)
    made = one._engine.proxy._driver
    assert ("com.example.amelie", 165) == (made.voice, made.rate)


def test_voices_have_tags_and_genders(engine):
    found = [(one.languages, one.gender) for one in engine(Synchronous).voices("")]
    assert [(("en-us",), "male"), (("fr-ca",), "female"), ((), ""), ((), "")] == found


def test_a_voice_that_is_gone_is_an_error_and_not_another_voice(engine):
    with pytest.raises(RuntimeError, match="unknown voice"):
        engine(Synchronous).synthesise("a", "com.example.gone", 165)


def test_what_the_driver_only_tells_in_an_event_is_an_error(engine):
    with pytest.raises(RuntimeError, match="no such device"):
        engine(Mute).synthesise("a", "com.example.alex", 165)
