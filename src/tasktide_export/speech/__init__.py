"""Speech engines: text in, samples and word times out."""

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
from tasktide_export.speech.pace import Window, characters_a_second
from tasktide_export.speech.silence import sounding
from tasktide_export.speech.speaker import Speaker
from tasktide_export.speech.voices import find_voice, voice_for, voices

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
    "sounding",
    "voice_for",
    "voices",
]
