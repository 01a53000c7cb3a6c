"""What every tag tree must keep, whatever the document; each rule yields faults in words."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from tasktide_export.checks.verification.words import squeeze
from tasktide_export.phrases import phrase
from tests.exporters.pdf_tree.actual import (
    actual,
    attribute,
    elements,
    is_element,
    kids_of,
    role_of,
    top,
)
from tests.exporters.pdf_tree.node import Node, nodes


def elements_of(pdf: Any, role: str) -> list[Any]:
    """Return the elements with ``role`` in reading order."""
    return [one for one in elements(top(pdf)) if role_of(one) == role]


def annotations(element: Any) -> list[Any]:
    """Return the annotations that an element refers to (OBJR)."""
    kids = (kid for kid in kids_of(element) if isinstance(kid, pikepdf.Dictionary))
    return [kid["/Obj"] for kid in kids if not is_element(kid) and str(kid["/Type"]) == "/OBJR"]


def bad_links(pdf: Any) -> Iterator[str]:
    """Yield links without an annotation, or whose annotations do not say their text (7.18.5).

    The way back from a note may say more than its number.
    """
    read = nodes(actual(pdf), "Link")
    back = squeeze(phrase("back", str(pdf.Root.get("/Lang", ""))).text)
    for element, link in zip(elements_of(pdf, "Link"), read, strict=True):
        found = annotations(element)
        words = squeeze(said(link))
        if not found:
            yield f"the link {words!r} has no annotation"
        for annotation in found:
            contents = str(annotation.get("/Contents", ""))
            if not words or squeeze(contents) not in (words, f"{words}.{back}"):
                yield f"the link {words!r} says {contents!r}"


def said(tree: Node) -> str:
    """Return the text of a node, of pictures and formulas their alternative."""
    alternative = dict(tree.marks).get("alt", "")
    return alternative + "".join(kid if isinstance(kid, str) else said(kid) for kid in tree.kids)


def words_of(name: Any) -> str:
    """Return a name or a string of the file as text."""
    return str(name).removeprefix("/")


def lost_links(pdf: Any) -> Iterator[str]:
    """Yield the links on the pages that no element of the tree refers to."""
    placed = [one.objgen for element in elements_of(pdf, "Link") for one in annotations(element)]
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", []):
            if placed.count(annotation.objgen) != 1:
                yield f"page {number}: {annotation.get('/Contents', '')} is not once in the tree"


def nameless(pdf: Any, role: str) -> Iterator[str]:
    """Yield the elements with ``role`` that the ID tree does not lead to (7.9, 7.5)."""
    root = pdf.Root["/StructTreeRoot"]
    tree = pikepdf.NameTree(root["/IDTree"]) if "/IDTree" in root else {}
    named: dict[bytes, Any] = {bytes(pikepdf.String(name)): one for name, one in tree.items()}
    for number, element in enumerate(elements_of(pdf, role)):
        name = bytes(element.get("/ID", b""))
        if name not in named or named[name].objgen != element.objgen:
            yield f"{role} {number} with the id {name!r} is not in the ID tree"


def bodiless(pdf: Any) -> Iterator[str]:
    """Yield the list items that have no body, and lists that hold something else."""
    for number, item in enumerate(elements_of(pdf, "LI")):
        if "LBody" not in _inner(item):
            yield f"LI {number} has no LBody"
    for number, block in enumerate(elements_of(pdf, "L")):
        if set(_inner(block)) - {"LI", "Caption", "L"}:
            yield f"L {number} holds {_inner(block)}"


def _inner(element: Any) -> list[str]:
    return [role_of(kid) for kid in kids_of(element) if is_element(kid)]


def scopeless(pdf: Any) -> Iterator[str]:
    """Yield the header cells that do not tell what they head."""
    for number, cell in enumerate(elements_of(pdf, "TH")):
        if str(attribute(cell, "/Scope")) not in {"/Row", "/Column", "/Both"}:
            yield f"TH {number} has no scope"
