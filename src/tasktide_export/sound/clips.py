"""Short sounds for pages: plain AAC in MP4, without chapters or tags."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tasktide_export.sound.encoding import BIT_EXACT_FORMAT
from tasktide_export.sound.packets import BIT_EXACT_CODEC, frames
from tasktide_export.speech import RATE

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples

MEDIA_TYPE = "audio/mp4"
"""AAC-LC in MP4: a core media type of EPUB 3.3 (3.2), and what Kobo and Apple play."""


def encode_clip(sound: Iterable["Samples"], target: Path, kilobits: int) -> None:
    """Write ``sound`` (16-bit mono at :data:`~tasktide_export.speech.RATE`) to an MP4 file.

    Its edit list takes the encoder's delay back, so it lasts as long as the samples.
    """
    import av

    options = {"movflags": "+faststart", "brand": "M4A "}
    with av.open(str(target), "w", format="mp4", options=options) as container:
        container.flags |= BIT_EXACT_FORMAT
        stream = container.add_stream(
            "aac", rate=RATE, layout="mono", options={"aac_coder": "fast"}
        )
        stream.bit_rate = kilobits * 1000
        stream.codec_context.flags |= BIT_EXACT_CODEC
        for frame in frames(sound):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
