"""Where glyphs do not tell the text, the text is written beside them."""

import re

_TOLD_BY_GLYPHS = re.compile("[\u0000-\u02ff\u0370-\u0523\u1e00-\u1fff\u2010-\u2027\u2030-\u203a]*")
"""Latin, Greek, Cyrillic and common punctuation: one glyph or ligature, in order.

Right-to-left runs are drawn in visual order, marks combine, scripts reorder, and a
glyph that no font has maps to nothing.
"""


def actual_text(text: str) -> str:
    """Return the ActualText of a run (ISO 32000-1, 14.9.4), empty where none is needed."""
    return "" if _TOLD_BY_GLYPHS.fullmatch(text) else text
