"""The options of editions that speak."""

from dataclasses import dataclass, field

from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import ExportOptions
from tasktide_export.narration import NarrationOptions, NoteReading, Profile, Reading
from tasktide_export.sound.timeline import Speaking

_SLOWEST, _FASTEST = 80, 450


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOptions(ExportOptions):
    """How an edition speaks.

    ``rate`` is in words a minute (80 to 450).  The fields from ``profile`` on are those
    of :class:`~tasktide_export.narration.NarrationOptions`.  Raises
    :class:`~tasktide_export.errors.UsageError` for values that no engine takes.
    """

    voice: str = field(
        default="", metadata={"help": "a voice's id, name or language; see 'voices'"}
    )
    rate: int = field(default=165, metadata={"help": "words a minute, 80 to 450"})
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
        ExportOptions.__post_init__(self)
        if not _SLOWEST <= self.rate <= _FASTEST:
            raise UsageError(
                f"the rate {self.rate} is out of range",
                where="rate",
                hint=f"words a minute, {_SLOWEST} to {_FASTEST}",
            )
        _ = self.narration  # it judges its own values

    @property
    def narration(self) -> NarrationOptions:
        """What is read and announced."""
        own = NarrationOptions.__dataclass_fields__
        return NarrationOptions(**{name: getattr(self, name) for name in own})

    @property
    def speaking(self) -> Speaking:
        """The voice, its speed, and what it reads."""
        return Speaking(voice=self.voice, rate=self.rate, narration=self.narration)
