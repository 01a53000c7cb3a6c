"""The tables that find the packets of a track in an MP4 file.

The standard, ISO/IEC 14496-12, calls a packet a sample.  Where it leaves a choice, this
is FFmpeg's.
"""

import struct
import sys
from array import array
from collections.abc import Iterator
from itertools import groupby

from tasktide_export.sound.mp4.boxes import Box, Changes, Content
from tasktide_export.sound.mp4.track import SoundTrack

_CHUNK = 1 << 20
"""Bytes that a chunk, packets without anything between them, stays below."""
_LONG = 1 << 32
_CONFIG = b"\x04\x80\x80\x80"
"""The tag of a DecoderConfigDescriptor and the start of its length."""
_CONFIG_HEAD = len(_CONFIG) + 6
"""The rest of the length, the kinds of object and stream, and the buffer's size in 3 bytes."""
_BTRT_HEAD = 8
"""The kind of the box and the buffer's size."""


def tables(track: SoundTrack, rate: int) -> Changes:
    """Return how the tables of the outlined sound become those of the whole ``track``.

    ``rate`` is in samples a second.  Where the packets are is not among them.
    """
    packets = len(track.sizes)
    bits = 8 * sum(track.sizes) * rate // track.samples
    lengths, sizes = _lengths(track.lengths), _sizes(track.sizes)
    counts = _counts([count for _, count in chunks(track.sizes)])
    return {
        b"stsd": lambda content: _rated(content, bits),
        b"stts": lambda _: lengths,
        b"stsc": lambda _: counts,
        b"stsz": lambda _: sizes,
        b"sbgp": lambda content: _grouped(content, packets),
    }


def chunks(sizes: "array[int]") -> Iterator[tuple[int, int]]:
    """Yield where each chunk begins, in bytes from the first, and how many packets it has."""
    begin = place = count = 0
    for size in sizes:
        if count and place + size - begin >= _CHUNK:
            yield begin, count
            begin, count = place, 0
        place += size
        count += 1
    if count:
        yield begin, count


def offsets(places: list[int]) -> Box:
    """``stco``, 8.7.5: where each chunk begins in the file; ``co64`` beyond 4 GiB."""
    count = len(places)
    if places[-1] < _LONG:
        return _table(b"stco", count, *places)
    return Box(b"co64", struct.pack(f">2I{count}Q", 0, count, *places))


def places_in(content: Content) -> tuple[int, ...]:
    """Return the places that the content of an ``stco`` names."""
    return struct.unpack_from(f">{len(content) // 4 - 2}I", content, 8)


def _lengths(runs: list[tuple[int, int]]) -> Box:
    """``stts``, 8.6.1.2: the packets of each run and how many samples one lasts."""
    return _table(b"stts", len(runs), *(one for run in runs for one in run))


def _counts(counts: list[int]) -> Box:
    """``stsc``, 8.7.4: from which chunk on, counted from 1, one has how many packets."""
    entries: list[tuple[int, int, int]] = []
    number = 1
    for count, run in groupby(counts):
        entries.append((number, count, 1))
        number += sum(1 for _ in run)
    return _table(b"stsc", len(entries), *(one for entry in entries for one in entry))


def _sizes(sizes: "array[int]") -> Box:
    """``stsz``, 8.7.3.2: the bytes of each packet, or of all when they are equal."""
    if min(sizes) == max(sizes):
        return _table(b"stsz", sizes[0], len(sizes))
    head = struct.pack(">3I", 0, 0, len(sizes))
    if sys.byteorder == "little":
        sizes = array("I", sizes)
        sizes.byteswap()
    return Box(b"stsz", head + sizes.tobytes())


def _grouped(content: Content, packets: int) -> Box:
    """``sbgp``, 8.9.2: all packets are in one group, which says how far a decoder runs up."""
    told = bytes(content)
    return Box(b"sbgp", told[:12] + struct.pack(">I", packets) + told[16:])


def _rated(content: Content, bits: int) -> Box:
    """``stsd``, 8.5.2: the kind of sound, and that it has so many bits a second.

    The most of them and the average stand in two places: in the DecoderConfigDescriptor
    of ``esds`` (ISO/IEC 14496-1, 7.2.6.6) and in ``btrt`` (8.5.2.2).
    """
    told = bytearray(content)
    esds, btrt = told.index(b"esds"), told.index(b"btrt")
    for at in (told.index(_CONFIG, esds) + _CONFIG_HEAD, btrt + _BTRT_HEAD):
        (most,) = struct.unpack_from(">I", told, at)
        struct.pack_into(">2I", told, at, max(most, bits), bits)
    return Box(b"stsd", bytes(told))


def _table(kind: bytes, *numbers: int) -> Box:
    """Return a box of version 0 without flags (4.2), of 32-bit numbers."""
    return Box(kind, struct.pack(f">I{len(numbers)}I", 0, *numbers))
