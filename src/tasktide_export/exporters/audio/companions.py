"""The small files beside a recording: captions and chapters."""

from collections.abc import Iterable

from tasktide_export.document import UNDETERMINED, Metadata
from tasktide_export.exporters.base import Companion
from tasktide_export.sound.captions import SRT, VTT, subrip, webvtt
from tasktide_export.sound.chapter_files import JSON, chapters_json, chapters_webvtt
from tasktide_export.sound.recording import Recording


def companions(
    recording: Recording,
    title: str,
    metadata: Metadata,
    kinds: Iterable[str],
    *,
    abridged: bool = False,
) -> tuple[Companion, ...]:
    """Return a file for each of ``kinds``, which are suffixes.

    ``title`` is the recording's; it is ``abridged`` when text of the document is not read.
    """
    return tuple(_companion(recording, title, metadata, kind, abridged) for kind in kinds)


def _companion(
    recording: Recording,
    title: str,
    metadata: Metadata,
    kind: str,
    abridged: bool,  # noqa: FBT001 - passed on
) -> Companion:
    language = "" if metadata.language == UNDETERMINED else metadata.language
    match kind:
        case ".vtt":
            data = webvtt(recording, title, language, abridged=abridged)
            return Companion(suffix=kind, media_type=VTT, data=data)
        case ".srt":
            return Companion(suffix=kind, media_type=SRT, data=subrip(recording))
        case ".chapters.json":
            data = chapters_json(recording, title, metadata.authors)
            return Companion(suffix=kind, media_type=JSON, data=data)
        case ".chapters.vtt":
            data = chapters_webvtt(recording, title, language)
            return Companion(suffix=kind, media_type=VTT, data=data)
        case _:
            raise ValueError(f"there is no companion {kind!r}")
