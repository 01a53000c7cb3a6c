"""Tables: data tables kept whole, layout tables dissolved by the caller."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tasktide_export.document import Blocks, Cell, Inlines, Paragraph, Row, Table
from tasktide_export.document.kinds import Alignment, Scope
from tasktide_export.errors import LimitError
from tasktide_export.readers.html import inlines
from tasktide_export.readers.html.code import is_gutter
from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.lists import Contained
from tasktide_export.readers.html.reading import Reading, Surround, is_hidden

_SCOPES: dict[str, Scope] = {
    "row": "row",
    "col": "col",
    "rowgroup": "rowgroup",
    "colgroup": "colgroup",
}
_GROUPS = frozenset({"thead", "tbody", "tfoot"})


def is_layout(element: Element) -> bool:
    """Tell whether a table only places things: it says so, or it has one cell."""
    if element.get("role").lower() in {"presentation", "none"}:
        return True
    if any(is_gutter(cell) for cell in element.iterate("td", "th")):
        return True  # a listing with its line numbers in a column beside it
    if _caption(element) is not None:
        return False
    cells = [cell for row in _rows(element) for cell in _cells(row)]
    return len(cells) < 2 or element.first("tr") is None  # noqa: PLR2004 - one cell alone


def table_blocks(
    element: Element, reading: Reading, surround: Surround, contained: Contained
) -> Blocks:
    """Return a data table; spans reach no further than its rows and columns do.

    Raises:
        LimitError: when it has more cells than the limit.
    """
    name = reading.anchors.take()
    here = surround.inside(element)
    caption_element = _caption(element)
    caption: Inlines = ()
    if caption_element is not None:
        reading.anchors.see(caption_element)
        caption = inlines.line(caption_element, reading)
    groups = _Groups()
    count = 0
    for group in _grouped(element):
        rows = []
        for row in group.rows:
            if is_hidden(row):
                inlines.report_hidden(row, reading)
                continue
            reading.anchors.see(row)
            cells = tuple(_cell(one, reading, here.inside(row), contained) for one in _cells(row))
            count += len(cells)
            if count > reading.limits.table_cells:
                raise LimitError(
                    "a table has too many cells",
                    limit="table_cells",
                    value=reading.limits.table_cells,
                )
            if cells:
                rows.append(Row(cells))
        groups.add(group.kind, tuple(rows))
    table = Table(
        tuple(groups.bodies),
        groups.head,
        groups.foot,
        caption,
        id=name,
        language=here.language,
        direction=here.direction,
    )
    if not (table.bodies or table.head or table.foot):
        return (Paragraph(caption, id=name),) if caption else ()
    return (_clamped(_with_head(table), reading),)


@dataclass(slots=True)
class _Groups:
    head: tuple[Row, ...] = ()
    foot: tuple[Row, ...] = ()
    bodies: list[tuple[Row, ...]] = field(default_factory=list)

    def add(self, kind: str, rows: tuple[Row, ...]) -> None:
        if not rows:
            return
        if kind == "thead" and not self.bodies:
            self.head += rows
        elif kind == "tfoot":
            self.foot += rows
        else:
            self.bodies.append(rows)


@dataclass(slots=True)
class _Group:
    kind: str
    rows: list[Element]


def _caption(element: Element) -> Element | None:
    return next((one for one in element.elements() if one.tag == "caption"), None)


def _grouped(element: Element) -> Iterator[_Group]:
    loose: list[Element] = []
    for child in element.elements():
        if child.tag == "tr":
            loose.append(child)
            continue
        if loose:
            yield _Group("tbody", loose)
            loose = []
        if child.tag in _GROUPS:
            yield _Group(child.tag, [row for row in child.elements() if row.tag == "tr"])
    if loose:
        yield _Group("tbody", loose)


def _rows(element: Element) -> Iterator[Element]:
    for group in _grouped(element):
        yield from group.rows


def _cells(row: Element) -> Iterator[Element]:
    return (one for one in row.elements() if one.tag in {"td", "th"})


def _cell(element: Element, reading: Reading, surround: Surround, contained: Contained) -> Cell:
    reading.anchors.see(element)
    around = surround.inside(element)
    # A table carries no language for a cell, so the cell's blocks carry it themselves.
    blocks = contained(element, reading, around)
    blocks = tuple(
        block
        if block.language or block.direction
        else replace(block, language=around.language, direction=around.direction)
        for block in blocks
    )
    return Cell(
        blocks,
        element.tag == "th" or element.get("role") in {"columnheader", "rowheader"},
        _SCOPES.get(element.get("scope").lower(), ""),
        _span(element, "colspan", reading),
        _span(element, "rowspan", reading),
        _alignment(element),
    )


def _span(element: Element, name: str, reading: Reading) -> int:
    text = element.get(name)
    if not (text.isascii() and text.isdigit()):
        return 1
    most = reading.limits.span
    if name == "rowspan" and text.strip("0") == "":
        return most  # HTML: 0 reaches to the end of the row group
    return min(most, max(1, int(text[:9])))


def _alignment(element: Element) -> Alignment:
    style = "".join(element.get("style").lower().split())
    wanted = element.get("align").lower()
    if "text-align:" in style:
        wanted = style.rsplit("text-align:", 1)[1].partition(";")[0]
    if wanted == "left":
        return "left"
    if wanted == "center":
        return "center"
    return "right" if wanted in {"right", "end"} else ""


def _with_head(table: Table) -> Table:
    """Make a first row of header cells alone the head when none is marked."""
    if table.head or not table.bodies or len(table.bodies[0]) < 2:  # noqa: PLR2004 - one row stays
        return table
    first, *rest = table.bodies[0]
    if not all(cell.header and cell.row_span == 1 for cell in first.cells):
        return table
    return replace(table, head=(first,), bodies=(tuple(rest), *table.bodies[1:]))


# --- spans -------------------------------------------------------------------


@dataclass(slots=True)
class _Grid:
    """The columns that cells of the rows above reach into, as (begin, end, rows left)."""

    reaching: list[tuple[int, int, int]] = field(default_factory=list)

    def columns(self, row: Row) -> list[int]:
        """Return the column in which each cell of the next row begins."""
        begins = []
        column = place = 0
        below = [(begin, end, left - 1) for begin, end, left in self.reaching if left > 1]
        for cell in row.cells:
            while place < len(self.reaching) and self.reaching[place][0] <= column:
                column = max(column, self.reaching[place][1])
                place += 1
            begins.append(column)
            end = column + cell.column_span
            if cell.row_span > 1:
                below.append((column, end, cell.row_span - 1))
            column = end
        self.reaching = sorted(below)
        return begins


def _clamped(table: Table, reading: Reading) -> Table:
    """Cut spans at the columns and rows that hold cells: a span alone makes none."""
    groups = (table.head, *table.bodies, table.foot)
    columns = 1
    for group in groups:
        grid = _Grid()
        for row in group:
            columns = max(columns, *(begin + 1 for begin in grid.columns(row)))
    cut = [0]

    def rows(group: tuple[Row, ...]) -> tuple[Row, ...]:
        grid = _Grid()
        done = []
        for place, row in enumerate(group):
            begins = grid.columns(row)
            cells = []
            for begin, cell in zip(begins, row.cells, strict=True):
                width = max(1, min(cell.column_span, columns - begin))
                height = min(cell.row_span, len(group) - place)
                cut[0] += (width, height) != (cell.column_span, cell.row_span)
                cells.append(replace(cell, column_span=width, row_span=height))
            done.append(Row(tuple(cells)))
        return tuple(done)

    made = replace(
        table,
        head=rows(table.head),
        bodies=tuple(rows(body) for body in table.bodies),
        foot=rows(table.foot),
    )
    if cut[0]:
        reading.notices.count("table-span", "spans of cells that reach over the table were cut")
    return made
