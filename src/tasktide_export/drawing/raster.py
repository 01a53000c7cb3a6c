"""Pictures of dots in other formats than they came in."""

import io
import struct


def as_png(data: bytes) -> tuple[bytes, int, int]:
    """Return the picture (the first of several) as PNG, its width and its height in pixels.

    Raises what Pillow does about damaged data: ``OSError``, ``ValueError`` or
    ``SyntaxError``.
    """
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        sink = io.BytesIO()
        mode = "RGBA" if image.has_transparency_data else "RGB"
        image.convert(mode).save(sink, "PNG", optimize=False)
        return sink.getvalue(), image.width, image.height


def png_size(data: bytes) -> tuple[int, int]:
    """Return a PNG's width and height in pixels (PNG, third edition, 11.2.1)."""
    width, height = struct.unpack(">II", data[16:24])
    return width, height
