"""The process that speaks: ``python -m tasktide_export.speech.worker``.

It reads requests on standard input and answers on standard output (see
:mod:`~tasktide_export.speech.wire`).  espeak-ng allows one engine to a process and
may crash on hostile text, so it never runs inside the program that exports.

espeak-ng's sound depends on what it said before.  So its library is loaded anew for
each request; where that cannot be done, a request is served by a copy of the fresh
engine.  Either way the same text gives the same samples whatever came before.
"""

import io
import os
import signal
import sys
import wave
from typing import Any, BinaryIO

from tasktide_export.speech import wire


def main() -> int:
    """Serve requests until standard input ends."""
    requests = sys.stdin.buffer
    replies = _take_standard_output()
    try:
        speaker = _speaker()
    except (ImportError, OSError, RuntimeError) as error:
        wire.send(replies, {"missing": str(error)})
        return 1
    wire.send(replies, {"ready": True})
    while received := wire.receive(requests):
        _serve(speaker, received[0], replies)
    return 0


def _take_standard_output() -> BinaryIO:
    """Keep standard output for replies; what drivers print goes to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


class _Espeak:
    def __init__(self) -> None:
        from tasktide_export.speech import library

        data = library.prepare()
        import pyttsx3

        from tasktide_export.speech import driver

        driver.data_folder = data
        sys.modules[f"pyttsx3.drivers.{driver.NAME}"] = driver
        self.engine: Any = pyttsx3.init(driver.NAME)
        self.renews: bool = self.engine.proxy._driver.renews  # noqa: SLF001 - ours
        self._words: list[list[int]] = []
        self._errors: list[Exception] = []
        self.engine.connect("started-word", self._word)
        self.engine.connect("error", self._error)

    def _word(self, name: str, location: int, length: int, sample: int) -> None:  # noqa: ARG002
        self._words.append([location - 1, length, sample])

    def _error(self, name: str, exception: Exception) -> None:  # noqa: ARG002
        self._errors.append(exception)

    def speak(self, text: str) -> tuple[bytes, list[list[int]]]:
        self._words = []
        target = io.BytesIO()
        self.engine.save_to_file(text, target)
        self.engine.runAndWait()
        # Properties are set before, at once or when this runs: their errors count too.
        errors, self._errors = self._errors, []
        if errors:
            raise RuntimeError(str(errors[0]))
        target.seek(0)
        with wave.open(target, "rb") as sound:
            return sound.readframes(sound.getnframes()), self._words

    def voices(self) -> list[dict[str, Any]]:
        return [
            {"id": v.id, "name": v.name, "languages": v.languages, "gender": v.gender}
            for v in self.engine.getProperty("voices")
        ]


class _System:
    renews = True

    def __init__(self) -> None:
        import pyttsx3

        self.engine: Any = pyttsx3.init()

    def speak(self, text: str) -> tuple[bytes, list[list[int]]]:
        from tasktide_export.speech import system

        return system.record(self.engine, text), []

    def voices(self) -> list[dict[str, Any]]:
        return [
            {
                "id": v.id,
                "name": v.name,
                "languages": [[5, str(tag).replace("_", "-").lower()] for tag in v.languages],
                "gender": str(v.gender or "").lower(),
            }
            for v in self.engine.getProperty("voices")
        ]


def _speaker() -> _Espeak | _System:
    return _System() if sys.platform in ("darwin", "win32") else _Espeak()


def _serve(speaker: _Espeak | _System, request: wire.Message, replies: BinaryIO) -> None:
    if speaker.renews:
        _answer(speaker, request, replies)
        return
    child = os.fork()
    if child == 0:
        # The default action of the alarm ends even a loop inside the library.
        signal.alarm(max(1, int(request.get("seconds", 60))))
        _answer(speaker, request, replies)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        wire.send(replies, {"error": f"the engine ended with status {status}"})


def _answer(speaker: _Espeak | _System, request: wire.Message, replies: BinaryIO) -> None:
    try:
        if request.get("ask") == "voices":
            wire.send(replies, {"voices": speaker.voices()})
            return
        speaker.engine.setProperty("voice", request["voice"])
        speaker.engine.setProperty("rate", request["rate"])
        sound, words = speaker.speak(request["text"])
    except Exception as error:  # noqa: BLE001 - whatever a driver raises is an answer
        wire.send(replies, {"error": f"{type(error).__name__}: {error}"})
    else:
        wire.send(replies, {"words": words}, sound)


if __name__ == "__main__":
    sys.exit(main())
