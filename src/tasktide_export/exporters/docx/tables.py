"""Tables (17.4): heading rows, spans, caption, room for the words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from tasktide_export.document import Block, Blocks, Cell, Severity, Table, inline_text
from tasktide_export.exporters.docx.captions import write_caption
from tasktide_export.exporters.docx.columns import Fit, fit_columns, looks
from tasktide_export.exporters.docx.grid import GridRow, Slot, grid
from tasktide_export.exporters.docx.landscape import can_turn, close_landscape, open_landscape
from tasktide_export.exporters.docx.package import Package
from tasktide_export.exporters.docx.place import Place
from tasktide_export.exporters.docx.story import Story
from tasktide_export.exporters.docx.wordml import Element, w

BlockWriter: TypeAlias = Callable[[Blocks, Place, Story], None]
"""Writes the blocks of a cell; given, because blocks hold tables and tables blocks."""

_MOST_COLUMNS = 63
_SMALLER = 0.86
"""How small code is beside other words."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A table on its grid and how it is set."""

    table: Table
    rows: tuple[GridRow, ...]
    fit: Fit
    place: Place
    story: Story
    write_blocks: BlockWriter


def write_table(table: Table, place: Place, story: Story, write_blocks: BlockWriter) -> None:
    """Write the caption, then the table.

    Where its words have no room, it is set smaller, then on a turned page.  Word
    has no tables of more than 63 columns; the cells of such a one are set one
    below the other.
    """
    rows = tuple(row for row in grid(table) if row.slots)
    if not rows:
        _write_caption(table, place, story)
        return
    if sum(slot.width for slot in rows[0].slots) > _MOST_COLUMNS:
        _write_caption(table, place, story)
        _write_cells_apart(table, rows, place, story, write_blocks)
        return
    package = story.package
    wide = package.wide - place.indent if can_turn(story) else 0
    fit = _fit(table, rows, (place.width - place.indent, wide), package)
    if not fit.whole:
        _report_narrowness(table, story)
    if fit.landscape:
        open_landscape(story)
        place = replace(place, width=package.wide)
    _write_caption(table, place, story)
    _write_grid(_Frame(table, rows, fit, place, story, write_blocks))
    if fit.landscape:
        close_landscape(story)


def is_turned(block: Block, place: Place, package: Package) -> bool:
    """Tell whether ``block`` is a table that stands on a turned page in the body."""
    if not isinstance(block, Table):
        return False
    rows = tuple(row for row in grid(block) if row.slots)
    if not rows or sum(slot.width for slot in rows[0].slots) > _MOST_COLUMNS:
        return False
    return _fit(block, rows, (place.width, package.wide), package).landscape


def _fit(table: Table, rows: tuple[GridRow, ...], rooms: tuple[int, int], package: Package) -> Fit:
    """Return how ``table`` is set, found once: the contents ask before the body does."""
    key = (id(table), *rooms)
    if key not in package.fits:
        package.fits[key] = fit_columns(rows, looks(package.sizes), *rooms)
    return package.fits[key]


def _write_caption(table: Table, place: Place, story: Story) -> None:
    write_caption(table, replace(place, alignment=""), story, "TableCaption", keep_next=True)
    story.flush(place)


def _report_narrowness(table: Table, story: Story) -> None:
    story.package.losses.add(
        "table-too-wide",
        "a table is too wide for the page, even in small type; words are broken inside",
        inline_text(table.caption),
        severity=Severity.WARNING,
        advice="split the table, or shorten its longest words",
    )


def _write_cells_apart(
    table: Table, rows: tuple[GridRow, ...], place: Place, story: Story, write_blocks: BlockWriter
) -> None:
    story.package.losses.add(
        "table-width",
        f"Word has no tables of more than {_MOST_COLUMNS} columns; the cells stand in a column",
        inline_text(table.caption),
        severity=Severity.ERROR,
        advice="split the table",
    )
    for row in rows:
        for slot in row.slots:
            if slot.cell is not None:
                write_blocks(slot.cell.blocks, place, story)


def _write_grid(frame: _Frame) -> None:
    story = frame.story
    _keep_apart(frame.place, story)
    element = w(story.container, "tbl")
    _write_properties(element, frame)
    columns = w(element, "tblGrid")
    for width in frame.fit.widths:
        w(columns, "gridCol", w=width)
    outer, last = story.container, story.last
    for row in frame.rows:
        _write_row(element, row, frame)
    story.container, story.last = outer, last if story.last is None else story.last


def _keep_apart(place: Place, story: Story) -> None:
    """Put a line of no height between two tables, which Word would join into one."""
    if len(story.container) and story.container[-1].tag.endswith("}tbl"):
        with story.paragraph(place, "TableEnd"):
            pass


def _write_properties(element: Element, frame: _Frame) -> None:
    """Append ``w:tblPr``, its children in the schema's order (17.4.59)."""
    table, rows, place = frame.table, frame.rows, frame.place
    properties = w(element, "tblPr")
    w(properties, "tblStyle", val="ArticleTable")
    if place.direction == "rtl":
        w(properties, "bidiVisual")
    w(properties, "tblW", w=place.width - place.indent, type="dxa")
    if place.indent:
        w(properties, "tblInd", w=place.indent, type="dxa")
    first = int(rows[0].heading)
    last = int(rows[-1].total)
    column = int(_heads_rows(rows))
    if padding := frame.fit.look.padding if frame.fit.look.suffix else 0:
        margins = w(properties, "tblCellMar")
        for side in ("left", "right"):
            w(margins, side, w=padding, type="dxa")
    look = 0x0400 | 0x0200 | first * 0x0020 | last * 0x0040 | column * 0x0080
    w(
        properties,
        "tblLook",
        val=f"{look:04X}",
        firstRow=first,
        lastRow=last,
        firstColumn=column,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    if caption := inline_text(table.caption).strip():
        w(properties, "tblCaption", val=caption)
    if description := frame.story.package.descriptions.get(table.id):
        w(properties, "tblDescription", val=description)


def _heads_rows(rows: tuple[GridRow, ...]) -> bool:
    """Tell whether the cells of the first column head their rows."""
    cells = [row.slots[0].cell for row in rows if not row.heading]
    return any(cell is not None and cell.header for cell in cells)


def _write_row(element: Element, row: GridRow, frame: _Frame) -> None:
    story = frame.story
    line = w(element, "tr")
    properties = w(line, "trPr")
    w(properties, "cantSplit")
    if row.heading:
        w(properties, "tblHeader")
    column = 0
    for slot in row.slots:
        width = sum(frame.fit.widths[column : column + slot.width])
        cell = w(line, "tc")
        _write_cell_properties(cell, slot, width)
        story.container, story.last = cell, None
        if slot.cell is not None:
            inner = _cell_place(slot.cell, row, width, frame)
            frame.write_blocks(slot.cell.blocks, inner, story)
        _end_cell(cell, frame)
        column += slot.width


def _write_cell_properties(cell: Element, slot: Slot, width: int) -> None:
    properties = w(cell, "tcPr")
    w(properties, "tcW", w=width, type="dxa")
    if slot.width > 1:
        w(properties, "gridSpan", val=slot.width)
    if slot.merge:
        w(properties, "vMerge", val=slot.merge)


def _cell_place(cell: Cell, row: GridRow, width: int, frame: _Frame) -> Place:
    look = frame.fit.look
    kind = "TableHeading" if cell.header else "TableTotal" if row.total else "TableText"
    return replace(
        frame.place,
        style=kind + look.suffix,
        indent=0,
        width=max(width - 2 * look.padding, 283),
        alignment=_alignment(cell, frame.place),
        keep_next=row.heading,
        code_size=round(look.size * _SMALLER),
        bold=kind != "TableText",
    )


def _alignment(cell: Cell, place: Place) -> str:
    """Return the ``w:jc`` value; in paragraphs from right to left, left means right."""
    if place.direction == "rtl" and cell.alignment in {"left", "right"}:
        return "right" if cell.alignment == "left" else "left"
    return cell.alignment


def _end_cell(cell: Element, frame: _Frame) -> None:
    """End the cell in a paragraph: without one, Word calls the file corrupt (17.4.65)."""
    if not cell[-1].tag.endswith("}p"):
        properties = w(w(cell, "p"), "pPr")
        w(properties, "pStyle", val=f"TableText{frame.fit.look.suffix}")
