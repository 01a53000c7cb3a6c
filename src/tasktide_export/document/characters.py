"""Characters that text may hold.

XML 1.0 (section 2.2, production ``Char``) forbids most control characters,
lone surrogates and the two last code points of the basic plane.  Every edition
is written through XML somewhere, so readers clean text once, here, and count
what they took away.
"""

import re

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]",
)
_WHITE = re.compile(r"[ \t\n\r\f\v]+")


def clean(text: str) -> tuple[str, int]:
    """Return ``text`` without forbidden characters, and how many were removed.

    A form feed and a vertical tab separate words, so they become a space.
    """
    text = text.replace("\x0b", " ").replace("\x0c", " ")
    return _FORBIDDEN.subn("", text)


def is_clean(text: str) -> bool:
    """Tell whether ``text`` holds only characters that XML 1.0 allows."""
    return _FORBIDDEN.search(text) is None


def collapse(text: str) -> str:
    """Fold each run of ASCII white space into one space and trim the ends.

    Only ASCII white space folds (HTML, "strip and collapse ASCII whitespace"),
    so no-break spaces stay.
    """
    return _WHITE.sub(" ", text).strip(" ")
