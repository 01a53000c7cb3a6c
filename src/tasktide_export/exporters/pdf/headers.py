"""Which header cells a table's cells belong to (ISO 32000-1, table 349: Headers).

Each header cell gets an id, and each cell names those of its columns and rows, the
nearest last.  Spans are counted, so that a cell below two headers names both.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tasktide_export.exporters.pdf.structure import Node

_GROUPS = frozenset({"THead", "TBody", "TFoot"})


@dataclass(slots=True)
class _Placed:
    """A cell in the grid: its rows and columns, counted from 0, the last excluded."""

    node: Node
    top: int
    bottom: int
    left: int
    right: int


@dataclass(slots=True)
class _Grid:
    cells: list[_Placed] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def place(self, node: Node, row: int, last: int) -> None:
        """Put a cell into the first free column of ``row``; spans end at row ``last``."""
        column = 0
        while (row, column) in self.taken:
            column += 1
        wide, high = _span(node.element, "colspan"), _span(node.element, "rowspan")
        placed = _Placed(node, row, min(row + high, last), column, column + wide)
        self.cells.append(placed)
        self.taken.update(
            (one, other)
            for one in range(placed.top, placed.bottom)
            for other in range(placed.left, placed.right)
        )


def name_headers(document: Node, prefix: str = "") -> None:
    """Give ids to the header cells of every table in ``document``, and name them in its cells."""
    count = 0
    for table in _tables(document):
        grid = _grid(table)
        heads = [one for one in grid.cells if one.node.role.name == "TH"]
        for head in heads:
            count += 1
            head.node.name = f"{prefix}header-{count}"
        by_row, by_column = _by_place(heads)
        for cell in grid.cells:
            near = {
                id(one): one
                for one in (
                    *(one for row in range(cell.top, cell.bottom) for one in by_row[row]),
                    *(one for at in range(cell.left, cell.right) for one in by_column[at]),
                )
            }
            cell.node.headers = [one.node.name for one in near.values() if _heads(one, cell)]


def _by_place(
    heads: list[_Placed],
) -> tuple[defaultdict[int, list[_Placed]], defaultdict[int, list[_Placed]]]:
    """Return the headers of rows by row, and those of columns by column."""
    by_row: defaultdict[int, list[_Placed]] = defaultdict(list)
    by_column: defaultdict[int, list[_Placed]] = defaultdict(list)
    for head in heads:
        if _is_of_row(head):
            for row in range(head.top, head.bottom):
                by_row[row].append(head)
        else:
            for column in range(head.left, head.right):
                by_column[column].append(head)
    return by_row, by_column


def _is_of_row(head: _Placed) -> bool:
    return bool(head.node.role.attributes.get("Table", {}).get("Scope") == "Row")


def _heads(head: _Placed, cell: _Placed) -> bool:
    """Tell whether ``head`` is a header of ``cell``."""
    if head is cell:
        return False
    if _is_of_row(head):
        beside = head.right <= cell.left
        return beside and head.top < cell.bottom and cell.top < head.bottom
    above = head.bottom <= cell.top
    return above and head.left < cell.right and cell.left < head.right


def _tables(document: Node) -> Iterator[Node]:
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if node.role.name == "Table":
            yield node
        waiting.extend(reversed([kid for kid in node.kids if isinstance(kid, Node)]))


def _grid(table: Node) -> _Grid:
    grid = _Grid()
    row = 0
    for group in _inside(table):
        rows = _inside(group) if group.role.name in _GROUPS else [group]
        last = row + len(rows)
        for line in rows:
            for cell in _inside(line):
                grid.place(cell, row, last)
            row += 1
    return grid


def _inside(node: Node) -> list[Node]:
    return [kid for kid in node.kids if isinstance(kid, Node) and kid.role.name != "Caption"]


def _span(element: Any, name: str) -> int:
    return int(element.get(name) or 1) if element is not None else 1
