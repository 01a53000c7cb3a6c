"""Images as Word takes them.

Word shows PNG, JPEG, GIF, BMP and TIFF.  SVG needs a PNG beside it for whoever
cannot show it; everything else becomes PNG.
"""

import io
from dataclasses import dataclass
from typing import Any

from docx.opc.packuri import PackURI  # noqa: TID253 - this module is imported when used
from docx.opc.part import Part  # noqa: TID253

from tasktide_export.document import Asset, Severity
from tasktide_export.drawing.raster import as_png
from tasktide_export.drawing.svg import SHARPNESS, draw, has_words, words_are_drawn
from tasktide_export.exporters.docx.losses import Losses

_NATIVE = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tif",
}
_SVG = "image/svg+xml"
_FORMAT_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in the package: its parts and its size in pixels at 96 to the inch."""

    part: Any
    svg: Any
    width: int
    height: int


class Media:
    """Puts each asset into the package once, when it is first shown."""

    def __init__(self, package: Any, assets: tuple[Asset, ...], losses: Losses) -> None:
        self._package = package
        self._assets = {asset.key: asset for asset in assets}
        self._pictures: dict[str, Picture | None] = {}
        self._count = 0
        self._losses = losses

    def picture(self, key: str) -> Picture | None:
        """Return the picture of an asset, or ``None`` when it cannot be shown."""
        if key not in self._assets:
            return None
        if key not in self._pictures:
            self._pictures[key] = self._add(self._assets[key])
        return self._pictures[key]

    def _add(self, asset: Asset) -> Picture | None:
        try:
            return self._add_svg(asset) if asset.media_type == _SVG else self._add_raster(asset)
        except (OSError, ValueError, SyntaxError) as error:
            self._losses.add(
                "image",
                "an image could not be prepared for Word; its alternative stands in its place",
                f"{asset.name}: {error}",
                severity=Severity.ERROR,
                advice="save the image as PNG or JPEG",
            )
            return None

    def _add_raster(self, asset: Asset) -> Picture:
        data, media_type = asset.data, asset.media_type
        width, height = asset.width, asset.height
        if media_type not in _NATIVE or not (width and height):
            data, media_type, width, height = _transcode(asset)
        return Picture(self._part(data, media_type, _NATIVE[media_type]), None, width, height)

    def _add_svg(self, asset: Asset) -> Picture:
        png = draw(asset.data)
        if has_words(asset.data) and not words_are_drawn():
            self._losses.add(
                "drawing-words",
                "no usual font is there, so the words of a drawing are missing from its PNG",
                asset.name,
                severity=Severity.WARNING,
                advice="install Noto Sans and Noto Serif, or DejaVu",
            )
        _, _, wide, high = _measure(png)
        width = asset.width or round(wide / SHARPNESS)
        height = asset.height or round(high / SHARPNESS)
        part = self._part(png, "image/png", "png")
        return Picture(part, self._part(asset.data, _SVG, "svg"), width, height)

    def _part(self, data: bytes, media_type: str, suffix: str) -> Any:
        self._count += 1
        name = PackURI(f"/word/media/image{self._count}.{suffix}")
        return Part(name, media_type, data, self._package)


def _transcode(asset: Asset) -> tuple[bytes, str, int, int]:
    """Return the image as Word takes it, its media type and its size."""
    data, media_type, width, height = _measure(asset.data)
    if media_type in _NATIVE:
        return data, media_type, width, height
    data, width, height = as_png(asset.data)
    return data, "image/png", width, height


def _measure(data: bytes) -> tuple[bytes, str, int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return data, _FORMAT_TYPES.get(image.format or "", ""), image.width, image.height
