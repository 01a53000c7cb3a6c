"""Tables as XHTML, every header cell with its scope (WCAG 2.2 technique H63)."""

from tasktide_export.document import Cell, Row, Table, inline_text
from tasktide_export.phrases import phrase
from tasktide_export.xhtml.element import Element, el, language_attributes
from tasktide_export.xhtml.inlines import render_inlines
from tasktide_export.xhtml.rendering import Rendering


def render_table(table: Table, rendering: Rendering) -> Element:
    """Return the table in a frame that can be scrolled by keyboard when it is wide."""
    identity = {"id": rendering.identity(table.id)}
    marks = {**identity, **language_attributes(table.language, table.direction)}
    element = el("table", marks)
    if table.caption:
        element.append(el("caption", None, render_inlines(table.caption, rendering)))
    if table.head:
        element.append(_group("thead", table.head, rendering))
    for body in table.bodies:
        if body:
            element.append(_group("tbody", body, rendering))
    if table.foot:
        element.append(_group("tfoot", table.foot, rendering))
    label = inline_text(table.caption) or phrase("table", rendering.language).text
    frame = {"class": "table", "role": "region", "tabindex": "0", "aria-label": label}
    return el("div", frame, element)


def _group(tag: str, rows: tuple[Row, ...], rendering: Rendering) -> Element:
    return el(tag, None, (_row(row, rendering, in_head=tag == "thead") for row in rows))


def _row(row: Row, rendering: Rendering, *, in_head: bool) -> Element:
    return el("tr", None, (_cell(cell, rendering, in_head=in_head) for cell in row.cells))


def _cell(cell: Cell, rendering: Rendering, *, in_head: bool) -> Element:
    from tasktide_export.xhtml.blocks import render_flow

    marks = {
        "colspan": str(cell.column_span) if cell.column_span > 1 else "",
        "rowspan": str(cell.row_span) if cell.row_span > 1 else "",
        "class": f"align-{cell.alignment}" if cell.alignment else "",
    }
    if not cell.header:
        return el("td", marks, render_flow(cell.blocks, rendering))
    marks["scope"] = cell.scope or ("col" if in_head else "row")
    return el("th", marks, render_flow(cell.blocks, rendering))
