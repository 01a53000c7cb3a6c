"""An MP4 file put together from FFmpeg's outline and the packets of its sound."""

import shutil
import struct
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from tasktide_export.sound.mp4.boxes import HEAD, Box, Changes, boxes
from tasktide_export.sound.mp4.tables import chunks, offsets, places_in, tables
from tasktide_export.sound.mp4.track import SoundTrack
from tasktide_export.speech import RATE

_LONG_HEAD = 2 * HEAD
"""Bytes of an empty box and the head of ``mdat``, or of one head with a long size."""
_LONG = 1 << 32
_COPIED = 1 << 20


def assemble(outline: memoryview, track: SoundTrack, target: Path) -> None:
    """Write the file that ``outline`` is of, with all the packets of ``track``, to ``target``.

    ``outline`` is FFmpeg's file of the thinned packets.  In ``target`` the tables come
    first, so that a player on the net begins at once.  Raises :class:`OSError` when the
    disk refuses.
    """
    brand, free, data, outlined = boxes(outline)
    begin = brand.size + free.size + HEAD
    sound = min(_sound_places(outlined), default=begin + len(data.content))
    changes = tables(track, RATE) if track.sizes else {}
    places = [sound + place for place, _ in chunks(track.sizes)]
    movie, by, before = outlined, 0, -1
    while by != before:  # the place of the data follows from the length of the tables
        before, by = by, brand.size + movie.size + _LONG_HEAD - begin
        movie = _placed(outlined, changes, places, by)
    texts = outline[begin:sound]
    with target.open("wb") as sink:
        brand.write(sink)
        movie.write(sink)
        _write_head(sink, len(texts) + sum(track.sizes))
        sink.write(texts)
        track.spool.seek(0)
        shutil.copyfileobj(track.spool, sink, _COPIED)


def _placed(movie: Box, changes: Changes, places: list[int], by: int) -> Box:
    """Return ``movie`` with the ``changes`` to its sound, and all data ``by`` bytes further on."""
    of_sound = {**changes, b"stco": lambda _: offsets([one + by for one in places])}
    others = {b"stco": lambda content: offsets([one + by for one in places_in(content)])}
    tracks = (one.changed(of_sound if _is_sound(one) else others) for one in movie.boxes)
    return replace(movie, boxes=tuple(tracks))


def _sound_places(movie: Box) -> tuple[int, ...]:
    """Return where the chunks of the sound are, none when there is no sound."""
    return next((places_in(one.found(b"stco")) for one in movie.boxes if _is_sound(one)), ())


def _is_sound(box: Box) -> bool:
    """Tell by the handler of a track (ISO/IEC 14496-12, 8.4.3)."""
    return box.found(b"hdlr")[8:12] == b"soun"


def _write_head(sink: BinaryIO, size: int) -> None:
    """Write what stands before ``size`` bytes of data (ISO/IEC 14496-12, 4.2, 8.1)."""
    if size + HEAD < _LONG:
        sink.write(struct.pack(">I4sI4s", HEAD, b"free", size + HEAD, b"mdat"))
    else:
        sink.write(struct.pack(">I4sQ", 1, b"mdat", size + _LONG_HEAD))
