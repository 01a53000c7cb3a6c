"""Text to groups of lines: the unit that everything else here looks at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

_TAB = 4
_UNWRAPPED = 160
"""No one wraps at this many characters; such a line is a whole paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, and by how many columns it is indented."""

    text: str
    indent: int = 0


Group: TypeAlias = tuple[Line, ...]


def split_groups(text: str) -> list[Group]:
    """Return the runs of lines between blank lines.

    An indent is kept only to nest lists by; whole articles are pasted with one,
    so that of a paragraph says nothing.
    """
    groups: list[list[Line]] = [[]]
    for raw in text.split("\n"):
        line = _line(raw)
        if line.text:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [piece for group in groups if group for piece in _pieces(group)]


def folded(text: str) -> str:
    """Return the letters and digits of ``text`` alone, to compare lines by."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _line(raw: str) -> Line:
    spread = raw.expandtabs(_TAB)
    words = spread.lstrip(" ")
    return Line(_one_space(words), len(spread) - len(words))


def _one_space(words: str) -> str:
    return " ".join(piece for piece in words.split(" ") if piece)


def _pieces(group: list[Line]) -> list[Group]:
    """Split a group that is not wrapped, where each line is a paragraph."""
    if any(len(line.text) > _UNWRAPPED for line in group):
        return [(line,) for line in group]
    return [tuple(group)]


def join_lines(lines: Iterable[str]) -> str:
    """Return wrapped lines as one: a space between words, none where there was none.

    A hyphen at a line's end stays: whether it belongs to the word, no rule can tell.
    """
    pieces: list[str] = []
    for line in lines:
        if pieces and not _runs_on(pieces[-1], line):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _runs_on(above: str, below: str) -> bool:
    hyphenated = above[-1:] in "-\u2010" and above[-2:-1].isalpha() and below[:1].islower()
    return hyphenated or (_is_unspaced(above[-1:]) and _is_unspaced(below[:1]))


def _is_unspaced(character: str) -> bool:
    """Tell whether the character's script writes no spaces between words."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
