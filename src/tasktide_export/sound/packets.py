"""Stretches of sound encoded by encoders of their own, as packets that join.

Measured with PyAV 18 (FFmpeg 8) on 400 s with 9 cuts: MP3, and AAC at 16 kbit/s, decode to
the very samples that the stretches decode to alone; Opus is up to 2 of 32,768 away for the
16 ms around a cut, which are silent.  AAC at 64 kbit/s differs by up to 0.03, since the
decoder makes up noise by chance (perceptual noise substitution): with ``aac_pns=0`` it, too,
decodes to the very samples.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av  # noqa: TID253
import numpy as np  # noqa: TID253

from tasktide_export.sound.stretches import Stretch
from tasktide_export.speech import RATE

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples

BIT_EXACT_CODEC = 1 << 23
_CHUNK = 131_072


@dataclass(frozen=True, slots=True)
class Joint:
    """How the packets of a codec are joined.

    ``grain`` is the length of a packet in samples at
    :data:`~tasktide_export.speech.RATE`.  At a cut the ``tail`` last packets of the one
    stretch and the ``head`` first of the other are left out: the same time would be
    there twice.  MP3 keeps the head, whose first packet needs no bits of an earlier one.
    """

    grain: int
    head: int = 0
    tail: int = 0


@dataclass(frozen=True, slots=True)
class Coder:
    """A codec by FFmpeg's name, its rate in Hz, bits a second, options and joint."""

    codec: str
    rate: int
    bits: int
    options: dict[str, str]
    joint: Joint


def packets(stretch: Stretch, coder: Coder) -> list[Any]:
    """Return the packets of ``stretch`` with their times in the whole sound."""
    encoder = _encoder(coder)
    samples = stretch.samples
    chunks = (samples[at : at + _CHUNK] for at in range(0, len(samples), _CHUNK))
    made = [packet for frame in frames(chunks) for packet in encoder.encode(frame)]
    made += encoder.encode(None)
    begin = coder.joint.head if stretch.first else 0
    end = len(made) - (0 if stretch.is_last else coder.joint.tail)
    ahead = stretch.first * coder.rate // RATE
    for packet in made[begin:end]:
        packet.pts += ahead
        packet.dts = packet.pts
    return made[begin:end]


def _encoder(coder: Coder) -> Any:
    encoder: Any = av.CodecContext.create(coder.codec, "w")
    encoder.sample_rate, encoder.time_base = coder.rate, Fraction(1, coder.rate)
    encoder.layout, encoder.format = "mono", encoder.codec.audio_formats[0].name
    encoder.bit_rate, encoder.options = coder.bits, coder.options
    encoder.flags |= BIT_EXACT_CODEC
    return encoder


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
