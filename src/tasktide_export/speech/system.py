"""The voices of macOS and Windows through pyttsx3's own drivers.

Written from the drivers' sources and not run on those systems by us.  Both drivers
write a file whose kind does not follow from its name (AIFF on macOS, WAV on
Windows) and whose rate follows from the voice, so the header is read.  They tell
no word times that could be trusted.
"""

import io
import struct
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

from tasktide_export.speech.engine import RATE

_WAIT_SECONDS = 60.0
_STEREO = 2


def record(engine: Any, text: str) -> bytes:
    """Return ``text`` as 16-bit mono sound at the common rate, by ``save_to_file``."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "speech.wav")
        engine.save_to_file(text, str(target))
        engine.runAndWait()
        return _convert(*_parse(_settled(target)))


def _settled(target: Path) -> bytes:
    """Return the file once it has stopped growing: macOS writes on its own time."""
    size, deadline = -1, time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < deadline:
        now = target.stat().st_size if target.exists() else 0
        if now and now == size:
            return target.read_bytes()
        size = now
        time.sleep(0.2)
    raise RuntimeError("the system's voice wrote no sound")


def _parse(data: bytes) -> tuple[bytes, int, int, str]:
    """Return the frames, the rate, the channels and the byte order of a sound file."""
    if data[:4] == b"RIFF":
        with wave.open(io.BytesIO(data), "rb") as sound:
            if sound.getsampwidth() != _STEREO:
                raise RuntimeError("the system's voice does not write 16-bit sound")
            frames = sound.readframes(sound.getnframes())
            return frames, sound.getframerate(), sound.getnchannels(), "<"
    if data[:4] == b"FORM":
        return _parse_aiff(data)
    raise RuntimeError("the system's voice wrote a file of an unknown kind")


def _parse_aiff(data: bytes) -> tuple[bytes, int, int, str]:
    """Read AIFF or AIFF-C: chunks of a name, a length and padded data."""
    place, rate, channels, frames, order = 12, 0, 1, b"", ">"
    while place + 8 <= len(data):
        name, size = struct.unpack(">4sI", data[place : place + 8])
        chunk = data[place + 8 : place + 8 + size]
        if name == b"COMM":
            channels, _, bits = struct.unpack(">hIh", chunk[:8])
            if bits != 16:  # noqa: PLR2004
                raise RuntimeError("the system's voice does not write 16-bit sound")
            exponent, mantissa = struct.unpack(">HQ", chunk[8:18])
            rate = round(mantissa * 2.0 ** (exponent - 16383 - 63))
            order = "<" if chunk[18:22] == b"sowt" else ">"
        elif name == b"SSND":
            frames = chunk[8:]
        place += 8 + size + size % 2
    return frames, rate, channels, order


def _convert(frames: bytes, rate: int, channels: int, order: str) -> bytes:
    import numpy as np

    sound = np.frombuffer(frames[: len(frames) // 2 * 2], dtype=f"{order}i2")
    sound = sound[: len(sound) // channels * channels].reshape(-1, channels).mean(axis=1)
    if rate != RATE and len(sound):
        times = np.arange(int(len(sound) * RATE / rate)) * (rate / RATE)
        sound = np.interp(times, np.arange(len(sound)), sound)
    converted: bytes = np.rint(sound).astype("<i2").tobytes()
    return converted
