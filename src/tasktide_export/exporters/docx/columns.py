"""How a table's columns share its width, and how small it must be set."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from tasktide_export.document.text import blocks_texts
from tasktide_export.exporters.docx.grid import GridRow
from tasktide_export.exporters.docx.measure import longest_word

_LONGEST = 60
_NARROWEST = 180
_TWIPS_PER_SIZE = 10
"""Twentieths of a point in half a point."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to set a table.

    ``suffix`` ends the names of its paragraph styles, ``size`` is their type
    size in half points, ``padding`` the room on either side of a cell's text in
    twentieths of a point.
    """

    suffix: str
    size: int
    padding: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set: its columns' widths are twentieths of a point.

    ``landscape`` is whether its page is turned; ``whole`` whether every word has
    room in its column.
    """

    look: Look
    widths: list[int]
    landscape: bool
    whole: bool


_LOOKS = (("", 108), ("Small", 80), ("Tiny", 50))


def looks(sizes: Mapping[str, int]) -> tuple[Look, ...]:
    """Return the looks whose styles are among ``sizes``, the largest first."""
    return tuple(
        Look(suffix, sizes[f"TableText{suffix}"], padding)
        for suffix, padding in _LOOKS
        if f"TableText{suffix}" in sizes
    ) or (Look("", 20, 108),)


def fit_columns(
    rows: tuple[GridRow, ...], choice: tuple[Look, ...], width: int, wide: int = 0
) -> Fit:
    """Return the largest look that keeps all words whole on a page as it is, else on a turned one.

    ``width`` and ``wide`` are the room on either; ``wide`` is 0 where the page
    cannot be turned.
    """
    words, weights = _demands(rows)
    rooms = [(width, False), (wide, True)] if wide else [(width, False)]
    for room, landscape in rooms:
        for look in choice:
            floors = _floors(words, look)
            spare = room - sum(floors)
            if spare >= 0:
                shares = _shares(weights, spare)
                widths = [floor + share for floor, share in zip(floors, shares, strict=True)]
                return Fit(look, widths, landscape, whole=True)
    room, landscape = rooms[-1]
    return Fit(choice[-1], _clipped(_floors(words, choice[-1]), room), landscape, whole=False)


def _clipped(floors: list[int], room: int) -> list[int]:
    """Return widths that fill ``room``: only the widest columns go without what they ask."""
    most = bisect_right(range(room + 1), room, key=lambda cap: sum(min(one, cap) for one in floors))
    widths = [min(one, most - 1) for one in floors]
    rest = _shares([1] * len(widths), room - sum(widths))
    return [width + share for width, share in zip(widths, rest, strict=True)]


def _floors(words: list[int], look: Look) -> list[int]:
    scale = look.size * _TWIPS_PER_SIZE
    return [max(word * scale // 1000 + 1, _NARROWEST) + 2 * look.padding for word in words]


def _demands(rows: tuple[GridRow, ...]) -> tuple[list[int], list[int]]:
    """Return each column's longest word (thousandths of the type size) and length of text.

    A cell over several columns asks only for what those lack together.
    """
    count = sum(slot.width for slot in rows[0].slots)
    words, weights = [0] * count, [1] * count
    spans: list[tuple[int, int, int]] = []
    for row in rows:
        column = 0
        for slot in row.slots:
            if slot.cell is not None:
                texts = [*blocks_texts(slot.cell.blocks)]
                bold = slot.cell.header or row.total
                word = max((longest_word(text, bold=bold) for text in texts), default=0)
                if slot.width == 1:
                    words[column] = max(words[column], word)
                    longest = max((len(text) for text in texts), default=0)
                    weights[column] = max(weights[column], min(longest, _LONGEST))
                else:
                    spans.append((column, slot.width, word))
            column += slot.width
    for column, width, word in spans:
        lacking = word - sum(words[column : column + width])
        for number in range(column, column + width):
            words[number] += max(0, -(-lacking // width))
    return words, weights


def _shares(weights: list[int], width: int) -> list[int]:
    total = sum(weights)
    edges = [0, *(width * part // total for part in accumulate(weights))]
    return [right - left for left, right in pairwise(edges)]
