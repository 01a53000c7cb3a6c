"""The options of editions that speak."""

import os
from dataclasses import dataclass, field

from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import ExportOptions
from tasktide_export.narration import NarrationOptions, NoteReading, Profile, Reading
from tasktide_export.sound.timeline import Speaking
from tasktide_export.speech import registry

_SLOWEST, _FASTEST = 80, 450
_MOST_JOBS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOptions(ExportOptions):
    """How an edition speaks.

    ``rate`` is in words a minute (80 to 450).  ``lexicon`` names files of the W3C's
    Pronunciation Lexicon Specification 1.0; they come before the style's own.  ``jobs``
    is 0 to 64.  ``cache`` is off unless it or TASKTIDE_SPEECH_CACHE names a folder: a long
    book leaves 2 GB there.  Raises
    :class:`~tasktide_export.errors.UsageError` for values that no engine takes, and for
    an unknown engine.
    """

    voice: str = field(
        default="", metadata={"help": "a voice's id, name or language; see 'voices'"}
    )
    engine: str = field(
        default=registry.DEFAULT,
        metadata={"help": "the speech engine: pyttsx3, piper, or one that a package adds"},
    )
    rate: int = field(default=165, metadata={"help": "words a minute, 80 to 450"})
    lexicon: tuple[str, ...] = field(
        default=(), metadata={"help": "a pronunciation lexicon (PLS); --lexicon takes several"}
    )
    jobs: int = field(
        default=0, metadata={"help": "speakers and encoders at a time; 0: one for each core"}
    )
    cache: str = field(
        default_factory=lambda: os.environ.get("TASKTIDE_SPEECH_CACHE", ""),
        metadata={"help": "a folder that keeps speech for the next time; user: your cache"},
    )

    def __post_init__(self) -> None:
        ExportOptions.__post_init__(self)
        registry.require(self.engine)
        if not _SLOWEST <= self.rate <= _FASTEST:
            raise UsageError(
                f"the rate {self.rate} is out of range",
                where="rate",
                hint=f"words a minute, {_SLOWEST} to {_FASTEST}",
            )
        if not 0 <= self.jobs <= _MOST_JOBS:
            raise UsageError(
                f"{self.jobs} jobs are out of range",
                where="jobs",
                hint=f"1 to {_MOST_JOBS}; 0 for as many as there are cores",
            )

    @property
    def narration(self) -> NarrationOptions:
        """What is read: everything, where the words are shown as well."""
        return NarrationOptions()

    @property
    def speaks(self) -> bool:
        """Whether the edition speaks at all with these options."""
        return True

    @property
    def speaking(self) -> Speaking:
        """Who speaks, how fast, by which lexicons, what is read."""
        return Speaking(
            voice=self.voice,
            rate=self.rate,
            engine=self.engine,
            lexicons=self.lexicon,
            jobs=self.jobs,
            cache=self.cache,
            narration=self.narration,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NarratedOptions(SpokenOptions):
    """How an edition speaks, and what it reads.

    The fields are those of :class:`~tasktide_export.narration.NarrationOptions`.
    """

    profile: Profile = field(
        default="detailed",
        metadata={"help": "all structure and every word, or what the ear needs; sets the rest"},
    )
    code: Reading = field(default="", metadata={"help": "code listings; skip tells their lines"})
    formulas: Reading = field(default="", metadata={"help": "formulas in words"})
    notes: NoteReading = field(
        default="", metadata={"help": "after the paragraph that calls them, at the end, or not"}
    )
    pullquotes: Reading = field(
        default="", metadata={"help": "quotations that repeat the text beside it"}
    )
    descriptions: Reading = field(default="", metadata={"help": "long descriptions of figures"})
    long_tables: int | None = field(
        default=None, metadata={"help": "cells up to which a table is read whole; 0 is all"}
    )

    def __post_init__(self) -> None:
        SpokenOptions.__post_init__(self)
        _ = self.narration  # it judges its own values

    @property
    def narration(self) -> NarrationOptions:
        """What is read and announced."""
        own = NarrationOptions.__dataclass_fields__
        return NarrationOptions(**{name: getattr(self, name) for name in own})
