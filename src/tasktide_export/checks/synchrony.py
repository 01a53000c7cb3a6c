"""Whether text and sound go together: what holds for overlays in EPUBs and for web pages."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, TypeAlias

from tasktide_export.checks.publication.book import is_hidden
from tasktide_export.checks.readback.markup import local_name, roles

Misplaced: TypeAlias = Literal["missing", "order"]
Mistimed: TypeAlias = Literal["outside", "order"]

SLACK = 0.1
"""Seconds by which an encoder may lengthen or shorten a sound."""
ROUNDING = 0.0015
"""Seconds: times have three decimals."""
_UNSPOKEN = frozenset({"script", "style", "head", "svg", "math", "nav"})
_SKIPPED_ROLES = frozenset({"doc-noteref", "doc-backlink", "doc-pagebreak"})
_NOTE = "doc-footnote"


def misplaced(page: Any, fragments: Iterable[str]) -> Iterator[tuple[int, Misplaced]]:
    """Yield the numbers of fragments that ``page`` does not have, or not in this order.

    Notes may be read where they are called, wherever they stand: each note has an order
    of its own, and so has the text without them.
    """
    places = _places(page)
    last: dict[str, int] = {}
    for number, name in enumerate(fragments):
        if name not in places:
            yield number, "missing"
            continue
        place, note = places[name]
        if place < last.get(note, -1):
            yield number, "order"
        else:
            last[note] = place


def _places(page: Any) -> dict[str, tuple[int, str]]:
    """Return for each id the number of its element and the id of the note that it is in."""
    found: dict[str, tuple[int, str]] = {}
    waiting = [(page, "")]
    place = 0
    while waiting:
        element, note = waiting.pop()
        name = element.get("id", "")
        if _NOTE in roles(element):
            note = name or note
        if name:
            found.setdefault(name, (place, note))
        place += 1
        waiting += [(child, note) for child in reversed(element) if local_name(child)]
    return found


def unread(
    element: Any, spoken: set[str], passed_over: Callable[[Any], bool] = lambda _: False
) -> Iterator[tuple[Any, str]]:
    """Yield the elements below ``element`` with words that no element of ``spoken`` holds.

    Those that are ``passed_over`` need not be read.
    """
    if element.get("id") in spoken or local_name(element) in _UNSPOKEN | {""}:
        return
    if roles(element) & _SKIPPED_ROLES or is_hidden(element) or passed_over(element):
        return
    own = [element.text or "", *(child.tail or "" for child in element)]
    words = " ".join(" ".join(own).split())
    if any(character.isalnum() for character in words):
        yield element, words
    for child in element:
        yield from unread(child, spoken, passed_over)


def mistimed(begin: float, end: float, before: float, length: float | None) -> Iterator[Mistimed]:
    """Yield what is wrong with a clip from ``begin`` to ``end`` of a sound, in seconds.

    ``before`` is where the last clip ended, ``length`` that of the sound if it is known.
    """
    if length is not None and end > length + SLACK:
        yield "outside"
    if end <= begin or begin < before - ROUNDING:
        yield "order"
