"""The options of the audio edition."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tasktide_export.errors import UsageError
from tasktide_export.exporters.spoken import SpokenOptions

Container: TypeAlias = Literal["m4b", "mp3", "opus"]

_MEDIA_TYPES: dict[Container, str] = {
    "m4b": "audio/mp4",
    "mp3": "audio/mpeg",
    "opus": "audio/ogg; codecs=opus",
}
_BITRATES = range(16, 161)


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioOptions(SpokenOptions):
    """How the audio edition is spoken and packed.

    ``toc_depth`` does not limit the chapters: every section is one.  ``bitrate`` is in
    kilobits a second (16 to 160).
    """

    container: Container = field(
        default="m4b", metadata={"help": "m4b, mp3 or opus; all have chapters"}
    )
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
        SpokenOptions.__post_init__(self)
        if self.container not in _MEDIA_TYPES:
            raise UsageError(
                f"there is no container {self.container!r}",
                where="audio.container",
                hint=f"known containers: {', '.join(_MEDIA_TYPES)}",
            )
        if self.bitrate not in _BITRATES:
            raise UsageError(
                f"the bit rate {self.bitrate} is out of range",
                where="audio.bitrate",
                hint=f"kilobits a second, {_BITRATES.start} to {_BITRATES.stop - 1}",
            )
