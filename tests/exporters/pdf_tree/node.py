"""What is compared: structure types, what is told about them, and text, nested."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from tasktide_export.checks.verification.words import squeeze

Kid: TypeAlias = "Node | str"

_PICTURES = frozenset({"Figure", "Formula"})
_PHRASES = frozenset({"Span", "Em", "Strong", "Code", "Quote"})
_TABLE_PARTS = frozenset({"THead", "TBody", "TFoot", "TR", "TH", "TD"})


@dataclass(frozen=True, slots=True)
class Node:
    """A structure element.

    ``marks`` are what it tells besides its content (``lang``, ``alt``, ``scope``, …).
    ``heads`` are the header cells that a data cell names, each counted among the
    header cells of its table, from 0.  ``page`` is where a heading stands, or the number
    at the end of a line of the contents.
    """

    role: str
    kids: tuple[Kid, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    heads: tuple[int, ...] = ()
    page: str = ""


def node(role: str, kids: Iterable[Kid] = (), **marks: str) -> Node:
    """Return a node; white space in marks is folded, and empty ones are left out."""
    folded = {name: " ".join(value.split()) for name, value in marks.items()}
    return Node(role, tuple(kids), tuple(sorted((k, v) for k, v in folded.items() if v)))


def settled(tree: Node) -> Node:
    """Return ``tree`` with neighbouring texts joined and squeezed, empty ones left out."""
    kids: list[Kid] = []
    words: list[str] = []
    for kid in (*tree.kids, None):
        if isinstance(kid, str) or (kid and _is_space(kid)):
            words.append(kid if isinstance(kid, str) else " ")
            continue
        if text := squeeze("".join(words)):
            kids.append(text)
        words.clear()
        if kid is not None:
            kids.append(settled(kid))
    return replace(tree, kids=tuple(kids))


def _is_space(tree: Node) -> bool:
    """Tell a phrase of nothing but white space, which is drawn or not as lines end."""
    texts = [kid for kid in tree.kids if isinstance(kid, str)]
    blank = bool(texts) and len(texts) == len(tree.kids) and not squeeze("".join(texts))
    return blank and tree.role in _PHRASES


def pruned(tree: Node) -> Node:
    """Return a settled ``tree`` without the elements that hold no content.

    Of a table that holds some every part stays (ISO 14289-1, 7.5), of a list item its
    body; a link stays, since it leads somewhere.
    """
    kept = [kid if isinstance(kid, str) else pruned(kid) for kid in tree.kids]
    kids = [kid for kid in kept if isinstance(kid, str) or _stays(kid)]
    if tree.role == "LI" and _has_content(tree) and not _has_body(kids):
        kids.append(Node("LBody"))
    return replace(tree, kids=tuple(kids))


def _stays(tree: Node) -> bool:
    return tree.role in _TABLE_PARTS or _has_content(tree)


def _has_content(tree: Node) -> bool:
    if tree.role == "Link" or tree.role in _PICTURES:
        return True
    return any(isinstance(kid, str) or _has_content(kid) for kid in tree.kids)


def _has_body(kids: list[Kid]) -> bool:
    return any(isinstance(kid, Node) and kid.role == "LBody" for kid in kids)


def lines(tree: Node, depth: int = 0) -> Iterator[str]:
    """Yield one line for each element and each text, so that a difference can be read."""
    indent = "  " * depth
    marks = "".join(f" {name}={value!r}" for name, value in tree.marks)
    yield f"{indent}{tree.role}{marks}"
    for kid in tree.kids:
        if isinstance(kid, str):
            yield f"{indent}  {kid!r}"
        else:
            yield from lines(kid, depth + 1)


def nodes(tree: Node, *roles: str) -> Iterator[Node]:
    """Yield the nodes with one of ``roles`` in reading order."""
    if tree.role in roles:
        yield tree
    for kid in tree.kids:
        if isinstance(kid, Node):
            yield from nodes(kid, *roles)
