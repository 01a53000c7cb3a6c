"""What is drawn and what is in the tree: each thing once, or an artifact (ISO 14289-1, 7.1)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

import pikepdf

from tests.exporters.pdf_tree.actual import elements, is_element, kids_of, top

Key: TypeAlias = tuple[int, int]
"""A page from 0 and the number of a marked-content sequence on it."""

_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_PATHS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"})
_PICTURES = frozenset({"Do", "INLINE IMAGE", "EI"})
_DRAWS = _TEXT | _PATHS | _PICTURES


def strays(pdf: Any) -> Iterator[str]:
    """Yield in words what is drawn beside the tree, and what the tree has not or twice."""
    drawn: Counter[Key] = Counter()
    for number, page in enumerate(pdf.pages):
        for marks, operator in _drawing(page):
            if not any(name == "Artifact" or mcid is not None for name, mcid in marks):
                yield f"page {number + 1}: {operator} outside of content and artifacts"
        drawn.update((number, mcid) for mcid in _numbers(page))
    owners = list(_owners(pdf))
    placed = Counter(key for key, _ in owners)
    yield from (f"{key} is drawn and not in the tree" for key in drawn - placed)
    yield from (f"{key} is in the tree and not drawn" for key in placed - drawn)
    yield from (f"{key} is there more than once" for key in drawn if drawn[key] > 1)
    yield from _disowned(pdf, owners)


def sequences(page: Any) -> Iterator[tuple[str, int | None, frozenset[str]]]:
    """Yield a page's marked-content sequences: tag, number, operators that draw in it."""
    open_ones: list[tuple[str, int | None, set[str]]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            name, mcid = _mark(instruction.operands, page.resources)
            open_ones.append((name, mcid, set()))
        elif operator == "EMC":
            name, mcid, found = open_ones.pop()
            yield name, mcid, frozenset(found)
        elif operator in _DRAWS:
            for _, _, found in open_ones:
                found.add(operator)


def _drawing(page: Any) -> Iterator[tuple[list[tuple[str, int | None]], str]]:
    """Yield each operator that draws with the marks that are open around it."""
    marks: list[tuple[str, int | None]] = []
    for instruction in pikepdf.parse_content_stream(page):
        match str(instruction.operator):
            case "BDC" | "BMC":
                marks.append(_mark(instruction.operands, page.resources))
            case "EMC":
                marks.pop()
            case operator if operator in _DRAWS:
                yield marks, operator


def _mark(operands: Any, resources: Any) -> tuple[str, int | None]:
    name = str(operands[0]).removeprefix("/")
    properties: Any = operands[1] if len(operands) > 1 else {}
    if isinstance(properties, pikepdf.Name):
        properties = resources["/Properties"][str(properties)]
    return name, int(properties["/MCID"]) if "/MCID" in properties else None


def _numbers(page: Any) -> Iterator[int]:
    return (mcid for _, mcid, _ in sequences(page) if mcid is not None)


def _owners(pdf: Any) -> Iterator[tuple[Key, Any]]:
    """Yield the marked content that the tree lists, with the element that lists it."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for element in elements(top(pdf)):
        for kid in kids_of(element):
            if isinstance(kid, int):
                yield (pages[element["/Pg"].objgen], kid), element
            elif not is_element(kid) and str(kid["/Type"]) == "/MCR":
                page = kid.get("/Pg", element.get("/Pg"))
                yield (pages[page.objgen], int(kid["/MCID"])), element


def _disowned(pdf: Any, owners: list[tuple[Key, Any]]) -> Iterator[str]:
    """Yield the content for which the parent tree names another element (14.7.4.4)."""
    parents = pikepdf.NumberTree(pdf.Root["/StructTreeRoot"]["/ParentTree"])
    for (page, mcid), element in owners:
        named: Any = parents[int(pdf.pages[page].obj["/StructParents"])]
        if named[mcid].objgen != element.objgen:
            yield f"{(page, mcid)} has another parent in the parent tree"
