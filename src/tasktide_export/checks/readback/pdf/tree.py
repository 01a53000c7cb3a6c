"""The structure tree: elements and content in reading order (ISO 32000-1, 14.7)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pikepdf  # noqa: TID253 - this package is imported when a PDF is read

from tasktide_export.checks.readback.pdf.content import Key

_DEEPEST = 500
_LONGEST_CHAIN = 10


@dataclass(slots=True)
class Element:
    """A structure element: its standard type and what it holds.

    ``kids`` are elements and keys of marked content in reading order; ``objects``
    counts the annotations it refers to.
    """

    type: str
    title: str = ""
    alternative: str | None = None
    actual: str | None = None
    expansion: str | None = None
    language: str = ""
    numbering: str = ""
    kids: "list[Element | Key]" = field(default_factory=list)
    objects: int = 0


Kid: TypeAlias = Element | Key


class TreeReader:
    """Turns the structure tree of a file into :class:`Element` values."""

    def __init__(self, pdf: Any) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._root = pdf.Root.get("/StructTreeRoot")
        roles = self._root.get("/RoleMap") if self._root is not None else None
        self._roles = {str(k): str(v) for k, v in roles.items()} if roles is not None else {}

    def read(self) -> list[Element]:
        """Return the top elements; none when the file is not tagged."""
        if self._root is None:
            return []
        top = Element("Root")
        self._kids(self._root.get("/K"), top, -1, 0)
        return [kid for kid in top.kids if isinstance(kid, Element)]

    def _kids(self, kids: Any, parent: Element, page: int, depth: int) -> None:
        if kids is None or depth > _DEEPEST:
            return
        if isinstance(kids, pikepdf.Array):
            for kid in kids:
                self._kids(kid, parent, page, depth)
        elif isinstance(kids, int):
            parent.kids.append((page, 0, int(kids)))
        elif isinstance(kids, pikepdf.Dictionary):
            self._dictionary(kids, parent, page, depth)

    def _dictionary(self, kid: Any, parent: Element, page: int, depth: int) -> None:
        own = self._page(kid, page)
        match str(kid.get("/Type", "/StructElem")):
            case "/MCR":
                stream = kid.get("/Stm")
                number = stream.objgen[0] if stream is not None else 0
                parent.kids.append((own, number, int(kid["/MCID"])))
            case "/OBJR":
                parent.objects += 1
            case _:
                element = self._element(kid)
                parent.kids.append(element)
                self._kids(kid.get("/K"), element, own, depth + 1)

    def _page(self, kid: Any, inherited: int) -> int:
        page = kid.get("/Pg")
        return self._pages.get(page.objgen, -1) if page is not None else inherited

    def _element(self, kid: Any) -> Element:
        return Element(
            type=self._standard(str(kid.get("/S", "/NonStruct"))),
            title=_string(kid, "/T") or "",
            alternative=_string(kid, "/Alt"),
            actual=_string(kid, "/ActualText"),
            expansion=_string(kid, "/E"),
            language=_string(kid, "/Lang") or "",
            numbering=_attribute(kid, "/ListNumbering"),
        )

    def _standard(self, name: str) -> str:
        for _ in range(_LONGEST_CHAIN):
            if name not in self._roles:
                break
            name = self._roles[name]
        return name.removeprefix("/")


def _string(kid: Any, name: str) -> str | None:
    found = kid.get(name)
    return str(found) if found is not None else None


def _attribute(kid: Any, name: str) -> str:
    attributes = kid.get("/A")
    several = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    for one in several:
        if isinstance(one, pikepdf.Dictionary) and name in one:
            return str(one[name]).removeprefix("/")
    return ""


def descendants(element: Element) -> Iterator[Element]:
    """Yield ``element`` and every element below it in reading order."""
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from descendants(kid)
