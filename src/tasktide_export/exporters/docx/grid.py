"""A table's cells on their grid (HTML, "forming a table")."""

from collections.abc import Iterator
from dataclasses import dataclass

from tasktide_export.document import Cell, Row, Table


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
