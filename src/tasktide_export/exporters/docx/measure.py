"""How wide words are when they are set, closely enough to keep them whole.

Nobody knows which fonts the reader's machine has; the figures are those of
common sans-serif faces, rather too wide than too narrow.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator

_CLASSES = (
    ("ijlI.,:;'|!‘’·", 280),  # noqa: RUF001 - quotation marks are among the narrow ones
    ('frtJ()[]{}-‐/\\“”"', 410),  # noqa: RUF001
    ("aceksvxyz", 550),
    ("0123456789", 580),
    ("ABCEFKLPRSTVXYZ", 660),
    ("mwMW@%—", 950),
)
_WIDTHS = {character: width for characters, width in _CLASSES for character in characters}
_SMALL = 630
_CAPITAL = 780
_OTHER = 700
_SQUARE = 1000
_BOLD = 1.07
_SPACES = re.compile(r"[^\S\u00a0\u202f\u2060\ufeff]+|\u200b")
_AFTER_HYPHEN = re.compile("(?<=[-\u2010\u2012-\u2014\u00ad])(?=\\w)")


def longest_word(text: str, *, bold: bool = False) -> int:
    """Return the width of what cannot be broken in ``text``, in thousandths of the type size."""
    widest = max((_width(word) for word in unbroken(text)), default=0)
    return round(widest * _BOLD) if bold else widest


def unbroken(text: str) -> Iterator[str]:
    """Yield the pieces that lines are broken between: at spaces and after hyphens."""
    for word in _SPACES.split(text):
        yield from (piece for piece in _AFTER_HYPHEN.split(word) if piece)


@functools.lru_cache(8192)
def _width(word: str) -> int:
    """Return a word's width; ideographs can be parted anywhere, so the widest counts."""
    widest = run = 0
    for character in word:
        if unicodedata.east_asian_width(character) in {"W", "F"}:
            run = _SQUARE
        else:
            run += _advance(character)
        widest = max(widest, run)
    return widest


def _advance(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if not base.isascii():
        return _OTHER
    return _CAPITAL if base.isupper() else _SMALL
