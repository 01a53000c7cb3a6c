"""Lists and definition lists."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from tasktide_export.document import (
    Block,
    Blocks,
    DefinitionItem,
    DefinitionList,
    Inlines,
    List,
    ListItem,
)
from tasktide_export.document.kinds import Numbering
from tasktide_export.readers.html import inlines
from tasktide_export.readers.html.elements import SILENT_TAGS, Element, plain
from tasktide_export.readers.html.reading import Reading, Surround, is_hidden
from tasktide_export.readers.html.spacing import is_blank

Contained: TypeAlias = Callable[[Element, Reading, Surround], Blocks]

_NUMBERINGS: dict[str, Numbering] = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_STYLES: tuple[Numbering, ...] = (
    "lower-alpha",
    "upper-alpha",
    "lower-roman",
    "upper-roman",
    "decimal",
)
_TITLED = 80
"""An item that says less than this many characters under its heading is an item."""


@dataclass(slots=True)
class _Run:
    """Items whose numbers follow each other."""

    start: int
    items: list[ListItem] = field(default_factory=list)


def list_blocks(
    element: Element, reading: Reading, surround: Surround, contained: Contained
) -> Blocks:
    """Return a list; several where the numbers of an ordered one jump."""
    name = reading.anchors.take()
    here = surround.inside(element)
    ordered = element.tag == "ol"
    if ordered and "reversed" in element.attributes:
        reading.notices.add(
            "list-reversed", "a list that counts down counts up here", element.text()
        )
    numbered = list(_items(element, reading, here, contained))
    runs = _runs(numbered, _whole(element.get("start"), 1)) if ordered else _one_run(numbered)
    if len(runs) > 1:
        reading.notices.add(
            "list-numbers", "a list whose numbers jump was divided there", element.text()
        )
    return tuple(
        List(
            tuple(run.items),
            ordered,
            run.start if ordered else 1,
            _numbering(element) if ordered else "decimal",
            id=name if number == 0 else "",
            language=here.language,
            direction=here.direction,
        )
        for number, run in enumerate(runs)
    )


def _items(
    element: Element, reading: Reading, surround: Surround, contained: Contained
) -> Iterator[tuple[str, ListItem]]:
    """Yield each item with its ``value``; what stands between items joins the one before."""
    strays: list[Element | str] = []
    waiting: tuple[str, ListItem] | None = None

    def close() -> Iterator[tuple[str, ListItem]]:
        blocks = _stray_blocks(strays, element, reading, surround, contained)
        strays.clear()
        if waiting is not None:
            yield waiting[0], ListItem((*waiting[1].blocks, *blocks))
        elif blocks:
            yield "", ListItem(blocks)

    for child in element.children:
        if isinstance(child, str) or child.tag != "li":
            strays.append(child)
            continue
        yield from close()
        waiting = None
        if child in reading.note_elements or child.tag in SILENT_TAGS:
            continue
        if is_hidden(child):
            inlines.report_hidden(child, reading)
            continue
        reading.anchors.see(child)
        blocks = contained(child, reading, surround.inside(child))
        if inner := _only_list(blocks, ordered=element.tag == "ol"):
            # An item that is nothing but a list is how some editors indent.
            reading.notices.count("list-unwrapped", "lists in items without words were unwrapped")
            yield from (("", item) for item in inner.items[:-1])
            waiting = ("", inner.items[-1])
        else:
            waiting = (child.get("value"), ListItem(blocks))
    yield from close()


def _only_list(blocks: Blocks, *, ordered: bool) -> List | None:
    """Return the list that is all there is in an item, if it is of the same kind."""
    only = blocks[0] if len(blocks) == 1 else None
    if not isinstance(only, List) or only.ordered != ordered:
        return None
    is_plain = only == List(only.items, ordered)
    return only if is_plain else None


def _stray_blocks(
    strays: "list[Element | str]",
    parent: Element,
    reading: Reading,
    surround: Surround,
    contained: Contained,
) -> Blocks:
    if all(isinstance(one, str) and not one.strip() for one in strays):
        return ()
    shell = Element("div", children=list(strays), parent=parent, holds_block=True)
    return contained(shell, reading, surround)


def _one_run(numbered: list[tuple[str, ListItem]]) -> list[_Run]:
    items = [item for _, item in numbered if item.blocks]
    return [_Run(1, items)] if items else []


def _runs(numbered: list[tuple[str, ListItem]], start: int) -> list[_Run]:
    runs: list[_Run] = []
    number = start
    for value, item in numbered:
        number = _whole(value, number)
        if item.blocks:
            if not runs or runs[-1].start + len(runs[-1].items) != number:
                runs.append(_Run(number))
            runs[-1].items.append(item)
        number += 1
    return runs


def _whole(text: str, otherwise: int) -> int:
    sign = text[:1] if text[:1] in {"-", "+"} else ""
    digits = text[len(sign) :]
    if digits.isascii() and digits.isdigit() and len(digits) < 9:  # noqa: PLR2004
        return int(text)
    return otherwise


def _numbering(element: Element) -> Numbering:
    if kind := _NUMBERINGS.get(element.get("type")):
        return kind
    style = element.get("style").lower()
    return next(
        (one for one in _STYLES if f"list-style-type:{one}" in "".join(style.split())), "decimal"
    )


def places(element: Element) -> bool:
    """Tell whether a list only places articles side by side: items with headings and text."""
    items = [one for one in element.elements() if one.tag == "li"]
    titled = [one for one in items if _is_titled(one)]
    return len(titled) * 2 > len(items)


def _is_titled(item: Element) -> bool:
    heading = item.first("h1", "h2", "h3", "h4", "h5", "h6")
    if heading is None:
        return False
    rest = len(plain(item.text())) - len(plain(heading.text()))
    return rest > _TITLED and item.first("p", "div", "ul", "ol", "img") is not None


# --- definitions -------------------------------------------------------------


def defines(element: Element) -> bool:
    """Tell whether a ``dl`` holds at least one term; without, it only indents."""
    return any(part.tag == "dt" for part in _parts(element) if isinstance(part, Element))


def _parts(element: Element) -> "Iterator[Element | str]":
    """Yield terms and definitions; a ``div`` may group them (HTML, section 4.4.9)."""
    for child in element.children:
        if isinstance(child, Element) and child.tag == "div":
            yield from _parts(child)
        elif isinstance(child, Element) or child.strip():
            yield child


def definition_blocks(
    element: Element, reading: Reading, surround: Surround, contained: Contained
) -> Blocks:
    """Return a ``dl``: definitions before the first term come before the list."""
    name = reading.anchors.take()
    here = surround.inside(element)
    before: list[Block] = []
    items: list[DefinitionItem] = []
    terms: list[Inlines] = []
    definitions: list[Blocks] = []

    def close() -> None:
        if terms:
            items.append(DefinitionItem(tuple(terms), tuple(definitions)))
        else:
            before.extend(block for part in definitions for block in part)
        terms.clear()
        definitions.clear()

    for part in _parts(element):
        if isinstance(part, Element) and (part in reading.note_elements or part.tag in SILENT_TAGS):
            continue
        if isinstance(part, Element) and is_hidden(part):
            inlines.report_hidden(part, reading)
        elif isinstance(part, Element) and part.tag == "dt":
            if definitions:
                close()
            reading.anchors.see(part)
            term = inlines.line(part, reading)
            terms.extend([term] * (not is_blank(term)))
        else:
            held = part if isinstance(part, Element) and part.tag == "dd" else None
            if held is not None:
                reading.anchors.see(held)
            shell = held or Element("dd", children=[part], parent=element, holds_block=True)
            blocks = contained(shell, reading, here.inside(shell))
            definitions.extend([blocks] * bool(blocks))
    close()
    if not items:
        return tuple(before)
    made = DefinitionList(tuple(items), id=name, language=here.language, direction=here.direction)
    return (*before, made)
