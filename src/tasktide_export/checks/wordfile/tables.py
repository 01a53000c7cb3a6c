"""Tables: header rows, merged and nested cells, rows and columns for layout."""

from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.finding import doubt, fault
from tasktide_export.checks.readback.word import w
from tasktide_export.checks.wordfile.opened import WordFile, words
from tasktide_export.document import Finding

_INFO = "WCAG 2.2 SC 1.3.1"
_LEAST = 2
"""Rows and columns from which on a table has something to head."""
_YES = frozenset({"1", "true", "on", None})


def table_findings(file: WordFile) -> Iterator[Finding]:
    """Yield what makes a table hard to follow cell by cell."""
    for story in file.stories:
        for table in story.all(w("tbl")):
            where = story.place(table)
            yield from _headers(table, where)
            yield from _shape(table, where)
            yield from _empty(table, where)


def _headers(table: Any, where: str) -> Iterator[Finding]:
    rows = table.findall(w("tr"))
    widest = max((len(row.findall(w("tc"))) for row in rows), default=0)
    if len(rows) < _LEAST or widest < _LEAST:
        return
    marked = [_is_header(row) for row in rows]
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    column = look is not None and look.get(w("firstColumn")) in {"1", "true"}
    if not any(marked) and not column:
        message = "a table has neither header rows nor a header column"
        yield fault("table-header-missing", message, where, words(table), _INFO)
    elif any(marked) and not marked[0]:
        message = "a header row that is not the first does not count as one"
        yield fault("table-header-misplaced", message, where, words(table), _INFO)
    elif marked[0] and look is not None and look.get(w("firstRow")) in {"0", "false"}:
        message = "the first row is a header, and the table's look denies it"
        yield doubt("table-look", message, where, words(table), _INFO)


def _is_header(row: Any) -> bool:
    mark = row.find(f"{w('trPr')}/{w('tblHeader')}")
    return mark is not None and mark.get(w("val")) in _YES


def _shape(table: Any, where: str) -> Iterator[Finding]:
    if next(table.iterancestors(w("tbl")), None) is not None:
        message = "a table stands in a table"
        yield doubt("table-nested", message, where, words(table), _INFO)
    spans = next(table.iter(w("gridSpan"), w("vMerge")), None)
    if spans is not None and next(spans.iterancestors(w("tbl"))) is table:
        message = "cells are merged, which some screen readers count wrongly"
        yield doubt("table-merged", message, where, words(table), _INFO)


def _empty(table: Any, where: str) -> Iterator[Finding]:
    rows = [[_says(cell) for cell in row.findall(w("tc"))] for row in table.findall(w("tr"))]
    if not any(any(row) for row in rows):
        yield doubt("table-empty", "a table has no words", where, "", _INFO)
        return
    if not all(any(row) for row in rows):
        yield doubt("table-row-empty", "a row of a table is empty", where, words(table), _INFO)
    width = {len(row) for row in rows}
    if len(width) == 1 and not all(any(column) for column in zip(*rows, strict=True)):
        message = "a column of a table is empty"
        yield doubt("table-column-empty", message, where, words(table), _INFO)


def _says(cell: Any) -> bool:
    merged = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    follows = merged is not None and merged.get(w("val"), "continue") == "continue"
    marks = (
        w("drawing"),
        w("pict"),
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    )
    return follows or bool(words(cell)) or next(cell.iter(*marks), None) is not None
