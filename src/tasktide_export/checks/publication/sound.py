"""How long a sound lasts, decoded."""

import io


def seconds_of(data: bytes) -> float | None:
    """Return the length in seconds of the sound ``data``; ``None`` if it cannot be decoded."""
    import av

    try:
        with av.open(io.BytesIO(data), mode="r") as container:
            stream = container.streams.audio[0]
            samples = 0
            for frame in container.decode(stream):
                samples += frame.samples
            return samples / stream.rate if stream.rate else None
    except (av.FFmpegError, IndexError, OSError, ValueError):
        return None
