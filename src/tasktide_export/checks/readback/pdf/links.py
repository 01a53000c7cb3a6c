"""Link annotations and the destinations they lead to (ISO 32000-1, 12.3.2)."""

from collections.abc import Iterator
from typing import Any

import pikepdf  # noqa: TID253 - this package is imported when a PDF is read

_DEEPEST = 30


def dangling_links(pdf: Any) -> Iterator[str]:
    """Yield the names of destinations that links ask for and nobody gives."""
    names = set(_destination_names(pdf))
    pages = {page.obj.objgen for page in pdf.pages}
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", []):
            if str(annotation.get("/Subtype", "")) == "/Link":
                yield from _dangling(annotation, names, pages, number)


def _dangling(
    annotation: Any, names: set[str], pages: set[tuple[int, int]], number: int
) -> Iterator[str]:
    target = annotation.get("/Dest")
    action = annotation.get("/A")
    if target is None and action is not None and str(action.get("/S", "")) == "/GoTo":
        target = action.get("/D")
    match target:
        case None:
            if action is None:
                yield f"page {number}: a link without a target"
        case pikepdf.Array():
            if not len(target) or target[0].objgen not in pages:
                yield f"page {number}: a link to no page"
        case _:
            if str(target).removeprefix("/") not in names:
                yield f"page {number}: {target}"


def _destination_names(pdf: Any) -> Iterator[str]:
    old = pdf.Root.get("/Dests")
    if old is not None:
        yield from (str(name).removeprefix("/") for name in old.keys())  # noqa: SIM118
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if names is not None else None
    if tree is not None:
        yield from _leaves(tree, 0)


def _leaves(node: Any, depth: int) -> Iterator[str]:
    pairs = node.get("/Names")
    if pairs is not None:
        yield from (str(pairs[at]) for at in range(0, len(pairs), 2))
    if depth < _DEEPEST:
        for kid in node.get("/Kids", []):
            yield from _leaves(kid, depth + 1)
