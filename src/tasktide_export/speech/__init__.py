"""Speech engines: text in, samples and word times out."""

from tasktide_export.speech.completeness import heard
from tasktide_export.speech.engine import RATE, Engine, Speech, WordMark
from tasktide_export.speech.identity import identity
from tasktide_export.speech.speaker import Speaker
from tasktide_export.speech.voices import Voice, find_voice, voice_for, voices

__all__ = [
    "RATE",
    "Engine",
    "Speaker",
    "Speech",
    "Voice",
    "WordMark",
    "find_voice",
    "heard",
    "identity",
    "voice_for",
    "voices",
]
