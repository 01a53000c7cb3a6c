"""Where a table's cells stand, and which headers are said before each."""

from collections.abc import Iterator
from dataclasses import dataclass

from tasktide_export.document import Cell, Paragraph, Row, Table, Text
from tasktide_export.document.text import blocks_texts

REPEATED = 400
"""Cells of a table up to which headers are repeated before each cell."""
_AT_A_GLANCE = 3
"""Columns up to which the first row needs no headers: they were heard a moment ago."""
_LONGEST_LABEL = 100
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Label:
    """A header's words and their language, empty when it is the table's."""

    text: str
    language: str


_UNLABELLED: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is read.

    ``labels`` are the row headers from rows above that span this one.  ``cells`` are
    the row's own, each with the column headers to say before it.  ``heads`` tells
    that the cells themselves are column headers, ``named`` that a header says which
    row it is or that the only column needs none, ``in_head`` that the row does not count as one.
    """

    labels: tuple[Label, ...]
    cells: tuple[tuple[Cell, tuple[Label, ...]], ...]
    heads: bool
    named: bool
    in_head: bool


def size(table: Table) -> tuple[int, int]:
    """Return the number of columns, spans counted, and of rows below the head."""
    rows = list(_rows(table))
    columns = max((sum(cell.column_span for cell in row.cells) for row, _ in rows), default=0)
    return columns, sum(not head for _, head in rows)


def is_empty(cell: Cell) -> bool:
    """Return whether there is nothing at all in ``cell``, not even a picture."""
    return all(
        isinstance(block, Paragraph)
        and all(isinstance(one, Text) and not one.value.strip() for one in block.children)
        for block in cell.blocks
    )


def lines(table: Table) -> Iterator[Line]:
    """Yield the rows of ``table`` in reading order."""
    grid = _Grid(*size(table))
    for row, head in _rows(table):
        yield grid.place(row, head=head)


def _rows(table: Table) -> Iterator[tuple[Row, bool]]:
    """Yield each row with whether it is one of the head's."""
    yield from ((row, True) for row in table.head)
    for body in table.bodies:
        yield from ((row, False) for row in body)
    yield from ((row, False) for row in table.foot)


class _Grid:
    """Follows a table row by row; columns count from 0."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._repeats = width * height <= REPEATED
        self._heads: dict[int, tuple[Label, ...]] = {}
        self._head_rows = 0
        self._taken: dict[int, int] = {}
        self._spanning: list[tuple[Label, int]] = []

    def place(self, row: Row, *, head: bool) -> Line:
        cells = self._placed(row)
        heads = self._is_head(row, head=head)
        labels = tuple(label for label, _ in self._spanning)
        self._spanning = [(label, left - 1) for label, left in self._spanning if left > 1]
        if heads:
            self._read_heads(cells)
            heading = tuple((cell, _UNLABELLED) for _, cell in cells)
            return Line((), heading, heads=True, named=True, in_head=head)
        fresh = self._head_rows == 1 and self._width <= _AT_A_GLANCE
        silent = fresh or not self._repeats or self._width == 1
        self._head_rows = 0
        said: set[Label] = set()
        told = tuple(
            (cell, () if silent or cell.header else self._labels(column, cell, said))
            for column, cell in cells
        )
        for cell in row.cells:
            if cell.header and cell.row_span > 1:
                self._spanning += [(label, cell.row_span - 1) for label in _label(cell)]
        named = (
            self._width == 1
            or bool(labels)
            or any(cell.header and not is_empty(cell) for cell in row.cells)
        )
        return Line(labels, told, heads=False, named=named, in_head=False)

    def _placed(self, row: Row) -> list[tuple[int, Cell]]:
        """Return the cells with their columns, those covered from above left out."""
        taken, self._taken = self._taken, {}
        self._taken = {column: left - 1 for column, left in taken.items() if left > 1}
        column, placed = 0, []
        for cell in row.cells:
            while column in taken:
                column += 1
            placed.append((column, cell))
            if cell.row_span > 1:
                covered = range(column, column + cell.column_span)
                self._taken |= dict.fromkeys(covered, cell.row_span - 1)
            column += cell.column_span
        return placed

    def _is_head(self, row: Row, *, head: bool) -> bool:
        if head:
            return True
        across = all(cell.header and cell.scope not in {"row", "rowgroup"} for cell in row.cells)
        return across and len(row.cells) > 1 and not self._spanning

    def _read_heads(self, cells: list[tuple[int, Cell]]) -> None:
        if not self._head_rows:
            self._heads = {}
        self._head_rows += 1
        for column, cell in cells:
            if 1 < self._width <= cell.column_span:
                continue  # a heading of the whole table tells no columns apart
            for covered in range(column, column + cell.column_span):
                above = self._heads.get(covered, ())
                self._heads[covered] = (*above, *_label(cell))[-_DEEPEST:]

    def _labels(self, column: int, cell: Cell, said: set[Label]) -> tuple[Label, ...]:
        """Return a cell's column headers; a group's is said with its first column only."""
        if 1 < self._width <= cell.column_span:
            return ()
        labels: dict[Label, None] = {}
        for covered in range(column, column + cell.column_span):
            *groups, own = self._heads.get(covered, ()) or (None,)
            labels |= dict.fromkeys(one for one in groups if one and one not in said)
            said.update(one for one in groups if one)
            if own:
                labels[own] = None
        return tuple(labels)


def _label(cell: Cell) -> tuple[Label, ...]:
    """Return a header's words, if there are any and they are few enough to repeat."""
    text = " ".join(" ".join(blocks_texts(cell.blocks)).split())
    if not 0 < len(text) <= _LONGEST_LABEL:
        return ()
    return (Label(text, cell.blocks[0].language),)
