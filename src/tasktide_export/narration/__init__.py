"""The one spoken script of a document; audio and read-along play the same."""

from tasktide_export.narration.narrator import narrate
from tasktide_export.narration.omissions import LeftOut, tally
from tasktide_export.narration.opening import TITLE
from tasktide_export.narration.options import (
    PROFILES,
    Manner,
    NarrationOptions,
    NoteReading,
    Profile,
    Reading,
)
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
    "PROFILES",
    "TITLE",
    "Chapter",
    "LeftOut",
    "Manner",
    "NarrationOptions",
    "NoteReading",
    "Part",
    "Pause",
    "Pauses",
    "Phrases",
    "Profile",
    "Reading",
    "Role",
    "Script",
    "Utterance",
    "narrate",
    "phrases_for",
    "sentences",
    "tally",
]
