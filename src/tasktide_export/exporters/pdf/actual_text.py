"""Where glyphs do not tell the text, the text is written beside them."""

import re
from unicodedata import bidirectional

_TOLD_BY_GLYPHS = re.compile("[\u0000-\u02ff\u0370-\u0523\u1e00-\u1fff\u2010-\u2027\u2030-\u203a]*")
"""Latin, Greek, Cyrillic and common punctuation: one glyph or ligature, in order.

Right-to-left runs are drawn in visual order, marks combine, scripts reorder, and a
glyph that no font has maps to nothing.
"""


_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def has_right_to_left(text: str) -> bool:
    """Tell whether any character is of a right-to-left script (UAX 9, 3.2)."""
    return not text.isascii() and any(bidirectional(one) in _RIGHT_TO_LEFT for one in text)


def actual_text(text: str, *, mixed: bool) -> str:
    """Return the ActualText of a run (ISO 32000-1, 14.9.4), empty where none is needed.

    ``mixed`` says that the document runs in both directions: then Latin text, too, may
    be drawn in another order, with its brackets turned around.
    """
    return "" if not mixed and _TOLD_BY_GLYPHS.fullmatch(text) else text
