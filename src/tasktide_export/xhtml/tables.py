"""Tables as XHTML, every header cell with its scope (WCAG 2.2 technique H63)."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from tasktide_export.document import Blocks, Cell, Row, Table, inline_text
from tasktide_export.phrases import phrase
from tasktide_export.xhtml.element import Content, Element, el, language_attributes
from tasktide_export.xhtml.inlines import render_inlines
from tasktide_export.xhtml.rendering import Rendering

Flow: TypeAlias = Callable[[Blocks, Rendering], Iterable[Content]]
"""What renders the content of a cell."""


def render_table(table: Table, rendering: Rendering, flow: Flow) -> Element:
    """Return the table in a frame that can be scrolled by keyboard when it is wide."""
    identity = {"id": rendering.identity(table.id), **rendering.block_mark(table.id)}
    marks = {**identity, **language_attributes(table.language, table.direction)}
    element = el("table", marks)
    if table.caption:
        element.append(el("caption", None, render_inlines(table.caption, rendering)))
    if table.head:
        element.append(_group("thead", table.head, rendering, flow))
    for body in table.bodies:
        if body:
            element.append(_group("tbody", body, rendering, flow))
    if table.foot:
        element.append(_group("tfoot", table.foot, rendering, flow))
    label = inline_text(table.caption) or phrase("table", rendering.language).text
    frame = {"class": "table", "role": "region", "tabindex": "0", "aria-label": label}
    return el("div", frame, element)


def _group(tag: str, rows: tuple[Row, ...], rendering: Rendering, flow: Flow) -> Element:
    scope = "col" if tag == "thead" else "row"
    return el(
        tag,
        None,
        (
            el("tr", None, (_cell(cell, scope, flow(cell.blocks, rendering)) for cell in row.cells))
            for row in rows
        ),
    )


def _cell(cell: Cell, scope: str, content: Iterable[Content]) -> Element:
    marks = {
        "colspan": str(cell.column_span) if cell.column_span > 1 else "",
        "rowspan": str(cell.row_span) if cell.row_span > 1 else "",
        "class": f"align-{cell.alignment}" if cell.alignment else "",
    }
    if not cell.header:
        return el("td", marks, content)
    head = el("th", {**marks, "scope": cell.scope or scope}, content)
    # A header that says nothing heads nothing: the corner of many tables is such a cell.
    return head if _speaks(head) else el("td", marks, head.text or "", list(head))


def _speaks(cell: Element) -> bool:
    named = (one.get(name) for one in cell.iter() for name in ("alt", "alttext", "aria-label"))
    return any(text.strip() for text in cell.itertext()) or any(filter(None, named))
