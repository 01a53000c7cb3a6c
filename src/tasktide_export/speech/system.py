"""The voices of macOS and Windows through pyttsx3's own drivers.

Written from the drivers' sources and not run on those systems by us.  Both drivers
write a file whose kind does not follow from its name (AIFF on macOS, WAV on
Windows) and whose rate follows from the voice, so the file itself is asked.  They tell
no word times that could be trusted.
"""

import tempfile
import time
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from tasktide_export.speech.engine import Engine, Sound, Voice

_WAIT_SECONDS = 60.0


class SystemEngine(Engine):
    """The voices of macOS or Windows."""

    name: ClassVar[str] = "pyttsx3"
    title: ClassVar[str] = "pyttsx3 with the system's voices"

    def __init__(self) -> None:
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self._errors: list[Exception] = []
        self._engine.connect("error", self._error)

    def _error(self, name: str, exception: Exception) -> None:  # noqa: ARG002
        self._errors.append(exception)

    def voices(self, wanted: str) -> Sequence[Voice]:  # noqa: ARG002
        """Return the system's voices."""
        return [
            Voice(one.id, one.name, _tags(one.languages), _gender(one.gender))
            for one in self._engine.getProperty("voices")
        ]

    def synthesise(self, text: str, voice: str, words_a_minute: int) -> Sound:
        """Return ``text`` as sound without marks, by ``save_to_file``.

        A driver that cannot set the voice says so in an event and goes on with another
        voice, so an event is an error.
        """
        self._errors = []
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "speech.wav")
            # As before the first request: a queue that is not held back until the loop
            # runs would end the loop, and on macOS the speech, before it has begun.
            self._engine.proxy.setBusy(True)
            self._engine.setProperty("voice", voice)
            self._engine.setProperty("rate", words_a_minute)
            self._engine.save_to_file(text, str(target))
            self._engine.runAndWait()
            if self._errors:
                raise RuntimeError(str(self._errors[0]))
            _settle(target)
            return sound_in(target)


def _tags(languages: Sequence[object]) -> tuple[str, ...]:
    """Return language tags; Windows may give words instead, and macOS nothing."""
    told = (str(one).replace("_", "-").lower() for one in languages if one)
    return tuple(tag for tag in told if " " not in tag)


def _gender(told: object) -> str:
    word = str(told or "").lower()
    return "female" if "female" in word else "male" if "male" in word else ""


def _settle(target: Path) -> None:
    """Wait until the file has stopped growing: macOS writes on its own time."""
    size, deadline = -1, time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < deadline:
        now = target.stat().st_size if target.exists() else 0
        if now and now == size:
            return
        size = now
        time.sleep(0.2)
    raise RuntimeError("the system's voice wrote no sound")


def sound_in(target: Path) -> Sound:
    """Return the sound in a file of any kind that FFmpeg reads, as 16-bit mono."""
    import av

    samples = array("h")
    with av.open(str(target)) as file:
        stream = file.streams.audio[0]
        rate = stream.rate
        resampler = av.AudioResampler("s16", "mono", rate)
        for frame in [*file.decode(stream), None]:
            for part in resampler.resample(frame):
                samples.frombytes(part.to_ndarray()[0].tobytes())
    return Sound(samples, rate)
