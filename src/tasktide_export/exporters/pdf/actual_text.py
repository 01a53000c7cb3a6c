"""Where glyphs do not tell the text, the text is written beside them.

In a left-to-right document that is ActualText on the marked content (ISO 32000-1,
14.9.4), for characters that combine, reorder or that no font may have.  In a
paragraph that runs in both directions it stands on a structure element instead:
programs that extract text from the page reorder right-to-left runs themselves, and
would turn a text that is in order already around again.
"""

import re
import unicodedata
from unicodedata import bidirectional

_TOLD_BY_GLYPHS = re.compile("[\u0000-\u02ff\u0370-\u0523\u1e00-\u1fff\u2010-\u2027\u2030-\u203a]*")
"""Latin, Greek, Cyrillic and common punctuation: one glyph or ligature, in order."""

_IN_ORDER = re.compile(r"[A-Za-z0-9 ]*")
"""What stands in its order also inside a line that runs the other way."""

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def has_right_to_left(text: str) -> bool:
    """Tell whether any character is of a right-to-left script (UAX 9, 3.2)."""
    return not text.isascii() and any(bidirectional(one) in _RIGHT_TO_LEFT for one in text)


def beside_glyphs(text: str, *, mixed: bool, mirrored: bool = False) -> str:
    """Return the ActualText of a run's marked content, empty where none is needed.

    ``mixed`` says that the paragraph runs in both directions; ``mirrored`` that some
    other does: there brackets are drawn turned around, with the glyphs of each other.
    """
    if mixed:
        return ""
    told = _TOLD_BY_GLYPHS.fullmatch(text) is not None
    return "" if told and not (mirrored and _turns_around(text)) else text


def _turns_around(text: str) -> bool:
    return any(unicodedata.mirrored(one) for one in text)


def in_structure(text: str, *, mixed: bool) -> str:
    """Return the ActualText of a run's structure element, empty where none is needed."""
    return "" if not mixed or _IN_ORDER.fullmatch(text) else text
