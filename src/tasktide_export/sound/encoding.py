"""Pack samples, chapters and metadata into M4B, MP3, Opus or FLAC with PyAV."""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import av  # noqa: TID253

from tasktide_export.document import Asset
from tasktide_export.errors import RenderError
from tasktide_export.sound.containers import Container
from tasktide_export.sound.mp4 import SoundTrack, assemble
from tasktide_export.sound.packets import BIT_EXACT_CODEC, Coder, Joint, frames, packets
from tasktide_export.sound.parallel import in_order
from tasktide_export.sound.recording import Recording
from tasktide_export.sound.stretches import stretches
from tasktide_export.sound.tags import chapter_comments, line, picture_comment
from tasktide_export.speech import RATE

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples

_COMMENTED = frozenset({"opus", "flac"})
"""Containers whose chapters FFmpeg drops or misplaces; they are named in comments."""
BIT_EXACT_FORMAT = 0x400
_AUDIOBOOK = "2"
"""The value of the MP4 tag ``stik`` that files the edition under books."""

_Encoding = Callable[[Any], Generator[Any, None, None]]
"""What makes the packets for FFmpeg's stream."""


@dataclass(frozen=True, slots=True)
class _Packing:
    """How FFmpeg names a container and its codec, and what it is told."""

    format: str
    codec: str
    rate: int
    container_options: dict[str, str] = field(default_factory=dict)
    codec_options: dict[str, str] = field(default_factory=dict)
    joint: Joint | None = None


# The fast AAC coder and Opus level 5 cost a fraction of the defaults; speech at
# these rates leaves them room.  FFmpeg's "ipod" format has the same boxes as "mp4"
# with this brand, but PyAV lets no cover into it.
_PACKINGS: dict[Container, _Packing] = {
    "m4b": _Packing(
        "mp4",
        "aac",
        RATE,
        {"brand": "M4B "},
        {"aac_coder": "fast"},
        Joint(grain=1024, head=1),
    ),
    "mp3": _Packing(
        "mp3", "libmp3lame", RATE, {"id3v2_version": "3"}, joint=Joint(grain=576, tail=2)
    ),
    "opus": _Packing(
        "opus",
        "libopus",
        48_000,
        {},
        {"compression_level": "5", "application": "voip"},
        Joint(grain=441, tail=1),
    ),
    "flac": _Packing("flac", "flac", RATE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What goes into the file beside the sound.

    A ``bare`` one carries no tags and no chapters, for books that tell them elsewhere.
    """

    recording: Recording
    tags: dict[str, str]
    language: str
    container: Container
    bitrate: int
    cover: Asset | None = None
    bare: bool = False


def encode(sound: Iterable["Samples"], target: Path, edition: Edition, *, jobs: int = 1) -> None:
    """Write ``sound`` and what belongs to it to ``target``.

    ``jobs`` threads encode; the bytes do not depend on how many.  Raises
    :class:`~tasktide_export.errors.RenderError` when FFmpeg refuses, and
    :class:`OSError` when the disk does.
    """
    packing = _PACKINGS[edition.container]
    if edition.bare and edition.container == "mp3":
        packing = replace(packing, container_options={"id3v2_version": "0"})
    made = partial(_packets, sound, packing, edition, jobs)
    try:
        if edition.container == "m4b":
            _write_mp4(target, packing, edition, made)
        else:
            _write(str(target), packing, edition, made)
    except av.error.FFmpegError as error:
        if isinstance(error, OSError) and error.errno:
            raise OSError(error.errno, error.strerror) from error
        raise RenderError(f"the sound cannot be encoded: {error}", where="audio") from error


def _write_mp4(target: Path, packing: _Packing, edition: Edition, made: _Encoding) -> None:
    outline = BytesIO()
    with TemporaryFile(dir=target.parent) as spool:
        track = SoundTrack(spool)
        _write(outline, packing, edition, lambda stream: track.thinned(made(stream)))
        assemble(outline.getbuffer(), track, target)


def _write(file: str | BytesIO, packing: _Packing, edition: Edition, made: _Encoding) -> None:
    """Let FFmpeg write the file whose sound are the packets ``made`` for its stream."""
    options = packing.container_options
    with av.open(file, "w", format=packing.format, options=options) as container:
        container.flags |= BIT_EXACT_FORMAT
        stream = _stream(container, packing, edition)
        _describe(container, edition)
        picture = _picture(container, edition)
        if picture is not None:
            container.start_encoding()
            container.mux(picture)
        with closing(made(stream)) as sound:
            for packet in sound:
                packet.stream = stream
                container.mux(packet)


def _packets(
    sound: Iterable["Samples"], packing: _Packing, edition: Edition, jobs: int, stream: Any
) -> Generator[Any, None, None]:
    """Yield the packets of ``sound``: of stretches encoded apart where the codec can be joined."""
    if packing.joint is None:
        for frame in frames(sound):
            yield from stream.encode(frame)
        yield from stream.encode(None)
        return
    bits = edition.bitrate * 1000
    coder = Coder(packing.codec, packing.rate, bits, packing.codec_options, packing.joint)
    parts = stretches(sound, coder.joint.grain)
    with closing(in_order(lambda part: packets(part, coder), parts, jobs)) as encoded:
        for several in encoded:
            yield from several


def _stream(container: Any, packing: _Packing, edition: Edition) -> Any:
    stream = container.add_stream(
        packing.codec, rate=packing.rate, layout="mono", options=packing.codec_options
    )
    stream.bit_rate = edition.bitrate * 1000
    stream.codec_context.flags |= BIT_EXACT_CODEC
    stream.metadata["language"] = edition.language
    return stream


def _describe(container: Any, edition: Edition) -> None:
    if edition.bare:
        return
    container.metadata.update(edition.tags)
    if edition.container in _COMMENTED:
        container.metadata.update(chapter_comments(edition.recording.chapters))
        if edition.container == "flac":
            container.metadata["language"] = edition.language
        elif edition.cover is not None:
            container.metadata["METADATA_BLOCK_PICTURE"] = picture_comment(edition.cover)
        return
    if edition.container == "mp3":
        container.metadata["language"] = edition.language
    else:
        container.metadata["media_type"] = _AUDIOBOOK
    container.set_chapters(_chapters(edition.recording))


def _chapters(recording: Recording) -> list[Any]:
    starts = [one.milliseconds for one in recording.chapters]
    ends = [*starts[1:], recording.milliseconds]
    return [
        {
            "id": number,
            "start": start,
            "end": end,
            "time_base": Fraction(1, 1000),
            "metadata": {"title": line(one.chapter.title)},
        }
        for number, (one, start, end) in enumerate(
            zip(recording.chapters, starts, ends, strict=True)
        )
    ]


def _picture(container: Any, edition: Edition) -> Any:
    """Return the packet of the cover's stream, or ``None``."""
    codec = {"image/png": "png", "image/jpeg": "mjpeg"}
    cover = edition.cover
    if cover is None or edition.container == "opus":
        return None
    stream = container.add_stream(codec[cover.media_type], rate=1)
    stream.width, stream.height = cover.width, cover.height
    stream.pix_fmt = "yuvj420p" if cover.media_type == "image/jpeg" else "rgb24"
    stream.disposition = av.stream.Disposition.attached_pic
    packet = av.Packet(cover.data)
    packet.stream, packet.pts, packet.dts = stream, 0, 0
    packet.is_keyframe = True
    return packet
