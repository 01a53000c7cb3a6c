"""Rules about data tables."""

from collections.abc import Iterator

from tasktide_export.checks.places import Subject
from tasktide_export.document import (
    Cell,
    Figure,
    Finding,
    Row,
    Severity,
    Table,
    block_texts,
    excerpt,
    inline_text,
)

_SMALLEST = 2
_RELATIONS = "WCAG 2.2 SC 1.3.1; PDF/UA-1 (ISO 14289-1) 7.5"


def _rows(table: Table) -> tuple[Row, ...]:
    return (*table.head, *(row for body in table.bodies for row in body), *table.foot)


def _is_data(table: Table) -> bool:
    rows = _rows(table)
    columns = max((sum(cell.column_span for cell in row.cells) for row in rows), default=0)
    return len(rows) >= _SMALLEST and columns >= _SMALLEST


def _tables(subject: Subject) -> Iterator[Table]:
    return (block for block in subject.blocks if isinstance(block, Table))


def _first_words(table: Table) -> str:
    return excerpt(" ".join(block_texts(table)))


def _heads(cell: Cell) -> bool:
    """Tell a header cell that says something."""
    return cell.header and any(text.strip() for block in cell.blocks for text in block_texts(block))


def table_has_no_headers(subject: Subject) -> Iterator[Finding]:
    """A table of two rows and two columns or more has header cells."""
    for table in _tables(subject):
        headed = any(_heads(cell) for row in _rows(table) for cell in row.cells)
        if _is_data(table) and not headed:
            yield Finding(
                rule="table-header-missing",
                severity=Severity.ERROR,
                message="a table has no header cells",
                place=table.id,
                excerpt=_first_words(table),
                advice="mark the cells that head a column or a row as header cells (th)",
                clause=_RELATIONS,
            )


def table_has_no_caption(subject: Subject) -> Iterator[Finding]:
    """A table has a caption, its own or that of the figure around it."""
    captioned = {
        inner.id
        for block in subject.blocks
        if isinstance(block, Figure) and inline_text(block.caption).strip()
        for inner in block.blocks
    }
    for table in _tables(subject):
        if not inline_text(table.caption).strip() and table.id not in captioned:
            yield Finding(
                rule="table-caption-missing",
                severity=Severity.INFO,
                message="a table has no caption",
                place=table.id,
                excerpt=_first_words(table),
                advice="a caption tells readers whether the table is worth entering",
                clause="WCAG 2.2 SC 1.3.1 (technique H39)",
            )
