"""Speech engines: text in, samples and word times out.

The process that speaks needs no ``Speaker``, which loads when it is first used.
"""

from typing import TYPE_CHECKING, Any

from tasktide_export.speech.completeness import heard
from tasktide_export.speech.engine import (
    RATE,
    Engine,
    Sound,
    Speech,
    Synthesiser,
    Voice,
    WordMark,
)
from tasktide_export.speech.identity import identity
from tasktide_export.speech.pace import Window, characters_a_second
from tasktide_export.speech.silence import sounding
from tasktide_export.speech.voices import find_voice, voice_for, voices

if TYPE_CHECKING:
    from tasktide_export.speech.speaker import Speaker

__all__ = [
    "RATE",
    "Engine",
    "Sound",
    "Speaker",
    "Speech",
    "Synthesiser",
    "Voice",
    "Window",
    "WordMark",
    "characters_a_second",
    "find_voice",
    "heard",
    "identity",
    "sounding",
    "voice_for",
    "voices",
]


def __getattr__(name: str) -> Any:
    if name != "Speaker":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tasktide_export.speech.speaker import Speaker

    return Speaker
