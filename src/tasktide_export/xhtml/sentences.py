"""Sentences marked in rendered XHTML: one element for each utterance of the script.

Read-along needs an element with the utterance's id around what is being said.  The
script and the rendering say the same text in the same order, notes apart, so both
are read side by side, white space left out, and the text is parted where an
utterance ends.  Elements that a boundary goes through are parted, too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from lxml import etree

from tasktide_export.narration import Utterance
from tasktide_export.xhtml.element import XHTML, Element

Slot: TypeAlias = Literal["text", "tail", "whole"]

_SPAN = f"{{{XHTML}}}span"
_SILENT = frozenset({"head", "nav", "script", "style", "title"})
_GENERATED = frozenset({"doc-noteref", "doc-backlink", "doc-toc"})
_NOTES = frozenset({"doc-endnotes", "doc-footnote"})


@dataclass(slots=True)
class _Leaf:
    """A run of text in the tree, or an element whose text is an attribute of it."""

    node: Element
    slot: Slot
    text: str


@dataclass(slots=True)
class _Piece:
    """Part of a leaf's text that one utterance says."""

    leaf: _Leaf
    start: int
    end: int


@dataclass(slots=True)
class _Stream:
    """What is read in one go: the body, or one note."""

    leaves: list[_Leaf] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)


def mark_sentences(pages: Sequence[Element], utterances: Iterable[Utterance]) -> Mapping[str, str]:
    """Mark what each utterance says in ``pages``, which together hold the document.

    Return the ids of the utterances that were found, in their order, each with the id
    of the element that shows it: its own, unless one picture's text is several
    utterances, which then share the picture.  Announcements show nothing.
    """
    body = _Stream()
    notes: dict[str, _Stream] = {}
    for one in utterances:
        if one.role == "text":
            stream = notes.setdefault(one.note, _Stream()) if one.note else body
            stream.utterances.append(one)
    for page in pages:
        _collect(page, body, notes)
    shown: dict[str, str] = {}
    for stream in (body, *notes.values()):
        shown |= _mark(stream)
    return shown


# --- reading the tree --------------------------------------------------------


def _collect(element: Element, stream: _Stream, notes: Mapping[str, _Stream]) -> None:
    """Add what ``element`` says to ``stream``, and what its notes say to theirs."""
    if _is_silent(element):
        return
    role = element.get("role", "")
    if role in _NOTES or element.get("id", "") in notes:
        # The heading of the notes is in no stream.
        stream = notes.get(element.get("id", ""), _Stream())
    words = _attribute_text(element)
    if words is not None:
        stream.leaves.append(_Leaf(element, "whole", words))
        return
    if element.text:
        stream.leaves.append(_Leaf(element, "text", element.text))
    for child in element:
        _collect(child, stream, notes)
        if child.tail:
            stream.leaves.append(_Leaf(child, "tail", child.tail))


def _is_silent(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return True
    classes = element.get("class", "").split()
    return (
        _local(element) in _SILENT
        or "generated" in classes
        or "front" in classes
        or element.get("role", "") in _GENERATED
        or element.get("aria-hidden") == "true"
    )


def _attribute_text(element: Element) -> str | None:
    """Return the text of an element that tells it in an attribute; ``None`` for others."""
    match _local(element):
        case "img":
            return element.get("alt", "")
        case "math":
            return element.get("alttext", "")
        case "span" if element.get("role") == "img":
            return element.get("aria-label", "")
        case _:
            return None


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


# --- putting utterances to their text ----------------------------------------


def _mark(stream: _Stream) -> dict[str, str]:
    found = _pieces(stream)
    shown: dict[str, str] = {}
    marks: dict[str, list[Element]] = {}
    for leaf, pieces in _by_leaf(found):
        for name, mark in _part(leaf, pieces):
            marks.setdefault(name, []).append(mark)
    shared: dict[Element, str] = {}
    for name in found:
        # A picture shows the first of the sentences that are its text, and those that are
        # nothing but its text.
        own = [mark for mark in marks[name] if mark not in shared]
        if own:
            mark = _joined(own)
            mark.set("id", name)
        shared |= dict.fromkeys(own, name)
        shown[name] = name if own else shared[marks[name][0]]
    return shown


def _pieces(stream: _Stream) -> dict[str, list[_Piece]]:
    """Return the pieces of text of each utterance, by its id.

    Where tree and script part ways the rest is not found: whoever asked sees it missing.
    """
    characters = _characters(stream.leaves)
    found: dict[str, list[_Piece]] = {}
    for one in stream.utterances:
        pieces: list[_Piece] = []
        for wanted in one.text:
            if wanted.isspace():
                continue
            leaf, place = next(characters, (None, 0))
            if leaf is None or leaf.text[place] != wanted:
                return found
            if pieces and pieces[-1].leaf is leaf:
                pieces[-1].end = place + 1
            else:
                pieces.append(_Piece(leaf, place, place + 1))
        if pieces:
            found[one.id] = pieces
    return found


def _characters(leaves: Iterable[_Leaf]) -> Iterator[tuple[_Leaf, int]]:
    for leaf in leaves:
        for place, character in enumerate(leaf.text):
            if not character.isspace():
                yield leaf, place


def _by_leaf(
    found: Mapping[str, list[_Piece]],
) -> Iterator[tuple[_Leaf, list[tuple[str, _Piece]]]]:
    """Yield each leaf with its pieces in order and whose they are."""
    leaves: dict[int, tuple[_Leaf, list[tuple[str, _Piece]]]] = {}
    for name, pieces in found.items():
        for piece in pieces:
            leaves.setdefault(id(piece.leaf), (piece.leaf, []))[1].append((name, piece))
    yield from leaves.values()


def _part(leaf: _Leaf, pieces: list[tuple[str, _Piece]]) -> Iterator[tuple[str, Element]]:
    """Put each piece of a leaf's text into an element of its own; yield those."""
    if leaf.slot == "whole":
        yield from ((name, leaf.node) for name, _ in pieces)
        return
    text, node = leaf.text, leaf.node
    parent = node if leaf.slot == "text" else node.getparent()
    if parent is None:
        return
    index = 0 if leaf.slot == "text" else parent.index(node) + 1
    before = text[: pieces[0][1].start]
    if leaf.slot == "text":
        node.text = before
    else:
        node.tail = before
    for number, (name, piece) in enumerate(pieces):
        after = pieces[number + 1][1].start if number + 1 < len(pieces) else len(text)
        mark = etree.Element(_SPAN)
        mark.text, mark.tail = text[piece.start : piece.end], text[piece.end : after]
        parent.insert(index + number, mark)
        yield name, mark


# --- one element for each utterance ------------------------------------------


def _joined(marks: list[Element]) -> Element:
    """Return one element without an id for all of ``marks``, which come in document order."""
    if len(marks) == 1:
        return _around(marks) if marks[0].get("id") else marks[0]
    top = _common(marks)
    first = _part_before(marks[0], top)
    last = _part_after(marks[-1], top)
    start, end = top.index(first), top.index(last)
    joined = _around(list(top)[start : end + 1])
    for mark in marks:
        if mark.tag == _SPAN and not mark.attrib:
            _unwrap(mark)
    return joined


def _common(marks: list[Element]) -> Element:
    """Return the nearest element that holds all of ``marks``."""
    shared = list(marks[0].iterancestors())
    for mark in marks[1:]:
        above = set(mark.iterancestors())
        shared = [one for one in shared if one in above]
    return shared[0]


def _part_before(node: Element, top: Element) -> Element:
    """Part the elements between ``top`` and ``node`` so that one begins with ``node``."""
    while (parent := node.getparent()) is not None and parent is not top:
        at = parent.index(node)
        if at == 0 and not (parent.text or "").strip():
            node = parent
            continue
        clone = _clone(parent)
        clone.extend(list(parent)[at:])
        _put_after(parent, clone)
        node = clone
    return node


def _part_after(node: Element, top: Element) -> Element:
    """Part the elements between ``top`` and ``node`` so that one ends with ``node``."""
    while (parent := node.getparent()) is not None and parent is not top:
        rest = list(parent)[parent.index(node) + 1 :]
        if rest or (node.tail or "").strip():
            clone = _clone(parent)
            clone.text, node.tail = node.tail, None
            clone.extend(rest)
            _put_after(parent, clone)
        node = parent
    return node


def _clone(element: Element) -> Element:
    """Return an element like ``element``, without its content and its id."""
    clone = etree.Element(element.tag)
    for name, value in element.items():
        if name != "id":
            clone.set(name, value)
    clone.text = ""
    return clone


def _put_after(element: Element, other: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        other.tail, element.tail = element.tail, None
        parent.insert(parent.index(element) + 1, other)


def _around(nodes: list[Element]) -> Element:
    """Put a new element around siblings and return it."""
    frame = etree.Element(_SPAN)
    frame.text = ""
    parent = nodes[0].getparent()
    if parent is not None:
        parent.insert(parent.index(nodes[0]), frame)
    frame.tail, nodes[-1].tail = nodes[-1].tail, None
    frame.extend(nodes)
    return frame


def _unwrap(mark: Element) -> None:
    """Put the text of ``mark`` where it stands, without the element."""
    parent = mark.getparent()
    if parent is None:
        return
    at = parent.index(mark)
    words = (mark.text or "") + (mark.tail or "")
    if at == 0:
        parent.text = (parent.text or "") + words
    else:
        parent[at - 1].tail = (parent[at - 1].tail or "") + words
    mark.tail = None
    parent.remove(mark)
