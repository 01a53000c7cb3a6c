"""What a rule of the normaliser is, and how alternatives become a pattern."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

GAP = "[ \u00a0\u202f\u2009]"
"""A space as it stands before a unit or after an abbreviation: plain, narrow or fixed."""
DASH = "\u2013"
"""The en dash, which stands between the ends of a range."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what is said for its match: nothing (``None``) when it is not meant.

    ``group`` is the group that is replaced; what else matches is the surrounding.
    """

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]
    group: int | str = 0


def rule(pattern: str, say: Callable[[re.Match[str]], str | None], group: int | str = 0) -> Rule:
    """Return the rule for a pattern."""
    return Rule(re.compile(pattern), say, group)


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first; spaces may be left out."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(_pattern, ordered)) + ")" if ordered else "(?!)"


def _pattern(word: str) -> str:
    return f"{GAP}?".join(map(re.escape, word.split(" ")))


def plain(written: str) -> str:
    """Return ``written`` without its spaces, which is how tables are looked up."""
    return re.sub(r"\s", "", written)


def word_before(match: re.Match[str], group: int | str = 0) -> str:
    """Return the word before a match, empty where there is none."""
    start = match.start(group)
    before = match.string[max(0, start - 40) : start].split()
    return before[-1] if before else ""
