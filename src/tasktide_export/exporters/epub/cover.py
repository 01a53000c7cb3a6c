"""A cover drawn from the title, for articles that bring none.

It is an SVG image (EPUB 3.3, 3.2: a core media type) whose words are words: the
reading system sets them with its own fonts, in whatever script.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from lxml import etree

from tasktide_export.document import Metadata
from tasktide_export.exporters.epub.cover_lines import Lines, fit
from tasktide_export.exporters.epub.resource import Resource
from tasktide_export.styles import Style
from tasktide_export.xhtml.element import XML, Element

SVG_TYPE = "image/svg+xml"
WIDTH, HEIGHT = 1600, 2560
"""Pixels, and the units of the drawing."""

_SVG = "http://www.w3.org/2000/svg"
_PANEL = 1640
_MARGIN = 130
_MEASURE = WIDTH - 2 * _MARGIN
_ENOUGH = 7.0
"""The contrast of words with their ground (WCAG 2.2, 1.4.6)."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a cover, each ``#rrggbb``; the panel is ``accent``, its words ``ground``."""

    text: str = "#1a1a1a"
    muted: str = "#4a4a4a"
    accent: str = "#14407a"
    ground: str = "#ffffff"


def palette(style: Style) -> Palette:
    """Return the style's colours where they can be read on each other, else plain ones."""
    given = style.settings.get("colours", {})
    named = {one.name: str(given.get(one.name, "")) for one in fields(Palette)}
    if not all(_HEX.fullmatch(colour) for colour in named.values()):
        return Palette()
    own = Palette(**named)
    words = (own.text, own.muted, own.accent)
    legible = all(contrast(colour, own.ground) >= _ENOUGH for colour in words)
    return own if legible else Palette()


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]  # noqa: PLR2004 - sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines of one kind; ``top`` is pixels, ``weight`` that of CSS."""

    top: int
    lines: Lines
    colour: str
    weight: str = "400"


def cover_file(metadata: Metadata, style: Style) -> Resource:
    """Return the cover as a file of the package (EPUB 3.3, manifest property ``cover-image``).

    By its id our reader knows that it is no picture of the article's.
    """
    return Resource(
        id="drawn-cover",
        path="cover.svg",
        media_type=SVG_TYPE,
        data=cover_drawing(metadata, style),
        properties=("cover-image",),
    )


def cover_drawing(metadata: Metadata, style: Style) -> bytes:
    """Return the cover of a document as SVG: title and subtitle, authors, where it appeared."""
    root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})  # type: ignore[dict-item]
    root.set("viewBox", f"0 0 {WIDTH} {HEIGHT}")
    root.set("width", str(WIDTH))
    root.set("height", str(HEIGHT))
    root.set(f"{{{XML}}}lang", metadata.language)
    _name(root, metadata)
    colours = palette(style)
    _rectangle(root, (0, 0, WIDTH, HEIGHT), colours.ground)
    _rectangle(root, (0, 0, WIDTH, _PANEL), colours.accent)
    words = etree.SubElement(root, f"{{{_SVG}}}g")
    words.set("font-family", _families(style))
    words.set("text-anchor", "middle")
    if metadata.direction == "rtl":
        words.set("direction", "rtl")
    for part in _parts(metadata, colours):
        _write(words, part, rtl=metadata.direction == "rtl")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _name(root: Element, metadata: Metadata) -> None:
    """Give the drawing its name and description (SVG 2, 5.8), for whoever does not see it."""
    root.set("role", "img")
    details = (metadata.subtitle, ", ".join(metadata.authors), _home(metadata))
    parts = {"title": metadata.title, "desc": " · ".join(filter(None, details))}
    told = {tag: text for tag, text in parts.items() if text}
    for tag, text in told.items():
        part = etree.SubElement(root, f"{{{_SVG}}}{tag}", id=f"cover-{tag}")
        part.text = text
    if told:
        root.set("aria-labelledby", " ".join(f"cover-{tag}" for tag in told))


def _home(metadata: Metadata) -> str:
    return metadata.site or metadata.publisher


def _parts(metadata: Metadata, colours: Palette) -> Iterator[_Part]:
    """Yield title and subtitle in the middle of the panel, authors and home below it."""
    title = fit(metadata.title, width=_MEASURE, height=1000, sizes=(190, 160, 135, 112, 94, 78))
    below = fit(metadata.subtitle, width=_MEASURE, height=260, sizes=(72, 62, 54))
    gap = 60 if title.lines and below.lines else 0
    top = (_PANEL - title.height - gap - below.height) // 2
    yield _Part(top, title, colours.ground, "700")
    yield _Part(top + title.height + gap, below, colours.ground)
    names = fit(", ".join(metadata.authors), width=_MEASURE, height=340, sizes=(88, 74, 62))
    yield _Part(_PANEL + 150, names, colours.text, "700")
    home = fit(_home(metadata), width=_MEASURE, height=150, sizes=(62, 54))
    yield _Part(HEIGHT - _MARGIN - home.height, home, colours.muted)


def _write(parent: Element, part: _Part, *, rtl: bool) -> None:
    lines = part.lines
    for number, line in enumerate(lines.lines):
        text = etree.SubElement(parent, f"{{{_SVG}}}text", x=str(WIDTH // 2))
        text.set("y", str(part.top + number * lines.leading + lines.size))
        text.set("font-size", str(lines.size))
        text.set("font-weight", part.weight)
        text.set("fill", part.colour)
        # Not every renderer heeds the direction; all heed an isolate (UAX #9, 2.4).
        text.text = f"\u2067{line}\u2069" if rtl else line


def _rectangle(parent: Element, box: tuple[int, int, int, int], colour: str) -> None:
    sides = zip(("x", "y", "width", "height"), map(str, box), strict=True)
    etree.SubElement(parent, f"{{{_SVG}}}rect", dict(sides), fill=colour)


def _families(style: Style) -> str:
    """Return the style's font for headings as CSS, with what every system has behind it."""
    name = str(style.settings.get("fonts", {}).get("heading", ""))
    own = re.sub(r"[^\w \-]", "", name).strip()
    return f"'{own}', sans-serif" if own else "sans-serif"
