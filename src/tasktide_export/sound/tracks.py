"""A recording cut into tracks: files of their own, each with its chapters and times."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tasktide_export.narration import Chapter
from tasktide_export.sound.recording import Recording
from tasktide_export.speech import RATE

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples

EVERY = 1_000_000
"""The depth that makes a track of every chapter."""


@dataclass(frozen=True, slots=True)
class Track:
    """A part of a recording.

    ``number`` counts from 1, ``first`` is the sample of the whole recording that the
    track begins with; the times of its own ``recording`` count from there.
    """

    number: int
    first: int
    recording: Recording

    @property
    def chapter(self) -> Chapter:
        """The chapter that the track begins with and is named after."""
        return self.recording.chapters[0].chapter

    @property
    def milliseconds(self) -> int:
        """How long it lasts, rounded down: never longer than its sound."""
        return self.recording.samples * 1000 // RATE

    @property
    def start(self) -> int:
        """Where in the whole recording it begins, in milliseconds."""
        return self.first * 1000 // RATE


def tracks(recording: Recording, depth: int = 1) -> tuple[Track, ...]:
    """Cut ``recording`` before each chapter down to level ``depth``.

    Chapters below stay inside the track.  Every track has a chapter at its start.
    """
    starts = [one.first for one in recording.chapters if one.chapter.level <= depth]
    bounds = [0, *(start for start in starts if start), recording.samples]
    return tuple(
        Track(number, first, _between(recording, first, end))
        for number, (first, end) in enumerate(pairwise(bounds), start=1)
    )


def _between(recording: Recording, first: int, end: int) -> Recording:
    cues = recording.cues
    start = bisect_left(cues, first, key=lambda cue: cue.first)
    stop = bisect_left(cues, end, key=lambda cue: cue.first)
    return Recording(
        tuple(
            replace(cue, first=cue.first - first, last=cue.last - first) for cue in cues[start:stop]
        ),
        tuple(
            replace(one, first=one.first - first)
            for one in recording.chapters
            if first <= one.first < end
        ),
        end - first,
    )


def parted(sound: Iterable["Samples"], lengths: Iterable[int]) -> Iterator[Iterator["Samples"]]:
    """Yield parts of ``sound`` of so many samples each.

    A part has to be read to its end before the next: nothing is kept.
    """
    chunks = iter(sound)
    rest: deque[Samples] = deque()
    for length in lengths:
        yield _take(length, chunks, rest)


def _take(length: int, chunks: Iterator["Samples"], rest: "deque[Samples]") -> Iterator["Samples"]:
    while length:
        chunk = rest.popleft() if rest else next(chunks, None)
        if chunk is None:
            return
        if len(chunk) > length:
            rest.append(chunk[length:])
            chunk = chunk[:length]
        length -= len(chunk)
        yield chunk
