"""A table's cells on their grid (HTML, "forming a table")."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from tasktide_export.document import Cell, Row, Table, inline_text
from tasktide_export.document.text import blocks_texts

_LONGEST = 60
_NARROWEST = 400
_CHARACTER = 125
_PADDING = 240


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row: a cell, the continuation of one from above, or nothing.

    ``merge`` is a ``w:vMerge`` value or empty; ``width`` counts columns.
    """

    cell: Cell | None
    width: int = 1
    merge: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of slots; ``heading`` and ``total`` say where it belongs."""

    slots: tuple[Slot, ...]
    heading: bool = False
    total: bool = False


def grid(table: Table) -> tuple[GridRow, ...]:
    """Return the table's rows with every column filled; spans stay in their group."""
    groups = [(table.head, True, False), *((body, False, False) for body in table.bodies)]
    rows: list[tuple[list[Slot], bool, bool]] = []
    for group, heading, total in [*groups, (table.foot, False, True)]:
        rows += [(slots, heading, total) for slots in _group_slots(group)]
    width = max((sum(slot.width for slot in slots) for slots, _, _ in rows), default=0)
    padded = (
        GridRow((*slots, *_missing(slots, width)), heading, total) for slots, heading, total in rows
    )
    return _with_leading_headings(tuple(padded))


def _missing(slots: list[Slot], width: int) -> list[Slot]:
    return [Slot(None)] * (width - sum(slot.width for slot in slots))


def _with_leading_headings(rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
    """Take leading rows of header cells for heading rows, as Word does."""
    marked = []
    leading = True
    for row in rows:
        cells = [slot.cell for slot in row.slots if slot.cell is not None and not _below(slot)]
        heads = bool(cells) and all(cell.header for cell in cells)
        leading = leading and (row.heading or heads)
        marked.append(GridRow(row.slots, leading, row.total))
    return tuple(marked) if any(not row.heading for row in marked) else rows


def _below(slot: Slot) -> bool:
    return slot.merge == "continue"


def _group_slots(group: tuple[Row, ...]) -> Iterator[list[Slot]]:
    hanging: dict[int, tuple[int, int]] = {}  # first column: rows still to come, width
    for number, row in enumerate(group):
        slots: list[Slot] = []
        column = 0
        cells = list(row.cells)
        while cells or column in hanging:
            if column in hanging:
                left, width = hanging.pop(column)
                slots.append(Slot(None, width, "continue"))
                if left > 1:
                    hanging[column] = (left - 1, width)
                column += width
                continue
            cell = cells.pop(0)
            width = _free_width(column, cell.column_span, hanging)
            tall = min(cell.row_span, len(group) - number)
            slots.append(Slot(cell, width, "restart" if tall > 1 else ""))
            if tall > 1:
                hanging[column] = (tall - 1, width)
            column += width
        yield _closed(slots, column, hanging)


def _free_width(column: int, wanted: int, hanging: dict[int, tuple[int, int]]) -> int:
    """Return how many of ``wanted`` columns are free, so that no two cells overlap."""
    taken = [start for start in hanging if column < start < column + wanted]
    return min(taken) - column if taken else wanted


def _closed(slots: list[Slot], column: int, hanging: dict[int, tuple[int, int]]) -> list[Slot]:
    """Append the cells from above that stand beyond the row's own last cell."""
    for start in sorted(one for one in hanging if one >= column):
        slots += [Slot(None)] * (start - column)
        left, width = hanging.pop(start)
        slots.append(Slot(None, width, "continue"))
        if left > 1:
            hanging[start] = (left - 1, width)
        column = start + width
    return slots


def column_widths(rows: tuple[GridRow, ...], width: int) -> list[int]:
    """Share ``width`` (twentieths of a point) among the columns.

    Every column has room for its longest word, if that can be; what is left goes
    by the length of the texts.
    """
    count = sum(slot.width for slot in rows[0].slots)
    floors, weights = [_NARROWEST] * count, [1] * count
    for row in rows:
        column = 0
        for slot in row.slots:
            if slot.cell is not None and slot.width == 1:
                texts = [*blocks_texts(slot.cell.blocks)]
                word = max((len(word) for text in texts for word in text.split()), default=0)
                floors[column] = max(floors[column], word * _CHARACTER + _PADDING)
                longest = max((len(text) for text in texts), default=0)
                weights[column] = max(weights[column], min(longest, _LONGEST))
            column += slot.width
    spare = width - sum(floors)
    if spare < 0:
        return _shares(floors, width)
    return [a + b for a, b in zip(floors, _shares(weights, spare), strict=True)]


def _shares(weights: list[int], width: int) -> list[int]:
    total = sum(weights)
    edges = [0, *(width * part // total for part in accumulate(weights))]
    return [right - left for left, right in pairwise(edges)]


def description(table: Table, rows: tuple[GridRow, ...]) -> str:
    """Return the words of the heading row: what the table's columns hold."""
    heading = next((row for row in rows if row.heading), None)
    if heading is None:
        return inline_text(table.caption)
    texts = (
        " ".join(blocks_texts(slot.cell.blocks)) for slot in heading.slots if slot.cell is not None
    )
    return "; ".join(" ".join(text.split()) for text in texts if text.strip())
