"""Estimates of the page that each section begins on."""

import math

from tasktide_export.document import Blocks, Document, Section
from tasktide_export.document.text import blocks_texts

_LINES_A_PAGE = 41.0
_CHARACTERS_A_LINE = 88
_SPACE_AFTER = 0.5
_HEADING = 2.6
_FRONT = 7.0


def estimate_pages(document: Document, rows: int) -> dict[str, int]:
    """Return the likely page of each section's heading, by the section's id.

    ``rows`` is how many rows the table of contents has.
    """
    lines = _FRONT + rows * 1.1 + _lines(document.blocks)
    pages: dict[str, int] = {}
    for section in document.sections:
        lines = _count(section, lines, pages)
    return pages


def _count(section: Section, lines: float, pages: dict[str, int]) -> float:
    pages[section.id] = int(lines / _LINES_A_PAGE) + 1
    lines += _HEADING + _lines(section.blocks)
    for child in section.sections:
        lines = _count(child, lines, pages)
    return lines


def _lines(blocks: Blocks) -> float:
    return sum(
        math.ceil(len(line) / _CHARACTERS_A_LINE) + _SPACE_AFTER
        for text in blocks_texts(blocks)
        for line in text.split("\n")
    )
