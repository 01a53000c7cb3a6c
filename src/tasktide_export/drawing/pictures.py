"""Images as pictures of dots that every reader shows: PNG, JPEG, GIF."""

from dataclasses import replace

from tasktide_export.document import Asset
from tasktide_export.drawing.raster import as_png, png_size
from tasktide_export.drawing.svg import SHARPNESS, draw

PNG = "image/png"
SVG = "image/svg+xml"
_SHOWN = frozenset({PNG, "image/jpeg", "image/gif"})
PAPER = "#ffffff"
"""What drawings stand on: black on nothing cannot be seen where pages are black."""


def as_dots(asset: Asset) -> Asset:
    """Return the image itself, or a PNG of it under the same name with that suffix.

    Raises ``OSError``, ``ValueError`` or ``SyntaxError`` when it cannot be drawn.
    """
    if asset.media_type in _SHOWN:
        return asset
    if asset.media_type == SVG:
        data = draw(asset.data, ground=PAPER)
        width, height = (round(side / SHARPNESS) for side in png_size(data))
    else:
        data, width, height = as_png(asset.data)
    return replace(
        asset,
        media_type=PNG,
        data=data,
        name=f"{asset.name.rpartition('.')[0] or asset.name}.png",
        width=asset.width or width,
        height=asset.height or height,
    )
