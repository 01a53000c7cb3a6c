"""Read a table row by row, each value after its headers; the end of a long one is left out."""

from itertools import groupby

from tasktide_export.document import Table
from tasktide_export.document.text import blocks_texts
from tasktide_export.narration.grid import Label, Line, is_empty, lines
from tasktide_export.narration.notes import ReadBlocks
from tasktide_export.narration.voicing import Voicing


def read_rows(out: Voicing, block: Table, language: str, read: ReadBlocks) -> None:
    """Read the head once as a list of columns, then each value after its headers.

    Rows beyond the cells that the manner of reading allows are left out, and it is said.
    """
    every = list(lines(block))
    kept = _kept(every, out.manner.long_tables)
    number, in_head = 0, False
    for line in every[:kept]:
        if line.heads and not in_head:
            out.announce(block.id, "heads")
        number += not line.in_head
        if not line.named:
            out.announce(block.id, "row", number=number)
        _read_line(out, block, line, language, read)
        in_head = line.heads
        out.pause(out.pauses.paragraph)
    if kept < len(every):
        _leave_out(out, block, every[kept:])


def _read_line(out: Voicing, block: Table, line: Line, language: str, read: ReadBlocks) -> None:
    _say_labels(out, block, line.labels, ",", language)
    for cell, labels in line.cells:
        _say_labels(out, block, labels, ":", language)
        if not is_empty(cell):
            read(cell.blocks, language)
        elif not (line.heads or cell.header):
            out.announce(block.id, "empty")
        out.settle(out.pauses.item)


def _say_labels(
    out: Voicing, block: Table, labels: tuple[Label, ...], mark: str, language: str
) -> None:
    """Say headers again, those in one language in one go."""
    for own, several in groupby(labels, key=lambda label: label.language or language):
        words = ", ".join(label.text for label in several)
        out.say(block.id, f"{words}{mark}", own)


def _kept(every: list[Line], most: int) -> int:
    """Return how many rows are read: all, or as many as have ``most`` cells, one at least.

    A single row at the end is never left out: to say so would take as long.
    """
    if not most:
        return len(every)
    cells = rows = 0
    for place, line in enumerate(every):
        if line.in_head:
            continue
        cells += len(line.cells)
        if cells > most and rows and place < len(every) - 1:
            return place
        rows += 1
    return len(every)


def _leave_out(out: Voicing, block: Table, rest: list[Line]) -> None:
    out.announce_count(block.id, "rows_left", len(rest))
    texts = (blocks_texts(cell.blocks) for line in rest for cell, _ in line.cells)
    out.leave_out(
        "table",
        block.id,
        tuple(piece for cell in texts for piece in cell),
        message=f"the last {len(rest)} rows of a table are not read",
    )
