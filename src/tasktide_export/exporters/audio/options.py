"""The options of the audio edition."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import ExportOptions

Container: TypeAlias = Literal["m4b", "mp3", "opus"]

_MEDIA_TYPES: dict[Container, str] = {
    "m4b": "audio/mp4",
    "mp3": "audio/mpeg",
    "opus": "audio/ogg; codecs=opus",
}
_SLOWEST, _FASTEST = 80, 450
_BITRATES = range(16, 161)


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioOptions(ExportOptions):
    """How the audio edition is spoken and packed.

    ``toc_depth`` does not limit the chapters: every section is one.  ``rate`` is in
    words a minute (80 to 450), ``bitrate`` in kilobits a second (16 to 160).  Raises
    :class:`~tasktide_export.errors.UsageError` for values that no engine takes.
    """

    container: Container = field(
        default="m4b", metadata={"help": "m4b, mp3 or opus; all have chapters"}
    )
    voice: str = field(
        default="", metadata={"help": "a voice's id, name or language; see 'voices'"}
    )
    rate: int = field(default=165, metadata={"help": "words a minute, 80 to 450"})
    bitrate: int = field(default=64, metadata={"help": "kilobits a second, 16 to 160"})

    @property
    def suffix(self) -> str:
        """The container's suffix."""
        return f".{self.container}"

    @property
    def media_type(self) -> str:
        """The container's media type (RFC 4337, RFC 3003, RFC 7845)."""
        return _MEDIA_TYPES[self.container]

    def __post_init__(self) -> None:
        ExportOptions.__post_init__(self)
        if self.container not in _MEDIA_TYPES:
            raise UsageError(
                f"there is no container {self.container!r}",
                where="audio.container",
                hint=f"known containers: {', '.join(_MEDIA_TYPES)}",
            )
        if not _SLOWEST <= self.rate <= _FASTEST:
            raise UsageError(
                f"the rate {self.rate} is out of range",
                where="audio.rate",
                hint=f"words a minute, {_SLOWEST} to {_FASTEST}",
            )
        if self.bitrate not in _BITRATES:
            raise UsageError(
                f"the bit rate {self.bitrate} is out of range",
                where="audio.bitrate",
                hint=f"kilobits a second, {_BITRATES.start} to {_BITRATES.stop - 1}",
            )
