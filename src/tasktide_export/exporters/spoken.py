"""The options of editions that speak."""

from dataclasses import dataclass, field

from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import ExportOptions
from tasktide_export.sound.timeline import Speaking

_SLOWEST, _FASTEST = 80, 450


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOptions(ExportOptions):
    """How an edition speaks.

    ``rate`` is in words a minute (80 to 450).  ``lexicon`` names files of the W3C's
    Pronunciation Lexicon Specification 1.0; they come before the style's own.  Raises
    :class:`~tasktide_export.errors.UsageError` for values that no engine takes.
    """

    voice: str = field(
        default="", metadata={"help": "a voice's id, name or language; see 'voices'"}
    )
    rate: int = field(default=165, metadata={"help": "words a minute, 80 to 450"})
    lexicon: tuple[str, ...] = field(
        default=(), metadata={"help": "a pronunciation lexicon (PLS); --lexicon takes several"}
    )

    def __post_init__(self) -> None:
        ExportOptions.__post_init__(self)
        if not _SLOWEST <= self.rate <= _FASTEST:
            raise UsageError(
                f"the rate {self.rate} is out of range",
                where="rate",
                hint=f"words a minute, {_SLOWEST} to {_FASTEST}",
            )

    @property
    def speaks(self) -> bool:
        """Whether the edition speaks at all with these options."""
        return True

    @property
    def speaking(self) -> Speaking:
        """The voice, its speed and its lexicons."""
        return Speaking(voice=self.voice, rate=self.rate, lexicons=self.lexicon)
