"""What bytes are, by their first bytes and their header; names and claims do not count."""

import io
import warnings
from dataclasses import dataclass

from tasktide_export.assets.refusal import RefusedError
from tasktide_export.assets.svg import clean_svg, looks_like_svg
from tasktide_export.limits import Limits


@dataclass(frozen=True, slots=True)
class Examined:
    """Admissible bytes: what they are, cleaned where needed, and their size in pixels.

    ``removed`` is what the cleaning took away from those who look at it, in words.
    """

    media_type: str
    suffix: str
    data: bytes
    width: int
    height: int
    removed: tuple[str, ...] = ()


_RASTER = {
    "PNG": ("image/png", ".png"),
    "JPEG": ("image/jpeg", ".jpg"),
    "GIF": ("image/gif", ".gif"),
    "WEBP": ("image/webp", ".webp"),
}


def examine(data: bytes, limits: Limits) -> Examined:
    """Return what ``data`` is.

    Raises:
        RefusedError: when it is no PNG, JPEG, GIF, WebP or SVG image, is
            damaged or over a limit.
    """
    kind = _raster_kind(data)
    if kind:
        width, height = _raster_size(data, kind, limits)
        media_type, suffix = _RASTER[kind]
        return Examined(media_type, suffix, data, width, height)
    if looks_like_svg(data):
        drawing = clean_svg(data, limits)
        size = drawing.width, drawing.height
        return Examined("image/svg+xml", ".svg", drawing.data, *size, drawing.removed)
    raise RefusedError("it is no PNG, JPEG, GIF, WebP or SVG image")


def _raster_kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    return ""


def _raster_size(data: bytes, kind: str, limits: Limits) -> tuple[int, int]:
    """Return width and height from the header alone; the pixels are not unpacked."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # Pillow warns of large images while opening; our own limit decides.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[kind]) as image:
                width, height = image.size
    except Image.DecompressionBombError as error:
        raise RefusedError(f"it has over {limits.pixels} pixels") from error
    except Exception as error:  # a damaged image raises whatever its decoder meets
        raise RefusedError(f"it is a damaged {kind} image") from error
    if width * height > limits.pixels:
        raise RefusedError(f"it has {width * height} pixels, over {limits.pixels}")
    if width < 1 or height < 1:
        raise RefusedError("it has no pixels")
    return width, height
