"""One sound file for each top section, with a playlist, in a ZIP archive."""

import unicodedata
from pathlib import Path

from tasktide_export.archive import Archive
from tasktide_export.document import Finding
from tasktide_export.exporters.audio.companions import companions
from tasktide_export.exporters.audio.limits import unnamed_chapters
from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.exporters.audio.packing import Spoken, edition_of, tracks_with_sound
from tasktide_export.exporters.base import Setting
from tasktide_export.sound.parallel import workers
from tasktide_export.sound.tags import line
from tasktide_export.sound.tracks import Track, tracks

PLAYLIST = "playlist.m3u8"
_FORBIDDEN = '<>:"/\\|?*'
"""Characters that Windows allows in no file name, besides control characters."""
_LONGEST = 100
"""Bytes of a name: with a number and a suffix it stays below the 143 of the narrowest system."""


def pack_parts(
    spoken: Spoken, target: Path, options: AudioOptions, setting: Setting
) -> tuple[Finding, ...]:
    """Write the archive: a file for the opening and for each top section, then the playlist.

    Sections below are chapters inside their file.
    """
    from tasktide_export.sound.encoding import encode

    metadata = spoken.document.metadata
    count = len(tracks(spoken.recording))
    entries: list[tuple[str, Track]] = []
    findings: list[Finding] = []
    part = spoken.folder / "part"
    with target.open("wb") as sink, Archive(sink, setting.moment) as archive:
        for track, sound in tracks_with_sound(spoken, setting):
            title = line(track.chapter.title)
            stem = file_stem(track, count)
            named = {"track": f"{track.number}/{count}", **({"title": title} if title else {})}
            encode(
                sound,
                part,
                edition_of(spoken, track.recording, options, further=named),
                jobs=workers(options.jobs),
            )
            entries.append((f"{stem}.{options.container}", track))
            archive.add(entries[-1][0], part.read_bytes(), stored=True)
            for one in companions(track.recording, title, metadata, options.kinds, abridged=True):
                archive.add(stem + one.suffix, one.data)
            findings += unnamed_chapters(track.recording, options)
        archive.add(PLAYLIST, _playlist(metadata.title, entries))
    return tuple(findings)


def file_stem(track: Track, count: int) -> str:
    """Return the name of a track's file: its number, then its title as every system takes it."""
    width = max(2, len(str(count)))
    name = "".join(
        " " if one in _FORBIDDEN or unicodedata.category(one)[0] in "CZ" else one
        for one in unicodedata.normalize("NFC", track.chapter.title)
    )
    name = line(name).encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    return f"{track.number:0{width}} {name}".strip()


def _playlist(title: str, entries: list[tuple[str, Track]]) -> bytes:
    """Return the extended M3U playlist in UTF-8; lengths are whole seconds."""
    lines = ["#EXTM3U", f"#PLAYLIST:{line(title)}"]
    for name, track in entries:
        lines += [f"#EXTINF:{round(track.milliseconds / 1000)},{line(track.chapter.title)}", name]
    return ("\n".join(lines) + "\n").encode()
