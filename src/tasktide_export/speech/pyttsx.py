"""The engine ``pyttsx3``: espeak-ng by a driver of ours, else the system's own voices."""

import io
import sys
import wave
from array import array
from collections.abc import Sequence
from typing import Any, ClassVar

from tasktide_export.errors import MissingDependencyError
from tasktide_export.speech.engine import Engine, Sound, Voice, WordMark


def system_engine() -> Engine:
    """Return the engine for this system.

    Raises :class:`~tasktide_export.errors.MissingDependencyError` when its library is
    not there.
    """
    system = sys.platform in ("darwin", "win32")
    try:
        if not system:
            return EspeakEngine()
        from tasktide_export.speech.system import SystemEngine

        return SystemEngine()
    except (ImportError, OSError, RuntimeError) as error:
        raise MissingDependencyError(
            f"no speech engine: {error}",
            where="speech",
            hint="reinstall pyttsx3"
            if system
            else "install espeak-ng: pip install espeakng-loader",
        ) from error


class EspeakEngine(Engine):
    """espeak-ng through pyttsx3.

    Its sound depends on what it said before, so its library is loaded anew for each text;
    where that cannot be done, each text is spoken by a fresh copy.
    """

    name: ClassVar[str] = "pyttsx3"
    title: ClassVar[str] = "pyttsx3 with espeak-ng"
    fresh_copies = True

    def __init__(self) -> None:
        from tasktide_export.speech import library

        data = library.prepare()
        import pyttsx3

        from tasktide_export.speech import driver

        driver.data_folder = data
        sys.modules[f"pyttsx3.drivers.{driver.NAME}"] = driver
        self._engine: Any = pyttsx3.init(driver.NAME)
        self.fresh_copies = not self._engine.proxy._driver.renews  # noqa: SLF001 - ours
        self._words: list[WordMark] = []
        self._errors: list[Exception] = []
        self._engine.connect("started-word", self._word)
        self._engine.connect("error", self._error)

    def _word(self, name: str, location: int, length: int, sample: int) -> None:  # noqa: ARG002
        self._words.append(WordMark(location - 1, length, sample))

    def _error(self, name: str, exception: Exception) -> None:  # noqa: ARG002
        self._errors.append(exception)

    def voices(self, wanted: str) -> Sequence[Voice]:  # noqa: ARG002
        """Return espeak-ng's voices."""
        return [
            Voice(
                one.id,
                one.name,
                tuple(tag for _, tag in one.languages),
                one.gender,
                tuple(priority for priority, _ in one.languages),
            )
            for one in self._engine.getProperty("voices")
        ]

    def synthesise(self, text: str, voice: str, words_a_minute: int) -> Sound:
        """Return ``text`` as sound with a mark at each word."""
        self._words = []
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", words_a_minute)
        target = io.BytesIO()
        self._engine.save_to_file(text, target)
        self._engine.runAndWait()
        # Properties are set before, at once or when this runs: their errors count too.
        errors, self._errors = self._errors, []
        if errors:
            raise RuntimeError(str(errors[0]))
        target.seek(0)
        with wave.open(target, "rb") as sound:
            samples = array("h", sound.readframes(sound.getnframes()))
            if sys.byteorder == "big":
                samples.byteswap()
            return Sound(samples, sound.getframerate(), tuple(self._words))
