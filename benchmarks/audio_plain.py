"""espeak-ng and the same encoder with nothing around them: what speech costs at least.

    python -m benchmarks.audio_plain TEXT TARGET [SAMPLES]

Each line of TEXT is spoken by espeak-ng's C interface in one process, and the sound goes
straight to the AAC coder, with the settings that the package uses.  SAMPLES takes the raw
sound as well, for other encoders.
"""

import ctypes
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import av  # noqa: TID253 - a program of its own
import espeakng_loader
import numpy as np  # noqa: TID253

RATE = 22050
_SYNCHRONOUS = 2
_WORDS_A_MINUTE = 165
_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def spoken(lines: list[str]) -> Iterator[bytes]:
    """Yield the 16-bit samples of each line."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(_SYNCHRONOUS, 1000, espeakng_loader.get_data_path().encode(), 0)
    sound = bytearray()

    def take(samples: Any, count: int, _events: Any) -> int:
        if count > 0:
            sound.extend(ctypes.string_at(samples, 2 * count))
        return 0

    callback = _CALLBACK(take)
    library.espeak_SetSynthCallback(callback)
    library.espeak_SetVoiceByName(b"en-us")
    library.espeak_SetParameter(1, _WORDS_A_MINUTE, 0)
    for line in lines:
        data = line.encode()
        library.espeak_Synth(data, len(data) + 1, 0, 1, 0, 0x1001, None, None)
        yield bytes(sound)
        sound.clear()


def main() -> None:
    """Speak and encode."""
    text, target, *more = sys.argv[1:]
    raw: BinaryIO | None = Path(more[0]).open("wb") if more else None  # noqa: SIM115
    with av.open(target, "w", format="mp4") as container:
        stream: Any = container.add_stream(
            "aac", rate=RATE, layout="mono", options={"aac_coder": "fast"}
        )
        stream.bit_rate = 64_000
        place = 0
        for sound in spoken(Path(text).read_text("utf-8").splitlines()):
            samples = np.frombuffer(sound, "<i2")
            frame = av.AudioFrame.from_ndarray(samples[np.newaxis, :], format="s16", layout="mono")
            frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), place
            place += len(samples)
            container.mux(stream.encode(frame))
            if raw:
                raw.write(sound)
        container.mux(stream.encode(None))
    if raw:
        raw.close()


if __name__ == "__main__":
    main()
