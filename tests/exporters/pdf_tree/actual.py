"""The structure tree that a PDF has."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf

from tasktide_export.checks.readback.pdf.content import ContentReader
from tests.exporters.pdf_tree.labels import BULLETS
from tests.exporters.pdf_tree.node import Kid, Node, node, settled

_STRINGS = {"title": "/T", "lang": "/Lang", "alt": "/Alt", "expansion": "/E"}
_ATTRIBUTES = {
    "numbering": "/ListNumbering",
    "scope": "/Scope",
    "columns": "/ColSpan",
    "rows": "/RowSpan",
}
_NO_HEADER = -1
HEADINGS = frozenset({"H2", "H3", "H4", "H5", "H6"})
"""The headings of sections; H1 is the title's."""


def actual(pdf: Any, *, loose: bool = False) -> Node:
    """Return the tree of an open file, settled unless its white space is asked for.

    Page numbers are not in the text of the contents.
    """
    tree = _Reader(pdf).read()
    return tree if loose else settled(tree)


def elements(element: Any) -> Iterator[Any]:
    """Yield a structure element and those below it in reading order."""
    yield element
    for kid in kids_of(element):
        if is_element(kid):
            yield from elements(kid)


def top(pdf: Any) -> Any:
    """Return the one element at the top of the tree."""
    found = pdf.Root["/StructTreeRoot"]["/K"]
    (one,) = found if isinstance(found, pikepdf.Array) else [found]
    return one


def kids_of(element: Any) -> list[Any]:
    """Return what an element holds: elements, references, numbers of marked content."""
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_element(kid: Any) -> bool:
    """Tell an element from content and from references to objects."""
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def role_of(element: Any) -> str:
    """Return the structure type as it is written, before any role map."""
    return str(element["/S"]).removeprefix("/")


def own_headers(table: Any) -> Iterator[Any]:
    """Yield a table's header cells, those of tables inside it left out."""
    for kid in filter(is_element, kids_of(table)):
        if role_of(kid) == "TH":
            yield kid
        if role_of(kid) != "Table":
            yield from own_headers(kid)


def attribute(element: Any, name: str) -> Any:
    """Return a value of an element's attribute objects, or ``None``."""
    found = element.get("/A", [])
    for one in found if isinstance(found, pikepdf.Array) else [found]:
        if name in one:
            return one[name]
    return None


class _Reader:
    def __init__(self, pdf: Any) -> None:
        content = ContentReader()
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        for number, page in enumerate(pdf.pages):
            content.read_page(page, number)
        self._texts = content.contents.texts
        self._top = top(pdf)
        self._headers: list[bytes] = []

    def read(self) -> Node:
        return self._node(self._top, -1, ())

    def _node(self, element: Any, page: int, above: tuple[str, ...]) -> Node:
        role = role_of(element)
        page = self._page(element, page)
        around = self._headers
        if role == "Table":
            self._headers = [bytes(one.get("/ID", b"")) for one in own_headers(element)]
        kids = list(self._kids(element, page, (*above, role)))
        if role in ("Figure", "Formula"):  # what is written in a picture is not text
            kids = [kid for kid in kids if isinstance(kid, Node)]
        number = ""
        if role == "Link" and "TOCI" in above and _is_number(kids[-1:]):
            number = str(kids.pop()).strip()
        elif role in HEADINGS:
            number = str(self._first_page(element) + 1)
        if role == "Lbl":
            kids = [BULLETS.get(kid.strip(), kid) if isinstance(kid, str) else kid for kid in kids]
        heads = self._heads(element)
        self._headers = around
        return replace(node(role, kids, **_marks(element)), heads=heads, page=number)

    def _kids(self, element: Any, page: int, above: tuple[str, ...]) -> Iterator[Kid]:
        if "/ActualText" in element:
            yield str(element["/ActualText"])
            return
        for kid in kids_of(element):
            if not isinstance(kid, pikepdf.Dictionary):
                yield self._texts[page, 0, int(kid)]
            elif not is_element(kid):
                yield self._reference(kid, page)
            elif _is_text(kid):
                yield str(kid["/ActualText"])
            else:
                yield self._node(kid, page, above)

    def _reference(self, kid: Any, page: int) -> str:
        if str(kid["/Type"]) != "/MCR":
            return ""
        stream = kid["/Stm"].objgen[0] if "/Stm" in kid else 0
        return self._texts[self._page(kid, page), stream, int(kid["/MCID"])]

    def _page(self, kid: Any, inherited: int) -> int:
        return self._pages[kid["/Pg"].objgen] if "/Pg" in kid else inherited

    def _first_page(self, element: Any) -> int:
        """Return the page of the first content below ``element``."""
        for kid in kids_of(element):
            if is_element(kid):
                return self._first_page(kid)
            return self._page(kid if isinstance(kid, pikepdf.Dictionary) else element, -1)
        return -1

    def _heads(self, element: Any) -> tuple[int, ...]:
        named = attribute(element, "/Headers") or []
        numbers = {name: number for number, name in enumerate(self._headers)}
        return tuple(sorted(numbers.get(bytes(one), _NO_HEADER) for one in named))


def _is_number(last: list[Kid]) -> bool:
    return any(isinstance(kid, str) and kid.strip().isdigit() for kid in last)


def _is_text(element: Any) -> bool:
    """Tell an element that is there only to carry its text."""
    return role_of(element) == "Span" and "/ActualText" in element and not _marks(element)


def _marks(element: Any) -> dict[str, str]:
    told = {name: str(element[key]) for name, key in _STRINGS.items() if key in element}
    values = {name: attribute(element, key) for name, key in _ATTRIBUTES.items()}
    told |= {n: str(value).removeprefix("/") for n, value in values.items() if value is not None}
    return told
