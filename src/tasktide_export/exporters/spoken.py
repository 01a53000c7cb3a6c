"""The options of editions that speak."""

from dataclasses import dataclass, field

from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import ExportOptions
from tasktide_export.sound.timeline import Speaking
from tasktide_export.speech import registry

_SLOWEST, _FASTEST = 80, 450


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOptions(ExportOptions):
    """How an edition speaks.

    ``rate`` is in words a minute (80 to 450).  Raises
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

    def __post_init__(self) -> None:
        ExportOptions.__post_init__(self)
        registry.require(self.engine)
        if not _SLOWEST <= self.rate <= _FASTEST:
            raise UsageError(
                f"the rate {self.rate} is out of range",
                where="rate",
                hint=f"words a minute, {_SLOWEST} to {_FASTEST}",
            )

    @property
    def speaking(self) -> Speaking:
        """The voice, its speed and its engine."""
        return Speaking(voice=self.voice, rate=self.rate, engine=self.engine)
