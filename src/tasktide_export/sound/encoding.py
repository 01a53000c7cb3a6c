"""Pack samples, chapters and metadata into M4B, MP3 or Opus with PyAV."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import av  # noqa: TID253
import numpy as np  # noqa: TID253

from tasktide_export.document import Asset
from tasktide_export.errors import RenderError
from tasktide_export.sound.recording import Recording
from tasktide_export.sound.tags import chapter_comments, line, picture_comment
from tasktide_export.speech import RATE

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples

Container: TypeAlias = Literal["m4b", "mp3", "opus"]

BIT_EXACT_FORMAT = 0x400
BIT_EXACT_CODEC = 1 << 23
_AUDIOBOOK = "2"
"""The value of the MP4 tag ``stik`` that files the edition under books."""


@dataclass(frozen=True, slots=True)
class _Packing:
    """How FFmpeg names a container and its codec, and what it is told."""

    format: str
    codec: str
    rate: int
    container_options: dict[str, str] = field(default_factory=dict)
    codec_options: dict[str, str] = field(default_factory=dict)


# The fast AAC coder and Opus level 5 cost a fraction of the defaults; speech at
# these rates leaves them room.  FFmpeg's "ipod" format has the same boxes as "mp4"
# with this brand, but PyAV lets no cover into it.
_PACKINGS: dict[Container, _Packing] = {
    "m4b": _Packing(
        "mp4", "aac", RATE, {"movflags": "+faststart", "brand": "M4B "}, {"aac_coder": "fast"}
    ),
    "mp3": _Packing("mp3", "libmp3lame", RATE, {"id3v2_version": "3"}),
    "opus": _Packing(
        "opus", "libopus", 48_000, {}, {"compression_level": "5", "application": "voip"}
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What goes into the file beside the sound."""

    recording: Recording
    tags: dict[str, str]
    language: str
    container: Container
    bitrate: int
    cover: Asset | None = None


def encode(sound: Iterable["Samples"], target: Path, edition: Edition) -> None:
    """Write ``sound`` and what belongs to it to ``target``.

    Raises :class:`~tasktide_export.errors.RenderError` when FFmpeg refuses, and
    :class:`OSError` when the disk does.
    """
    packing = _PACKINGS[edition.container]
    try:
        with av.open(
            str(target), "w", format=packing.format, options=packing.container_options
        ) as container:
            container.flags |= BIT_EXACT_FORMAT
            stream = _stream(container, packing, edition)
            _describe(container, edition)
            picture = _picture(container, edition)
            if picture is not None:
                container.start_encoding()
                container.mux(picture)
            for frame in frames(sound):
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    except av.error.FFmpegError as error:
        if isinstance(error, OSError) and error.errno:
            raise OSError(error.errno, error.strerror) from error
        raise RenderError(f"the sound cannot be encoded: {error}", where="audio") from error


def _stream(container: Any, packing: _Packing, edition: Edition) -> Any:
    stream = container.add_stream(
        packing.codec, rate=packing.rate, layout="mono", options=packing.codec_options
    )
    stream.bit_rate = edition.bitrate * 1000
    stream.codec_context.flags |= BIT_EXACT_CODEC
    stream.metadata["language"] = edition.language
    return stream


def _describe(container: Any, edition: Edition) -> None:
    container.metadata.update(edition.tags)
    if edition.container == "opus":
        container.metadata.update(chapter_comments(edition.recording.chapters))
        if edition.cover is not None:
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


def frames(sound: Iterable["Samples"]) -> Iterator[Any]:
    """Yield ``sound`` as PyAV's frames, each with its time."""
    place = 0
    for samples in sound:
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples[np.newaxis, :]), format="s16", layout="mono"
        )
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), place
        place += len(samples)
        yield frame
