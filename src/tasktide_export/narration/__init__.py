"""The one spoken script of a document; audio and read-along play the same."""

from tasktide_export.narration.narrator import narrate
from tasktide_export.narration.opening import TITLE
from tasktide_export.narration.phrases import Phrases, phrases_for
from tasktide_export.narration.script import (
    LONGEST,
    Chapter,
    Part,
    Pause,
    Pauses,
    Role,
    Script,
    Utterance,
)
from tasktide_export.narration.split import sentences

__all__ = [
    "LONGEST",
    "TITLE",
    "Chapter",
    "Part",
    "Pause",
    "Pauses",
    "Phrases",
    "Role",
    "Script",
    "Utterance",
    "narrate",
    "phrases_for",
    "sentences",
]
