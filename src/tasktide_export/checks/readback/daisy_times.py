"""The SMIL 1.0 files of a DAISY book: which text with which part of which sound."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tasktide_export.checks.readback.markup import by_name, local_name

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d\d(?:\.\d+)?)")
_COUNT = re.compile(r"(?:npt=)?(\d+(?:\.\d+)?)s?")
_TOLERANCE = 0.5


@dataclass(frozen=True, slots=True)
class Clip:
    """The address of a text element, and its part of a sound file, in seconds."""

    text: str
    sound: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Sequence:
    """A SMIL file: its clips, the place of each id among them, its told times."""

    clips: tuple[Clip, ...]
    ids: dict[str, int]
    told: dict[str, str]

    @property
    def length(self) -> float:
        """How long the clips last together, in seconds."""
        return sum(clip.end - clip.begin for clip in self.clips)

    def start_of(self, name: str) -> float:
        """Return the seconds before the clip with the id ``name``."""
        return sum(clip.end - clip.begin for clip in self.clips[: self.ids.get(name, 0)])

    def faults(self, before: float) -> Iterator[str]:
        """Yield what is wrong with the times; ``before`` are the seconds of earlier files."""
        for name, found in (
            ("ncc:timeInThisSmil", self.length),
            ("ncc:totalElapsedTime", before),
        ):
            if name in self.told and abs(seconds(self.told[name]) - found) > _TOLERANCE:
                yield f"{name} is {self.told[name]}, found {found:.3f} s"
        last: dict[str, float] = {}
        for clip in self.clips:
            if clip.end <= clip.begin or clip.begin < last.get(clip.sound, 0.0):
                yield f"the clip for {clip.text} goes back in time"
            last[clip.sound] = clip.end


def read_sequence(root: Any) -> Sequence:
    """Return what a SMIL file says."""
    clips: list[Clip] = []
    ids: dict[str, int] = {}
    for par in by_name(root, "par"):
        text = next((one.get("src", "") for one in by_name(par, "text")), "")
        for element in par.iter():
            if local_name(element) in {"par", "text"} and element.get("id"):
                ids[element.get("id")] = len(clips)
        clips += [
            Clip(
                text,
                one.get("src", ""),
                seconds(one.get("clip-begin", "")),
                seconds(one.get("clip-end", "")),
            )
            for one in by_name(par, "audio")
        ]
    told = {one.get("name", ""): one.get("content", "") for one in by_name(root, "meta")}
    return Sequence(tuple(clips), ids, told)


def seconds(told: str) -> float:
    """Return a time of SMIL 1.0 in seconds; 0 for what is none."""
    if clock := _CLOCK.fullmatch(told):
        hours, minutes, rest = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest)
    count = _COUNT.fullmatch(told)
    return float(count[1]) if count else 0.0
