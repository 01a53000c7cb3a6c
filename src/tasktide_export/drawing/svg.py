"""SVG drawings as PNG, with the fonts of the system."""

import functools
import io
import re

SHARPNESS = 2.0
"""How many pixels the PNG has for one pixel of the drawing."""

_FONTS = {
    "serif": ("Noto Serif", "DejaVu Serif", "Liberation Serif", "Times New Roman", "Times"),
    "sans-serif": ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial", "Helvetica"),
    "monospace": ("DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono", "Consolas", "Menlo"),
}
"""What generic families may be; without one that is there a drawing's words would be missing."""

_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">'
    '<text x="5" y="22" font-size="20" font-family="{}">Ab</text></svg>'
)
_LATIN = 0x24F
"""Below it are letters that every usual font has, and what XML writes with an entity."""
_NONCHARACTER = "\U0010fffd"
_EXTERNAL = re.compile(rb"""\s(?:xlink:)?href\s*=\s*(?:"(?!#|data:)[^"]*"|'(?!#|data:)[^']*')""")
_WORDS = re.compile(rb"<(?:\w+:)?text[\s>]")


def draw(svg: bytes, zoom: float = SHARPNESS, ground: str | None = None) -> bytes:
    """Return the drawing as PNG, ``zoom`` pixels for one, on a ``ground`` (a CSS colour) if any.

    Addresses of other files are taken out first: a drawing shows itself only.
    Raises :class:`ValueError` when it cannot be drawn.
    """
    return _png(_EXTERNAL.sub(b"", svg).decode("utf-8", "replace"), zoom, _families(), ground)


def _families() -> dict[str, str]:
    return {generic: _present(generic) or names[0] for generic, names in _FONTS.items()}


def has_words(svg: bytes) -> bool:
    """Tell whether the drawing holds text."""
    return _WORDS.search(svg) is not None


def words_are_drawn() -> bool:
    """Tell whether the system has a font for words whose own font is not there."""
    return bool(_present("serif") or _present("sans-serif"))


def without_glyph(words: str) -> frozenset[str]:
    """Return the characters of ``words`` that no font of the system has."""
    return frozenset(one for one in set(words) if ord(one) > _LATIN and _lacks(one))


@functools.cache
def _lacks(character: str) -> bool:
    """Tell whether the character looks like one that cannot be in a font."""
    return _glyph(character) == _glyph(_NONCHARACTER)


def _glyph(character: str) -> bytes:
    return _png(_PROBE.format("sans-serif").replace("Ab", character), 1.0, _families())


@functools.cache
def _present(generic: str) -> str:
    """Return the first family for ``generic`` that leaves ink, or ``""``."""
    from PIL import Image

    for name in _FONTS[generic]:
        png = _png(_PROBE.format(generic), 1.0, dict.fromkeys(_FONTS, name))
        with Image.open(io.BytesIO(png)) as image:
            if image.convert("RGBA").getchannel("A").getbbox():
                return name
    return ""


def _png(svg: str, zoom: float, fonts: dict[str, str], ground: str | None = None) -> bytes:
    import resvg_py

    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        background=ground,
        font_family=fonts["sans-serif"],
        serif_family=fonts["serif"],
        sans_serif_family=fonts["sans-serif"],
        cursive_family=fonts["serif"],
        fantasy_family=fonts["sans-serif"],
        monospace_family=fonts["monospace"],
    )
    return bytes(png)
