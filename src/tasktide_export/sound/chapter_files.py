"""The chapters of a recording as files of their own, for players and podcasts."""

import json
from itertools import pairwise

from tasktide_export.sound.captions import clock, escaped, webvtt_head
from tasktide_export.sound.recording import Recording
from tasktide_export.sound.tags import line
from tasktide_export.speech import RATE

JSON = "application/json+chapters"
_VERSION = "1.2.0"


def chapters_json(recording: Recording, title: str, authors: tuple[str, ...]) -> bytes:
    """Return the chapters as Podcasting 2.0 has them (JSON Chapters 1.2.0).

    Times are seconds with at most three decimals.
    """
    told = {
        "version": _VERSION,
        "title": line(title),
        "author": line(", ".join(authors)),
        "chapters": [
            {"startTime": begin / 1000, "endTime": end / 1000, "title": name}
            for _, name, begin, end in _spans(recording)
        ],
    }
    kept = {name: value for name, value in told.items() if value != ""}
    return json.dumps(kept, ensure_ascii=False, indent=1).encode() + b"\n"


def chapters_webvtt(recording: Recording, title: str, language: str) -> bytes:
    """Return the chapters as a WebVTT chapter track; cues have the sections' ids."""
    blocks = [webvtt_head("chapters", title, language)]
    blocks += [
        f"{name}\n{clock(begin)} --> {clock(end)}\n{escaped(words)}\n"
        for name, words, begin, end in _spans(recording)
    ]
    return "\n".join(blocks).encode()


def _spans(recording: Recording) -> list[tuple[str, str, int, int]]:
    """Return id, title, start and end in milliseconds of each chapter."""
    starts = [one.milliseconds for one in recording.chapters]
    bounds = pairwise([*starts, recording.samples * 1000 // RATE])
    return [
        (one.chapter.id, line(one.chapter.title), begin, end)
        for one, (begin, end) in zip(recording.chapters, bounds, strict=True)
    ]
