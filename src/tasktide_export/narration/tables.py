"""Which column headers a table cell stands under."""

from collections.abc import Iterator

from tasktide_export.document import Cell, Row, Table
from tasktide_export.document.text import blocks_texts

REPEATED = 400
"""Cells of a table up to which headers are repeated before each cell."""


def rows_of(table: Table) -> Iterator[tuple[Row, bool]]:
    """Yield each row with whether it is one of the head's."""
    yield from ((row, True) for row in table.head)
    for body in table.bodies:
        yield from ((row, False) for row in body)
    yield from ((row, False) for row in table.foot)


def size(table: Table) -> tuple[int, int]:
    """Return the number of columns, spans counted, and of rows below the head."""
    rows = list(rows_of(table))
    columns = max((sum(cell.column_span for cell in row.cells) for row, _ in rows), default=0)
    return columns, sum(not head for _, head in rows)


class Columns:
    """Follows a table row by row and tells each cell's column header."""

    def __init__(self) -> None:
        self._headers: dict[int, str] = {}
        self._taken: dict[int, int] = {}

    def place(self, row: Row, *, head: bool) -> Iterator[tuple[Cell, str]]:
        """Yield the cells of ``row`` with the header above each, or an empty text."""
        heads = head or (bool(row.cells) and all(cell.header for cell in row.cells))
        taken, self._taken = self._taken, {}
        self._taken = {column: left - 1 for column, left in taken.items() if left > 1}
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            yield cell, "" if heads or cell.header else self._headers.get(column, "")
            for covered in range(column, column + cell.column_span):
                if cell.row_span > 1:
                    self._taken[covered] = cell.row_span - 1
                if heads:
                    self._headers[covered] = " ".join(blocks_texts(cell.blocks))
            column += cell.column_span
