"""Read a sound file back with PyAV: chapters, title, language, length."""

import io
import re
from typing import Any

import av  # noqa: TID253 - this module is imported when a sound file is read
from babel.core import get_global  # noqa: TID253

from tasktide_export.checks.readback.base import Chapter, Heading, Readback
from tasktide_export.errors import ReadError

_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")


def read(data: bytes) -> Readback:
    """Return what the file says; raise :class:`ReadError` when it holds no sound."""
    try:
        with av.open(io.BytesIO(data)) as container:
            return _read(container)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise ReadError(f"is not a sound file: {error}", where="audio") from error


def read_tags(data: bytes) -> dict[str, str]:
    """Return the tags by their names in lower case; raise :class:`ReadError` as :func:`read`."""
    try:
        with av.open(io.BytesIO(data)) as container:
            return _tags(container)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise ReadError(f"is not a sound file: {error}", where="audio") from error


def _tags(container: Any) -> dict[str, str]:
    if not container.streams.audio:
        raise ReadError("holds no sound", where="audio")
    stream = container.streams.audio[0]
    return {
        name.casefold(): text
        for name, text in (*stream.metadata.items(), *container.metadata.items())
    }


def _read(container: Any) -> Readback:
    tags = _tags(container)
    stream = container.streams.audio[0]
    duration = _duration(container, stream)
    chapters = _chapters(container) or _comment_chapters(tags, duration)
    return Readback(
        format="audio",
        title=tags.get("title", ""),
        language=_language(tags),
        headings=(),
        contents=tuple(Heading(1, chapter.title) for chapter in chapters),
        chapters=chapters,
        duration=duration,
    )


def _duration(container: Any, stream: Any) -> float:
    if stream.duration is not None:
        return float(stream.duration * stream.time_base)
    return (container.duration or 0) / av.time_base


def _language(tags: dict[str, str]) -> str:
    """Return the language tag; ``und`` is what containers say when they have none.

    MP4 and ID3 take three letters of ISO 639-2 and no region; the two-letter code of
    BCP 47 stands for the same language.
    """
    found = (tags[name] for name in ("language", "lang", "tlan") if tags.get(name, "und") != "und")
    tag = next(found, "")
    aliases = get_global("language_aliases")
    return str(aliases.get(tag, tag))


def _chapters(container: Any) -> tuple[Chapter, ...]:
    return tuple(
        Chapter(
            one["metadata"].get("title", ""),
            float(one["start"] * one["time_base"]),
            float(one["end"] * one["time_base"]),
        )
        for one in sorted(container.chapters(), key=lambda one: one["start"] * one["time_base"])
    )


def _comment_chapters(tags: dict[str, str], duration: float) -> tuple[Chapter, ...]:
    """Return the chapters of Vorbis comments: ``CHAPTER000`` and ``CHAPTER000NAME``."""
    marks = []
    for name, text in sorted(tags.items()):
        clock = _CLOCK.fullmatch(text)
        if re.fullmatch(r"chapter\d{2,3}", name) and clock:
            hours, minutes, seconds = clock.groups()
            start = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
            marks.append((start, tags.get(f"{name}name", "")))
    if not marks:
        return ()
    ends = [start for start, _ in marks[1:]] + [duration]
    return tuple(
        Chapter(title, start, end) for (start, title), end in zip(marks, ends, strict=True)
    )
