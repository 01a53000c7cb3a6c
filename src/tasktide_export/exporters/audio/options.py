"""The options of the audio edition."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from tasktide_export.errors import UsageError
from tasktide_export.exporters.spoken import NarratedOptions
from tasktide_export.sound.containers import MEDIA_TYPES as SOUND_FILES
from tasktide_export.sound.containers import Container as SoundFile

Container: TypeAlias = Literal["m4b", "mp3", "opus", "flac", "lpf", "daisy"]

ZIP = "application/zip"
_BOOKS = {"lpf": (".lpf", "application/lpf+zip"), "daisy": (".zip", ZIP)}
"""Containers that hold many files: their suffixes and media types."""
_BITRATES = range(16, 161)
_CAPTIONS = ("vtt", "srt")
_CHAPTERS = ("json", "vtt")


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioOptions(NarratedOptions):
    """How the audio edition is spoken and packed.

    ``toc_depth`` does not limit the chapters: every section is one.  ``bitrate`` is in
    kilobits a second (16 to 160); FLAC has none.  ``split`` makes one file for each top
    section instead of one.  ``captions`` and ``chapters`` name the files that are wanted
    besides, with commas between them.
    """

    container: Container = field(
        default="m4b",
        metadata={
            "help": "m4b, mp3, opus or flac: one file with chapters; "
            "lpf: W3C Audiobook; daisy: DAISY 2.02 with the text"
        },
    )
    bitrate: int = field(default=64, metadata={"help": "kilobits a second, 16 to 160"})
    split: Literal["", "chapters"] = field(
        default="",
        metadata={"help": "one file for each top section, with a playlist, in a ZIP"},
    )
    captions: str = field(
        default="", metadata={"help": "what is said when, beside the file: vtt, srt or both"}
    )
    chapters: str = field(
        default="",
        metadata={"help": "the chapters, beside the file: json (Podcasting 2.0), vtt or both"},
    )

    @property
    def suffix(self) -> str:
        """The suffix of the file."""
        if self.split:
            return ".zip"
        return _BOOKS[self.container][0] if self.container in _BOOKS else f".{self.container}"

    @property
    def media_type(self) -> str:
        """The media type of the file (RFC 4337, RFC 3003, RFC 7845, RFC 9639, W3C LPF 3)."""
        if self.split:
            return ZIP
        if self.container in _BOOKS:
            return _BOOKS[self.container][1]
        return SOUND_FILES[self.sound_file]

    @property
    def sound_file(self) -> SoundFile:
        """What the sound itself is packed in; books of many files hold MP3."""
        match self.container:
            case "lpf" | "daisy":
                return "mp3"
            case single:
                return single

    @property
    def kinds(self) -> tuple[str, ...]:
        """The suffixes of the captions and chapter files that are wanted, each once."""
        captions = (f".{one}" for one in _words(self.captions))
        return (*captions, *(f".chapters.{one}" for one in _words(self.chapters)))

    @property
    def companion_suffixes(self) -> tuple[str, ...]:
        """The suffixes of the files beside the artifact; parts keep theirs in the ZIP."""
        return () if self.split else self.kinds

    def __post_init__(self) -> None:
        NarratedOptions.__post_init__(self)
        if self.container not in get_args(Container):
            raise UsageError(
                f"there is no container {self.container!r}",
                where="audio.container",
                hint=f"known containers: {', '.join(get_args(Container))}",
            )
        if self.bitrate not in _BITRATES:
            raise UsageError(
                f"the bit rate {self.bitrate} is out of range",
                where="audio.bitrate",
                hint=f"kilobits a second, {_BITRATES.start} to {_BITRATES.stop - 1}",
            )
        _check("captions", self.captions, _CAPTIONS)
        _check("chapters", self.chapters, _CHAPTERS)
        self._check_books()

    def _check_books(self) -> None:
        if self.container not in _BOOKS:
            return
        if self.split:
            raise UsageError(
                f"{self.container} holds a file for each section already", where="audio.split"
            )
        for name in ("captions", "chapters"):
            if getattr(self, name):
                raise UsageError(
                    f"{self.container} is no single recording that {name} could go with",
                    where=f"audio.{name}",
                    hint="use m4b, mp3, opus or flac, whole or with audio.split=chapters",
                )


def _words(told: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for one in told.split(",") if (word := one.strip().lower())))


def _check(name: str, told: str, known: tuple[str, ...]) -> None:
    for word in _words(told):
        if word not in known:
            raise UsageError(
                f"there are no {name} of the kind {word!r}",
                where=f"audio.{name}",
                hint=f"known kinds: {', '.join(known)}; with a comma between several",
            )
