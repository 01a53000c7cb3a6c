"""Glyphs and numbers written: the usual runs without looking at each glyph as an object."""

import struct
from collections.abc import Iterator
from typing import Any, TypeAlias

import pydyf  # noqa: TID253 - loaded with layout
from weasyprint.draw import text as draw  # noqa: TID253
from weasyprint.text import ffi as library  # noqa: TID253

ffi, pango = library.ffi, library.pango

_GLYPH = struct.Struct("=IiiiI")
"""A glyph's number, width, two offsets and flags (``PangoGlyphInfo``)."""
Glyphs: TypeAlias = tuple[tuple[int, ...], ...]
"""A run's numbers, widths, offsets across and up, and flags, each glyph by glyph."""
_NONE = pango.PANGO_GLYPH_EMPTY
"""From this number on there is no glyph: nothing to show, or no font that could."""
_HAS_SIZES = pango.pango_version() >= 14802  # noqa: PLR2004
"""Before 1.48.2 the size of a font could not be asked for."""
_UNIT = 1000 * library.FROM_UNITS
_to_bytes = pydyf._to_bytes  # noqa: SLF001
_draw_first_line = draw.draw_first_line


def _draw_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a line whose glyphs stand on the base line in fonts without pictures.

    Any other line is drawn as ever, before anything of it has been written.
    """
    is_usual = _HAS_SIZES and text_overflow != "ellipsis" and block_ellipsis == "none"
    if not is_usual or not textbox.text.strip() or textbox.style["font_size"] < 1e-6:  # noqa: PLR2004
        return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003
    line, _ = layout.get_first_line()
    runs = list(_runs(line))
    fonts = [stream.add_font(run.item.analysis.font) for run, _ in runs]
    if not all(_is_usual(font, glyphs) for (font, _), (_, glyphs) in zip(fonts, runs, strict=True)):
        return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    string, previous = "", None
    for (run, glyphs), (font, size) in zip(runs, fonts, strict=True):
        pango_font = run.item.analysis.font
        if pango_font != previous:
            previous = pango_font
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(font.hash, size)
        _tell_text(font, run, glyphs[0], layout.text)
        string += _shown(font, size, glyphs, pango_font, stream)
    stream.show_text(string)
    return []


def _runs(line: Any) -> Iterator[tuple[Any, Glyphs]]:
    """Yield each run of a line with its glyphs as numbers."""
    run = line.runs[0]
    while run != ffi.NULL:
        glyphs = run.data.glyphs
        data = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * _GLYPH.size)
        yield run.data, tuple(zip(*_GLYPH.iter_unpack(data), strict=True)) or ((),) * 5
        run = run.next


def _is_usual(font: Any, glyphs: Glyphs) -> bool:
    if font.bitmap or font.svg or font.png or font.colr:
        return False
    numbers, _, _, rises, _ = glyphs
    return not any(rises) and max(numbers, default=0) < _NONE


def _tell_text(font: Any, run: Any, numbers: tuple[int, ...], text: str) -> None:
    """Note which characters glyphs stand for that are met for the first time."""
    known = font.to_unicode
    if known.keys() >= set(numbers):
        return
    data, begin, length = text.encode(), run.item.offset, run.item.length
    clusters = run.glyphs.log_clusters
    is_leftward = run.item.analysis.level % 2
    for place, glyph in enumerate(numbers):
        if glyph in known:
            continue
        beside = place - 1 if is_leftward else place + 1
        end = clusters[beside] if 0 <= beside < len(numbers) else length
        known[glyph] = data[begin + clusters[place] : begin + end].decode()


def _shown(font: Any, size: float, glyphs: Glyphs, pango_font: Any, stream: Any) -> str:
    """Return the operand that shows a run: glyphs in hexadecimal, and spaces between."""
    widths = font.widths
    parts = ["<"]
    numbers, advances, shifts, _, _ = glyphs
    for glyph, width, shift in zip(numbers, advances, shifts, strict=True):
        offset = shift / size
        if offset:
            parts.append(f">{-offset}<")
        parts.append(f"{glyph:04x}")
        own = widths.get(glyph)
        if own is None:
            pango.pango_font_get_glyph_extents(
                pango_font, glyph, stream.ink_rect, stream.logical_rect
            )
            own = widths[glyph] = round(stream.logical_rect.width * _UNIT / size)
        kerning = own + offset - width * 1000 * library.FROM_UNITS / size
        if kerning:
            parts.append(f">{int(kerning)}<")
    string = "".join(parts)
    return string[:-1] if string[-1] == "<" else f"{string}>"


def _bytes(item: Any) -> bytes:
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    return _to_bytes(item)  # type: ignore[no-any-return]


METHODS = ()
FUNCTIONS = ((draw.draw_first_line, _draw_line), (pydyf._to_bytes, _bytes))  # noqa: SLF001
