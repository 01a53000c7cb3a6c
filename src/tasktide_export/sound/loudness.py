"""Bring a recording to the loudness of spoken books: one gain, then a limiter.

The aim is that of audiobook shops: RMS between -23 and -18 dB of full scale, true peak
at most -3 dB, in the encoded file.  The shops' RMS is that of the whole file, pauses
included, and so is ours.  The gain is one number for the whole recording, so that nothing
swells or sinks; it is found from a first pass, with what the limiter will take away.  The
limiter looks ahead, so that no peak is clipped.
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np  # noqa: TID253

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples

    _Levels: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float32]]

_FULL = 32768
_WANTED_RMS = 10 ** (-20.5 / 20) * _FULL
_LOUDEST_SPEECH = 10 ** (-16.0 / 20) * _FULL
"""RMS of the speech alone that is not passed, however much of the recording is pause."""
_CEILING = 10 ** (-7.0 / 20) * _FULL
"""Encoders add to a peak, up to 2.5 dB at 16 kbit/s, so this is below the -3 dB aimed at."""
_MOST, _LEAST = 1000.0, 0.01
_BLOCK = 55
"""Samples that are looked at together: 2.5 ms."""
_REACH = 4
"""Blocks that the limiter looks ahead, and back: 10 ms."""
_CHUNK = 2400 * _BLOCK
_STEPS = 40


def levelled(spool: Path) -> Iterator["Samples"]:
    """Yield the recording in ``spool`` (16-bit little-endian) at its final loudness.

    The file is read twice, six seconds at a time.
    """
    gain = _gain(spool)
    margin = 2 * _REACH * _BLOCK
    for before, chunk, after in _chunks(spool, margin):
        whole = np.concatenate([before, chunk, after])
        start = len(before)
        louder = whole.astype(np.float32) * np.float32(gain)
        limited = louder * _reduction(whole, gain)
        yield np.rint(limited[start : start + len(chunk)]).astype(np.int16)


def _chunks(spool: Path, margin: int) -> Iterator[tuple["Samples", "Samples", "Samples"]]:
    """Yield the sound in chunks, each with up to ``margin`` samples before and after it."""
    with spool.open("rb") as stream:
        before, chunk = np.zeros(0, np.int16), np.fromfile(stream, "<i2", _CHUNK)
        while len(chunk):
            after = np.fromfile(stream, "<i2", _CHUNK)
            yield before, chunk, after[:margin]
            before, chunk = chunk[-margin:], after


def _gain(spool: Path) -> float:
    """Return the factor with which the limited sound is as loud as it is wanted."""
    energy = np.zeros(_FULL + 1)
    samples = sounding = 0
    for _, chunk, _ in _chunks(spool, 0):
        peaks, squares = _blocks(chunk, 2 * _REACH * _BLOCK)
        energy += np.bincount(peaks, squares, len(energy))
        samples += len(chunk)
        sounding += int(np.count_nonzero(peaks)) * 2 * _REACH * _BLOCK
    if not sounding:
        return 1.0
    levels = np.arange(len(energy))
    wanted = min(_WANTED_RMS**2 * samples, _LOUDEST_SPEECH**2 * min(samples, sounding))
    low, high = _LEAST, _MOST
    for _ in range(_STEPS):
        gain = math.sqrt(low * high)
        factors = np.minimum(gain, _CEILING / np.maximum(levels, 1))
        if float(np.dot(energy, factors**2)) < wanted:
            low = gain
        else:
            high = gain
    return low


def _blocks(sound: "Samples", length: int) -> tuple[Any, Any]:
    """Return the highest level in each block of ``length`` samples, and its energy."""
    padded = np.pad(sound, (0, -len(sound) % length)).reshape(-1, length)
    squares = padded.astype(np.float32)
    return _peaks(padded), np.einsum("ij,ij->i", squares, squares).astype(np.float64)


def _peaks(blocks: Any) -> Any:
    """Return the highest level of each row, as wider numbers: -32768 has a level, too."""
    return np.maximum(blocks.max(axis=1).astype(np.int32), -blocks.min(axis=1).astype(np.int32))


def _reduction(sound: "Samples", gain: float) -> "_Levels":
    """Return the factor for each sample, so that none is above the ceiling after ``gain``.

    Where two blocks meet stands the least factor within reach on either side, averaged
    over almost the same reach: the average of factors none of which is too big for the
    two blocks is not too big either.  Between there is a straight line.
    """
    count = -(-len(sound) // _BLOCK)
    peaks = _peaks(np.pad(sound, (0, count * _BLOCK - len(sound))).reshape(-1, _BLOCK)) * gain
    if peaks.max() <= _CEILING:
        return np.ones(len(sound), np.float32)
    needed = (_CEILING / np.maximum(peaks, _CEILING)).astype(np.float64)
    side, spread = 2 * _REACH - 1, _REACH - 1
    padded = np.pad(needed, (side, side), constant_values=1.0)
    least = np.lib.stride_tricks.sliding_window_view(padded, 2 * _REACH).min(axis=1)
    nodes = np.lib.stride_tricks.sliding_window_view(least, 2 * spread + 1).mean(axis=1)
    nodes = nodes.astype(np.float32)
    line = np.arange(_BLOCK, dtype=np.float32) / _BLOCK
    factors = nodes[:-1, np.newaxis] + np.diff(nodes)[:, np.newaxis] * line
    limited: _Levels = factors.reshape(-1)[: len(sound)]
    return limited
