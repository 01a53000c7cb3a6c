"""Words set in lines by an estimate of their width: a cover is drawn without a font at hand.

Widths are ems: multiples of the size of the type.  Estimates are those of a bold
sans-serif and rather wide, so that a line in another font still fits.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SPACE = 0.28
_WIDE = 1.0
_NARROW = frozenset("ijlIftr.,:;'!|()[]-\u2019\u2018\u00b7")
_BROAD = frozenset("mwMW@%&\u2014\u2026")
_LINE_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_ENDS_A_PART = frozenset("-\u2010\u2013\u2014/")
_NEVER_FIRST = frozenset({"Pe", "Pf", "Po", "Lm"})
_NEVER_LAST = frozenset({"Ps", "Pi"})
"""General categories: closing and opening punctuation, marks of length and repetition."""
_SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ")
_JOINER = "\u200d"
_ROUNDS = 8
"""How often the width is halved in search of lines of about the same length."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of type of ``size`` pixels."""

    size: int
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """Pixels from the first line's top to the last one's bottom."""
        return len(self.lines) * self.leading

    @property
    def leading(self) -> int:
        """Pixels from one base line to the next."""
        return round(self.size * 1.25)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays on one line; ``spaced`` is whether a space parts it from what is before."""

    text: str
    spaced: bool
    width: float


def measure(text: str) -> float:
    """Return about how wide ``text`` is, in ems."""
    return sum(_width(character) for character in text)


@functools.cache
def _width(character: str) -> float:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _WIDE
    if character.isspace():
        return _SPACE
    if character in _NARROW:
        return 0.38
    if character in _BROAD:
        return 0.98
    return 0.74 if character.isupper() else 0.62


def fit(words: str, *, width: int, height: int, sizes: Sequence[int]) -> Lines:
    """Return ``words`` in the largest of ``sizes`` (descending) whose lines fit.

    ``width`` and ``height`` are pixels.  What does not fit in the smallest size
    is cut, with an ellipsis at its end.
    """
    pieces = tuple(_pieces(words))
    for size in sizes:
        lines = _wrap(pieces, width / size)
        if lines and Lines(size, tuple(lines)).height <= height:
            return Lines(size, tuple(_evened(lines, pieces, width / size)))
    smallest = sizes[-1]
    room = width / smallest
    lines = _wrap(tuple(_divided(pieces, room)), room)
    most = max(int(height / Lines(smallest, ("",)).height), 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], room)]
    return Lines(smallest, tuple(lines))


def _evened(lines: list[str], pieces: Sequence[_Piece], room: float) -> list[str]:
    """Return as many lines as ``lines``, of about the same length."""
    narrow = 0.0
    for _ in range(_ROUNDS if len(lines) > 1 else 0):
        middle = (narrow + room) / 2
        tried = _wrap(pieces, middle)
        if len(tried) == len(lines):
            lines, room = tried, middle
        else:
            narrow = middle
    return lines


def _wrap(pieces: Sequence[_Piece], room: float) -> list[str]:
    """Return lines of at most ``room`` ems, or none when a piece is wider."""
    lines: list[str] = []
    free = 0.0
    for piece in pieces:
        if piece.width > room:
            return []
        gap = _SPACE if piece.spaced else 0.0
        if lines and gap + piece.width <= free:
            lines[-1] += f"{' ' if piece.spaced else ''}{piece.text}"
            free -= gap + piece.width
        else:
            lines.append(piece.text)
            free = room - piece.width
    return lines


def _pieces(words: str) -> Iterator[_Piece]:
    for word in filter(None, _LINE_SPACE.split(words)):
        for number, part in enumerate(_parts(word)):
            yield _Piece(part, number == 0, measure(part))


def _parts(word: str) -> Iterator[str]:
    """Yield the parts of a word that a line may end after."""
    part = ""
    for cluster in _clusters(word):
        if part and _may_part(part[-1], cluster[0]):
            yield part
            part = ""
        part += cluster
    yield part


def _may_part(last: str, following: str) -> bool:
    category = unicodedata.category
    if category(following) in _NEVER_FIRST or following in _SMALL_KANA:
        return False
    if category(last) in _NEVER_LAST:
        return False
    return last in _ENDS_A_PART or _is_ideograph(last) or _is_ideograph(following)


def _is_ideograph(character: str) -> bool:
    """Tell whether lines may be parted beside it: wide, and no Korean, which has spaces."""
    wide = unicodedata.east_asian_width(character) in {"W", "F"}
    return wide and not "\uac00" <= character <= "\ud7a3"


def _clusters(word: str) -> Iterator[str]:
    """Yield characters, each with the marks on it and what a joiner ties to it."""
    cluster = ""
    for character in word:
        tied = unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf", "Sk"}
        if cluster and not tied and not cluster.endswith(_JOINER):
            yield cluster
            cluster = ""
        cluster += character
    yield cluster


def _divided(pieces: Sequence[_Piece], room: float) -> Iterator[_Piece]:
    """Yield the pieces, those wider than ``room`` divided where they have to be."""
    for piece in pieces:
        chunk, spaced = "", piece.spaced
        for cluster in _clusters(piece.text):
            if chunk and measure(chunk + cluster) > room:
                yield _Piece(chunk, spaced, measure(chunk))
                chunk, spaced = "", False
            chunk += cluster
        yield _Piece(chunk, spaced, measure(chunk))


def _cut(line: str, room: float) -> str:
    kept = list(_clusters(line))
    while kept and measure("".join(kept) + "…") > room:
        kept.pop()
    return "".join(kept).rstrip() + "…"
