"""Sound cut into stretches that can be encoded apart and joined without a trace.

A lossy encoder and its decoder remember what came just before.  Where the samples
around a cut are zeros, there is nothing to remember: an encoder that starts there gives
the packets that one would give that has come all the way.  Where the cuts lie follows
from the sound alone, so the file does not depend on how many encoders work.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np  # noqa: TID253

from tasktide_export.speech import RATE

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples

LENGTH = 60 * RATE
"""Samples that a stretch has at least, all but the last."""
QUIET = 2304
"""Zeros on either side of a cut: four frames of MP3 or more than two of AAC, 104 ms."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """The ``samples`` from sample ``first`` of the whole sound on."""

    first: int
    samples: "Samples"
    is_last: bool


def stretches(sound: Iterable["Samples"], grain: int, length: int = LENGTH) -> Iterator[Stretch]:
    """Yield ``sound`` in stretches of ``length`` samples or a little more.

    Cuts lie at multiples of ``grain`` samples.  Sound without a pause is not cut.
    """
    first, kept, held, enough = 0, list["Samples"](), 0, length + QUIET
    for chunk in sound:
        kept.append(chunk)
        held += len(chunk)
        while held >= enough:
            whole = np.concatenate(kept)
            cut = _cut(whole, first, length, grain)
            if cut:
                yield Stretch(first, whole[:cut], is_last=False)
                first, whole = first + cut, whole[cut:]
            kept, held = [whole], len(whole)
            enough = length + QUIET if cut else held + held // 8
    yield Stretch(first, np.concatenate([*kept, np.zeros(0, np.int16)]), is_last=True)


def _cut(whole: "Samples", first: int, length: int, grain: int) -> int:
    """Return the first place to cut at from ``length`` on, or 0."""
    begin = length - QUIET
    edges = np.concatenate([[begin - 1], np.flatnonzero(whole[begin:]) + begin, [len(whole)]])
    for run in np.flatnonzero(np.diff(edges) > 2 * QUIET):
        earliest = first + int(edges[run]) + 1 + QUIET
        cut = -(-earliest // grain) * grain - first
        if cut + QUIET <= int(edges[run + 1]):
            return cut
    return 0
