"""Small pieces that tests build documents from."""

import struct
import zlib

from tasktide_export.document import Asset, Inline, MathBlock, Paragraph, Text

MATHML = "http://www.w3.org/1998/Math/MathML"


def paragraph(*children: str | Inline) -> Paragraph:
    """Return a paragraph of inlines; a plain string is a run of text."""
    return Paragraph(children=tuple(Text(c) if isinstance(c, str) else c for c in children))


def mathml(inside: str, display: str = "inline") -> str:
    """Return a serialised ``math`` element around ``inside``."""
    return f'<math xmlns="{MATHML}" display="{display}">{inside}</math>'


def math_block(inside: str, alternative: str, source: str = "") -> MathBlock:
    """Return displayed mathematics."""
    return MathBlock(mathml=mathml(inside, "block"), alternative=alternative, source=source)


def png(width: int = 4, height: int = 3, colour: tuple[int, int, int] = (0, 90, 160)) -> bytes:
    """Return a PNG of one colour, 8-bit RGB (PNG, third edition, clause 11)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    rows = (b"\0" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def png_asset(key: str = "pixels", width: int = 4, height: int = 3) -> Asset:
    """Return an admitted PNG asset."""
    return Asset(key, "image/png", png(width, height), f"{key}.png", width, height)
