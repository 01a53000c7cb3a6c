"""Estimates of the page that each section begins on."""

import math
from collections.abc import Mapping

from tasktide_export.document import (
    Asset,
    Block,
    Blocks,
    CodeBlock,
    Document,
    Image,
    Section,
    Table,
    inline_text,
)
from tasktide_export.document.walk import block_inlines, child_blocks, inlines

_LINES_A_PAGE = 37.0
_CHARACTERS_A_LINE = 80
_AFTER = 0.4
_HEADING = 2.9
_KEPT = 2.0
_FRONT = 7.0
_CODE_LINE = 0.68
_PIXELS_A_LINE = 25
_TALLEST = 29.0
_WIDEST = 605


def estimate_pages(document: Document, rows: int) -> dict[str, int]:
    """Return the likely page of each section's heading, by the section's id.

    ``rows`` is how many rows the table of contents has.
    """
    assets = {asset.key: asset for asset in document.assets}
    lines = _FRONT + rows * 1.1 + _lines(document.blocks, assets)
    pages: dict[str, int] = {}
    for section in document.sections:
        lines = _count(section, lines, pages, assets)
    return pages


def _count(
    section: Section, lines: float, pages: dict[str, int], assets: Mapping[str, Asset]
) -> float:
    """Add up the lines; a heading stays with the first lines below it."""
    pages[section.id] = int((lines + _HEADING + _KEPT) / _LINES_A_PAGE) + 1
    lines += _HEADING + _lines(section.blocks, assets)
    for child in section.sections:
        lines = _count(child, lines, pages, assets)
    return lines


def _lines(blocks: Blocks, assets: Mapping[str, Asset]) -> float:
    return sum(_block_lines(block, assets) for block in blocks)


def _block_lines(block: Block, assets: Mapping[str, Asset]) -> float:
    if isinstance(block, CodeBlock):
        return (block.text.count("\n") + 1) * _CODE_LINE + _AFTER
    own = tuple(block_inlines(block))
    words = len(inline_text(own))
    lines = math.ceil(words / _CHARACTERS_A_LINE) + _AFTER if words else 0.0
    for inline in inlines(own):
        if isinstance(inline, Image) and inline.asset in assets:
            lines += _picture_lines(assets[inline.asset])
    if isinstance(block, Table):
        rows = (row for group in (block.head, *block.bodies, block.foot) for row in group)
        return lines + sum(
            max((_lines(cell.blocks, assets) for cell in row.cells), default=0.0) for row in rows
        )
    return lines + _lines(tuple(child_blocks(block)), assets)


def _picture_lines(asset: Asset) -> float:
    scale = min(1.0, _WIDEST / max(asset.width, 1))
    return min(asset.height * scale / _PIXELS_A_LINE, _TALLEST)
