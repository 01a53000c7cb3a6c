"""Lists of plain text: lines that begin with a bullet or a number."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from tasktide_export.document import Block, Blocks, List, ListItem, Paragraph, Text
from tasktide_export.readers.text.lines import Group, join_lines

_BULLET = re.compile(r"[-*+•‣◦▪●]\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
_DEEPER = 2
"""An item indented by so many columns more than its list belongs to the item above."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its number (``None`` for a bullet), its words, its indent.

    ``source`` is the words with their mark, for a line that turns out to be none.
    """

    number: int | None
    words: str
    indent: int
    source: str


def list_items(group: Group) -> tuple[Item, ...]:
    """Return the items of ``group``; empty when it does not begin with one."""
    items: list[Item] = []
    wrapped: list[list[str]] = []
    for line in group:
        item = _item(line.text, line.indent)
        if item:
            items.append(item)
            wrapped.append([])
        elif not items:
            return ()
        else:
            wrapped[len(items) - 1].append(line.text)
    return tuple(
        replace(
            item, words=join_lines([item.words, *more]), source=join_lines([item.source, *more])
        )
        for item, more in zip(items, wrapped, strict=True)
    )


def _item(text: str, indent: int) -> Item | None:
    if bullet := _BULLET.match(text):
        return Item(None, text[bullet.end() :], indent, text)
    if number := _NUMBER.match(text):
        return Item(int(number[1]), text[number.end() :], indent, text)
    return None


def is_sequel(first: Item, last: Item, more: Item) -> bool:
    """Tell whether ``more``, after a blank line, goes on with a list.

    ``first`` is the list's first item, ``last`` its last one on the same level.
    """
    if more.indent >= first.indent + _DEEPER:
        return True
    if last.number is None or more.number is None:
        return last.number == more.number
    return more.number == last.number + 1


def is_deeper(item: Item, first: Item) -> bool:
    """Tell whether ``item`` belongs to an item of the list that ``first`` begins."""
    return item.indent >= first.indent + _DEEPER


def build_list(items: Sequence[Item], deepest: int) -> Blocks:
    """Return the lists that ``items`` make, nested by their indents to ``deepest`` levels.

    A change between bullets and numbers on one level begins another list.
    """
    return tuple(_runs(items, deepest))


def _runs(items: Sequence[Item], deepest: int) -> list[Block]:
    lists: list[Block] = []
    place = 0
    while place < len(items):
        end = _end(items, place, partial(_same_run, items[place]))
        lists.append(_one_list(items[place:end], deepest))
        place = end
    return lists


def _same_run(base: Item, item: Item) -> bool:
    same_kind = (item.number is None) == (base.number is None)
    return same_kind or is_deeper(item, base)


def _end(items: Sequence[Item], start: int, goes_on: Callable[[Item], bool]) -> int:
    end = start + 1
    while end < len(items) and goes_on(items[end]):
        end += 1
    return end


def _one_list(items: Sequence[Item], deepest: int) -> List:
    first = items[0]
    built: list[ListItem] = []
    place = 0
    while place < len(items):
        end = place + 1
        if deepest > 1:
            end = _end(items, place, lambda item: is_deeper(item, first))
        words = Paragraph((Text(items[place].words),))
        built.append(ListItem((words, *_runs(items[place + 1 : end], deepest - 1))))
        place = end
    if first.number is None:
        return List(tuple(built))
    return List(tuple(built), ordered=True, start=first.number)
