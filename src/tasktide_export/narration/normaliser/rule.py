"""What a rule of the normaliser is, and how alternatives become a pattern."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what is said for its match: nothing (``None``) when it is not meant.

    ``group`` is the group that is replaced; what else matches is the surrounding.
    """

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]
    group: int | str = 0


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first; spaces may be left out."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(_pattern, ordered)) + ")" if ordered else "(?!)"


def _pattern(word: str) -> str:
    return r"[ \u00a0\u202f]?".join(map(re.escape, word.split(" ")))


def plain(written: str) -> str:
    """Return ``written`` without its spaces, which is how tables are looked up."""
    return re.sub(r"[ \u00a0\u202f]", "", written)
