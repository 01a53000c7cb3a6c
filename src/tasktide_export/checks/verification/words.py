"""Texts as they are compared: what renderers may change is folded away."""

import re
import unicodedata

_SINGLE = "'`\u2018\u2019\u201a\u201b\u2039\u203a"
_DOUBLE = '"\u00ab\u00bb\u201c\u201d\u201e\u201f'
_EASTERN = "\u300c\u300d\u300e\u300f\u301d\u301e\u301f"
_QUOTES = dict.fromkeys(map(ord, _SINGLE + _DOUBLE + _EASTERN))
_OPENING = re.compile("([\u00ab\u2039])[\u00a0\u202f]")
_CLOSING = re.compile("[\u00a0\u202f]([\u00bb\u203a])")
_WHITE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return ``text`` as it is compared in every format.

    Quotation-mark characters are dropped (renderers make those of quotations,
    and French ones bring their own spaces), white space is folded, characters
    are composed (NFC).
    """
    text = _CLOSING.sub(r"\1", _OPENING.sub(r"\1", text))
    return _WHITE.sub(" ", unicodedata.normalize("NFC", text).translate(_QUOTES)).strip()


def squeeze(text: str) -> str:
    """Return ``text`` as it is compared in PDF, where lines are broken.

    Besides what :func:`fold` does, white space and invisible format characters
    (soft hyphens, joiners, direction marks) are dropped.
    """
    return "".join(
        character
        for character in fold(text)
        if not character.isspace() and unicodedata.category(character) != "Cf"
    )


def first_difference(expected: str, actual: str) -> int:
    """Return the first place where two strings differ (the shorter's length if none)."""
    shorter = min(len(expected), len(actual))
    return next((at for at in range(shorter) if expected[at] != actual[at]), shorter)


def around(text: str, at: int, before: int = 12, after: int = 28) -> str:
    """Return the characters of ``text`` around the place ``at``."""
    start = max(at - before, 0)
    return text[start : at + after]
