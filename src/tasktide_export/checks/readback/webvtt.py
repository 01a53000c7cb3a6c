"""Read WebVTT back: captions, or the chapters of a recording (W3C WebVTT 1)."""

import html
import re
from collections.abc import Iterator

from tasktide_export.checks.readback.base import Chapter, Cue, Heading, Readback
from tasktide_export.errors import ReadError

_TIMES = re.compile(r"((?:\d{2,}:)?\d\d:\d\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?\d\d:\d\d\.\d{3})")
_TAG = re.compile(r"<[^>]*>")


def read(data: bytes) -> Readback:
    """Return what the file says; a comment may tell its title, language and kind.

    Raises :class:`ReadError` when it is no WebVTT.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"is not UTF-8: {error}", where="vtt") from error
    blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    if not re.match(r"WEBVTT(?:[ \t]|$)", blocks[0].partition("\n")[0]):
        raise ReadError("does not begin with WEBVTT", where="vtt")
    told = dict(_told(blocks[1:]))
    cues = tuple(_cues(blocks[1:]))
    kind = told.get("Kind", "")
    are_chapters = kind == "chapters"
    chapters = tuple(Chapter(one.text, one.start, one.end) for one in cues if are_chapters)
    return Readback(
        format="audio" if are_chapters else "captions",
        title=html.unescape(told.get("Title", "")),
        language=told.get("Language", ""),
        contents=tuple(Heading(1, one.title) for one in chapters),
        chapters=chapters,
        duration=cues[-1].end if cues else 0.0,
        cues=() if are_chapters else cues,
        abridged=kind.endswith("abridged"),
        faults=tuple(_faults(cues)),
    )


def _told(blocks: list[str]) -> Iterator[tuple[str, str]]:
    """Yield names and values of the comment before the first cue."""
    for block in blocks:
        if "-->" in block:
            return
        if block.startswith("NOTE"):
            for line in block.splitlines()[1:]:
                name, colon, value = line.partition(": ")
                if colon:
                    yield name, value


def _cues(blocks: list[str]) -> Iterator[Cue]:
    for block in blocks:
        if block.startswith(("NOTE", "STYLE", "REGION")):
            continue
        lines = block.split("\n")
        place = 0 if "-->" in lines[0] else 1
        times = _TIMES.match(lines[place]) if len(lines) > place else None
        if times is None:
            raise ReadError(f"a cue has no times: {lines[0][:40]!r}", where="vtt")
        words = html.unescape(_TAG.sub("", "\n".join(lines[place + 1 :])))
        name = lines[0] if place else ""
        yield Cue(name, words, _seconds(times[1]), _seconds(times[2]))


def _seconds(clock: str) -> float:
    *hours, minutes, seconds = clock.split(":")
    return int(hours[0] if hours else 0) * 3600 + int(minutes) * 60 + float(seconds)


def _faults(cues: tuple[Cue, ...]) -> Iterator[str]:
    before = 0.0
    names = set()
    for number, one in enumerate(cues, start=1):
        if one.start < before:
            yield f"cue {number} begins before the one before it ends"
        if one.end <= one.start:
            yield f"cue {number} ends before it begins"
        if one.id and one.id in names:
            yield f"the cue id {one.id!r} is used twice"
        names.add(one.id)
        before = one.end
