"""A recording packed into the container that the options name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tasktide_export.document import Asset, Document, Finding
from tasktide_export.exporters.audio.limits import unnamed_chapters
from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.exporters.base import Setting
from tasktide_export.narration.omissions import LeftOut
from tasktide_export.sound.parallel import workers
from tasktide_export.sound.recording import Recording
from tasktide_export.sound.tags import iso_639_2, tags
from tasktide_export.sound.tracks import Track, parted, tracks

if TYPE_CHECKING:
    from tasktide_export.sound.encoding import Edition
    from tasktide_export.speech.engine import Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A spoken document: its times, its sound (in the file ``spool``) and whose voice it is.

    Finished files are written in ``folder``.  ``left_out`` is what is not read.
    """

    document: Document
    recording: Recording
    spool: Path
    narrator: str
    cover: Asset | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def abridged(self) -> bool:
        """Whether any text of the document is not read."""
        return is_abridged(self.left_out)

    @property
    def folder(self) -> Path:
        """The folder for what is made on the way."""
        return self.spool.parent


def is_abridged(left_out: Iterable[LeftOut]) -> bool:
    """Tell whether text is left out; what has no text, or is told in short, does not count."""
    return any(one.texts for one in left_out)


def pack(
    spoken: Spoken, target: Path, options: AudioOptions, setting: Setting
) -> tuple[Finding, ...]:
    """Write the edition to ``target`` and return what it could not carry.

    Raises :class:`~tasktide_export.errors.RenderError` when FFmpeg refuses, and
    :class:`OSError` when the disk does.
    """
    if options.split:
        from tasktide_export.exporters.audio.part_files import pack_parts

        return pack_parts(spoken, target, options, setting)
    match options.container:
        case "lpf":
            from tasktide_export.exporters.audio.audiobook import pack_audiobook

            return pack_audiobook(spoken, target, options, setting)
        case "daisy":
            from tasktide_export.exporters.audio.daisy.book import pack_daisy

            return pack_daisy(spoken, target, options, setting)
        case _:
            return _pack_one(spoken, target, options, setting)


def _pack_one(
    spoken: Spoken, target: Path, options: AudioOptions, setting: Setting
) -> tuple[Finding, ...]:
    from tasktide_export.sound.encoding import encode
    from tasktide_export.sound.loudness import levelled

    setting.progress("encoding", 0, 1)
    edition = edition_of(spoken, spoken.recording, options)
    encode(levelled(spoken.spool), target, edition, jobs=workers(options.jobs))
    setting.progress("encoding", 1, 1)
    return unnamed_chapters(spoken.recording, options)


def edition_of(
    spoken: Spoken,
    recording: Recording,
    options: AudioOptions,
    *,
    further: dict[str, str] | None = None,
    bare: bool = False,
) -> "Edition":
    """Return what goes into a sound file; ``further`` tags go before the document's."""
    from tasktide_export.sound.encoding import Edition

    metadata = spoken.document.metadata
    return Edition(
        recording=recording,
        tags={**tags(metadata), **(further or {})},
        language=iso_639_2(metadata.language),
        container=options.sound_file,
        bitrate=options.bitrate,
        cover=None if bare else spoken.cover,
        bare=bare,
    )


def tracks_with_sound(
    spoken: Spoken, setting: Setting, depth: int = 1
) -> Iterator[tuple[Track, Iterator["Samples"]]]:
    """Yield each track with its sound, which is to be read before the next.

    Progress is told for each.
    """
    from tasktide_export.sound.loudness import levelled

    cut = tracks(spoken.recording, depth)
    lengths = (one.recording.samples for one in cut)
    setting.progress("encoding", 0, len(cut))
    for track, sound in zip(cut, parted(levelled(spoken.spool), lengths), strict=True):
        yield track, sound
        setting.progress("encoding", track.number, len(cut))
