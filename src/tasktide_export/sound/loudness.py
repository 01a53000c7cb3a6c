"""Bring a recording to the loudness of spoken books: one gain, then a limiter.

The aim is that of audiobook shops: RMS between -23 and -18 dB, no peak above -3 dB
of full scale.  The gain is one number for the whole recording, so that nothing
swells or sinks; the limiter looks ahead, so that no peak is clipped.
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np  # noqa: TID253

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples

    _Levels: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]

_FULL = 32768.0
_WANTED_RMS = 10 ** (-20.0 / 20) * _FULL
_CEILING = 10 ** (-5.0 / 20) * _FULL
"""The encoders add up to a decibel and a half to a peak, so this is below the -3 dB aimed at."""
_MOST, _LEAST = 4.0, 0.25
_CHUNK = 131_072
_AHEAD = 220
"""Samples that the limiter looks ahead: 10 ms."""


def levelled(spool: Path) -> Iterator["Samples"]:
    """Yield the recording in ``spool`` (16-bit little-endian) at its final loudness."""
    if spool.stat().st_size == 0:
        return
    sound = np.memmap(spool, dtype="<i2", mode="r")
    gain = _gain(sound)
    for start in range(0, len(sound), _CHUNK):
        end = min(start + _CHUNK, len(sound))
        before, after = max(0, start - 2 * _AHEAD), min(len(sound), end + 2 * _AHEAD)
        louder = sound[before:after].astype(np.float64) * gain
        limited = louder * _reduction(np.abs(louder))
        yield np.rint(limited[start - before : end - before]).astype(np.int16)


def _gain(sound: "Samples") -> float:
    total = 0.0
    for start in range(0, len(sound), _CHUNK):
        chunk = sound[start : start + _CHUNK].astype(np.float64)
        total += float(np.dot(chunk, chunk))
    if total == 0:
        return 1.0
    level = math.sqrt(total / len(sound))
    return min(max(_WANTED_RMS / level, _LEAST), _MOST)


def _reduction(level: "_Levels") -> "_Levels":
    """Return the factor for each sample, so that none is above the ceiling.

    The least factor within reach on either side, averaged over the same reach: the
    average of factors none of which is too big is not too big either.
    """
    if not len(level) or level.max() <= _CEILING:
        return np.ones_like(level)
    needed = _CEILING / np.maximum(level, _CEILING)
    width = 2 * _AHEAD + 1
    least = _sliding_least(np.pad(needed, _AHEAD, constant_values=1.0), width)
    total = np.cumsum(np.pad(least, (_AHEAD + 1, _AHEAD), mode="edge"))
    average: _Levels = (total[width:] - total[:-width]) / width
    return average


def _sliding_least(values: "_Levels", width: int) -> "_Levels":
    """Return the least of each ``width`` neighbours, by windows that double in width."""
    span = 1
    while 2 * span <= width:
        values = np.minimum(values[:-span], values[span:])
        span *= 2
    rest = width - span
    return np.minimum(values[:-rest], values[rest:]) if rest else values
