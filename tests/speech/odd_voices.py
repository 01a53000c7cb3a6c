"""An engine that behaves as TASKTIDE_ODD says; tests install it as a package."""

import os
import sys
import time
from array import array
from pathlib import Path
from typing import Any

from tasktide_export.errors import VoiceError
from tasktide_export.speech import Engine, Sound, Voice, WordMark


class Odd(Engine):
    name = "odd"
    title = "Odd"
    fresh_copies = os.environ.get("TASKTIDE_ODD", "").startswith("copy ")

    def voices(self, wanted):  # noqa: ARG002
        answers: dict[str, Any] = {
            "none": [],
            "no list": None,
            "no voices": ["a voice"],
            "refuses": VoiceError,
        }
        found = answers.get(os.environ.get("TASKTIDE_ODD", ""), [Voice("v", "V", ("en",))])
        if found is VoiceError:
            raise VoiceError("the acme key has run out", hint="renew it")
        return found

    def synthesise(self, text, voice, words_a_minute):  # noqa: ARG002
        conduct = os.environ.get("TASKTIDE_ODD", "")
        print("a line that is no message")  # noqa: T201
        os.write(1, b"{}\n")
        assert sys.stdin.read() == ""
        hum: Any = array("h", ([9000] * 20 + [-9000] * 20) * (len(text) * 40))
        if conduct == "floats":
            hum = array("f", hum)
            return Sound(hum, 22050)
        if conduct == "no rate":
            return Sound(hum, 0)
        if conduct == "marks in the wrong place":
            return Sound(hum, 22050, (WordMark(-1, 3, 0),))
        if conduct == "endless":
            return Sound(array("h", [9000] * 4000 * (11 + 4 * len(text))), 4000)
        if conduct == "half":
            return Sound(hum[: 150 * len(text)], 22050)
        if conduct == "padded with silence":
            return Sound(hum[: 150 * len(text)] + array("h", [0] * len(hum)), 22050)
        if conduct == "nothing":
            return Sound(array("h"), 22050)
        if conduct == "crashes":
            os.abort()
        if conduct == "copy crashes" and "hostile" in text:
            os.abort()
        if conduct == "copy hangs" and "hostile" in text:
            time.sleep(60)
        if conduct == "waits" or (conduct == "waits once" and not Path("waiting").exists()):
            Path("waiting").write_text(str(os.getpid()), "ascii")
            time.sleep(60)
        return Sound(hum, int(conduct) if conduct.isdecimal() else 22050)
