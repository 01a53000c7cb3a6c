"""The page that each section, figure and table begins on, estimated or as printed."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tasktide_export.document import (
    Asset,
    Block,
    Blocks,
    CodeBlock,
    Document,
    Figure,
    Image,
    Section,
    Table,
    inline_text,
)
from tasktide_export.document.walk import block_inlines, blocks, child_blocks, inlines, sections
from tasktide_export.exporters.base import PageStart

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
_LINES_A_TURNED_PAGE = 23.0


def estimate_pages(
    document: Document, rows: int, turned: Callable[[Block], bool]
) -> dict[str, int]:
    """Return the likely page of each section's heading, figure and table, by its id.

    ``rows`` is how many rows the contents and lists have, ``turned`` tells which
    blocks stand on turned pages of their own.
    """
    count = _Count({asset.key: asset for asset in document.assets}, turned)
    count.lines = _FRONT + rows * 1.1
    count.add_blocks(document.blocks)
    for section in document.sections:
        count.add(section)
    return count.pages


def printed_pages(document: Document, starts: Sequence[PageStart]) -> dict[str, int]:
    """Return the page of each section and block in the printed edition, by its id.

    ``starts`` is where that edition's pages begin; without any, nothing is known.
    """
    begun: dict[str, list[PageStart]] = {}
    for start in starts:
        begun.setdefault(start.place, []).append(start)
    pages: dict[str, int] = {}
    page = min((start.number for start in starts), default=0)
    for name in _reading_order(document) if starts else ():
        here = begun.get(name, [])
        # A page that begins inside a block is not the one that the block begins on.
        page = max([page, *(one.number for one in here if not one.offset)])
        pages[name] = page
        page = max([page, *(one.number for one in here)])
    return pages


def _reading_order(document: Document) -> Iterator[str]:
    """Yield the ids of the body's blocks and sections as a reader meets them."""
    yield from (block.id for block in blocks(document.blocks))
    for section in sections(document.sections):
        yield section.id
        yield from (block.id for block in blocks(section.blocks))


@dataclass(slots=True)
class _Count:
    """The lines so far, and the pages found."""

    assets: Mapping[str, Asset]
    turned: Callable[[Block], bool]
    lines: float = 0.0
    pages: dict[str, int] = field(default_factory=dict)

    def add(self, section: Section) -> None:
        """Add a section; a heading stays with the first lines below it."""
        if section.blocks and self.turned(section.blocks[0]):
            self._next_page()
        self.pages[section.id] = int((self.lines + _HEADING + _KEPT) / _LINES_A_PAGE) + 1
        self.lines += _HEADING
        self.add_blocks(section.blocks)
        for child in section.sections:
            self.add(child)

    def add_blocks(self, blocks: Blocks) -> None:
        """Add blocks; those on turned pages begin a page and end one."""
        for number, block in enumerate(blocks):
            lines = _block_lines(block, self.assets)
            if not self.turned(block):
                self._note(block)
                self.lines += lines
                continue
            if number:
                self._next_page()
            self._note(block)
            self.lines += lines * _LINES_A_PAGE / _LINES_A_TURNED_PAGE
            self._next_page()

    def _note(self, block: Block) -> None:
        page = int(self.lines / _LINES_A_PAGE) + 1
        self.pages |= {one.id: page for one in blocks((block,)) if isinstance(one, Figure | Table)}

    def _next_page(self) -> None:
        self.lines = math.ceil(self.lines / _LINES_A_PAGE) * _LINES_A_PAGE


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
    return lines + _lines(child_blocks(block), assets)


def _picture_lines(asset: Asset) -> float:
    scale = min(1.0, _WIDEST / max(asset.width, 1))
    return min(asset.height * scale / _PIXELS_A_LINE, _TALLEST)
