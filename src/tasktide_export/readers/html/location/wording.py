# ruff: noqa: RUF001 - the punctuation of pages, not of programmes
"""Lines whose words alone tell what they are for, in the languages that pages are written in."""

import re
from functools import cache

from tasktide_export.readers.html.location.line_patterns import HEADING_PATTERNS, LINE_PATTERNS

LONGEST_LINE = 180
"""A line of more characters than this is read for itself, not for what it is for."""


@cache  # many pages need neither, and the patterns are long
def _compiled(table: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in table), re.IGNORECASE)


_EDGES = " \t\n:.…!-–—|•·»›→>#[]【】()（）▼▲■●◆"


def heading_kind(text: str) -> str:
    """Return what kind of furniture a heading opens by its words, or an empty string."""
    return _kind(HEADING_PATTERNS, text)


def line_kind(text: str) -> str:
    """Return what kind of furniture a line is that says nothing else, or an empty string."""
    return _kind(LINE_PATTERNS, text)


def _kind(table: tuple[tuple[str, str], ...], text: str) -> str:
    text = text.strip(_EDGES)
    if not text or len(text) > LONGEST_LINE:
        return ""
    found = _compiled(table).fullmatch(text)
    return found.lastgroup or "" if found else ""
