"""Tables, and which header cells head a data cell (HTML, 4.9.12; ISO 32000-1, table 349)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tasktide_export.document import Cell, Row, Table
from tests.exporters.pdf_tree.inlines import Place, inline_kids
from tests.exporters.pdf_tree.node import Kid, Node, node

_COLUMN_SCOPES = ("col", "colgroup")


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and the slots of the grid that it takes, each from the first to before the last."""

    cell: Cell
    scope: str
    top: int
    bottom: int
    left: int
    right: int

    def heads(self, other: "Placed") -> bool:
        """Tell whether this header cell stands above or before ``other`` and heads it."""
        if self.scope == "Column":
            beside = self.left < other.right and other.left < self.right
            return beside and self.bottom <= other.top
        beside = self.top < other.bottom and other.top < self.bottom
        return beside and self.right <= other.left


def placed_cells(table: Table) -> Iterator[Placed]:
    """Yield a table's cells in reading order, each where its spans put it."""
    top = 0
    for role, rows in groups(table):
        yield from _placed_group(rows, top, "col" if role == "THead" else "row")
        top += len(rows)


def _placed_group(rows: tuple[Row, ...], top: int, usual: str) -> Iterator[Placed]:
    """Yield the cells of a row group, below whose end no cell reaches."""
    taken: set[tuple[int, int]] = set()
    end = top + len(rows)
    for number, row in enumerate(rows, start=top):
        left = 0
        for cell in row.cells:
            while (number, left) in taken:
                left += 1
            scope = "Column" if (cell.scope or usual) in _COLUMN_SCOPES else "Row"
            bottom, right = min(number + cell.row_span, end), left + cell.column_span
            taken |= {(y, x) for y in range(number, bottom) for x in range(left, right)}
            yield Placed(cell, scope, number, bottom, left, right)
            left = right


def groups(table: Table) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Yield a table's row groups with their structure types, empty ones left out."""
    found = (
        ("THead", table.head),
        *(("TBody", body) for body in table.bodies),
        ("TFoot", table.foot),
    )
    yield from ((role, rows) for role, rows in found if rows)


def table_node(table: Table, place: Place, contents: Iterator[tuple[Kid, ...]]) -> Node:
    """Return a table; ``contents`` are those of its cells in reading order."""
    cells = _cell_nodes(list(placed_cells(table)), contents)
    kids: list[Kid] = []
    if table.caption:
        kids.append(node("Caption", inline_kids(table.caption, place)))
    for role, rows in groups(table):
        kids.append(node(role, [node("TR", [next(cells) for _ in row.cells]) for row in rows]))
    return node("Table", kids, lang=table.language)


def _cell_nodes(places: list[Placed], contents: Iterator[tuple[Kid, ...]]) -> Iterator[Node]:
    filled = list(zip(places, contents, strict=True))
    headers = [one for one, kids in filled if one.cell.header and _says(kids)]
    for one, kids in filled:
        is_header = one in headers
        made = node(
            "TH" if is_header else "TD",
            kids,
            scope=one.scope if is_header else "",
            columns=_span(one.cell.column_span),
            rows=_span(one.cell.row_span),
        )
        named = (number for number, header in enumerate(headers) if header.heads(one))
        yield made if is_header else replace(made, heads=tuple(named))


def _says(kids: tuple[Kid, ...]) -> bool:
    """Tell whether a cell has words; one without heads nothing."""
    return any(
        bool(kid.strip()) if isinstance(kid, str) else "alt" in dict(kid.marks) or _says(kid.kids)
        for kid in kids
    )


def _span(count: int) -> str:
    return str(count) if count > 1 else ""
