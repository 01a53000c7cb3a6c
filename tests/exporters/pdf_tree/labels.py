"""What stands before the items of a list."""

import string

from tasktide_export.document import List

LIST_NUMBERINGS = {
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}
"""ListNumbering by what a list calls it (ISO 32000-1, table 347)."""

BULLET = "\u2022"
BULLETS = dict.fromkeys("\u2022\u25e6\u25aa", BULLET)
"""The shapes by depth, all taken for one."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999


def item_label(block: List, number: int) -> str:
    """Return the label of the ``number``-th item, from 0."""
    if not block.ordered:
        return BULLET
    kind, count = block.numbering, block.start + number
    label = _roman(count) if kind.endswith("roman") else _letters(count)
    if kind == "decimal" or not label:
        label = str(count)
    return f"{label.upper() if kind.startswith('upper') else label}."


def _letters(count: int) -> str:
    """Return a, b, … z, aa, ab, …; nothing below 1."""
    found = ""
    while count > 0:
        count, letter = divmod(count - 1, len(string.ascii_lowercase))
        found = string.ascii_lowercase[letter] + found
    return found


def _roman(count: int) -> str:
    if not 0 < count <= _MOST_ROMAN:
        return ""
    found = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        found += letters * times
    return found
