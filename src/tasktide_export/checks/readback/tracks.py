"""Read sound files with a playlist back from a zip archive."""

import re
from collections.abc import Iterator

from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.readback.audio import read as read_sound
from tasktide_export.checks.readback.audio import read_tags
from tasktide_export.checks.readback.base import Chapter, Heading, Readback
from tasktide_export.errors import ReadError

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$')
_SOUND = (".mp3", ".m4b", ".opus", ".flac")


def read(data: bytes) -> Readback:
    """Return what the files say, put together in the order of the playlist.

    Raises :class:`ReadError` when there is no playlist, or a sound is not there.
    """
    archive = Archive(data)
    playlist = next((name for name in archive.names if name.endswith(".m3u8")), "")
    names = [
        line
        for line in archive.data(playlist).decode("utf-8-sig", "replace").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    if not names:
        raise ReadError("the playlist names no file", where="tracks")
    sounds = [archive.data(name) for name in names]
    heard = [read_sound(sound) for sound in sounds]
    tags = [read_tags(sound) for sound in sounds]
    chapters = tuple(_joined(heard))
    return Readback(
        format="audio",
        title=tags[0].get("album", ""),
        language=heard[0].language,
        contents=tuple(Heading(1, chapter.title) for chapter in chapters),
        chapters=chapters,
        duration=sum(one.duration for one in heard),
        faults=tuple(_faults(archive, names, tags)),
    )


def _joined(heard: list[Readback]) -> Iterator[Chapter]:
    before = 0.0
    for one in heard:
        for chapter in one.chapters:
            yield Chapter(chapter.title, before + chapter.start, before + chapter.end)
        before += one.duration


def _faults(archive: Archive, names: list[str], tags: list[dict[str, str]]) -> Iterator[str]:
    for name in archive.names:
        if name.endswith(_SOUND) and name not in names:
            yield f"the playlist does not name {name}"
        if _UNSAFE.search(name):
            yield f"{name} is no name that every system takes"
    for number, (name, told) in enumerate(zip(names, tags, strict=True), start=1):
        track = told.get("track", told.get("tracknumber", "")).partition("/")[0]
        if track != str(number):
            yield f"{name} says that it is track {track or 'nothing'} instead of {number}"
        if told.get("album") != tags[0].get("album"):
            yield f"{name} says that it is of another album"
