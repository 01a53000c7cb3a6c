# ruff: noqa: RUF001 - the characters that damaged text is made of
"""Text that was read in a wrong encoding and saved again, mended.

UTF-8 taken for windows-1252 or ISO 8859-1 shows an apostrophe as "â€™".  ftfy
knows such sequences; whether the text as a whole is damaged is judged here, so
that an article which only quotes some stays as it is.
"""

import re

from tasktide_export.readers.html.notices import Notices

_FOLLOWING = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What the bytes 80 to BF are in ISO 8859-1 and windows-1252."""
_SEQUENCE = re.compile(
    rf"[\xc2-\xdf][{_FOLLOWING}]|[\xe0-\xef][{_FOLLOWING}]{{2}}|[\xf0-\xf4][{_FOLLOWING}]{{3}}"
)
_ASCII = bytes(range(0x80))
_FEWEST = 3
"""Fewer sequences than this may be meant."""
_MOST = 0.8
"""Text that was read wrongly as a whole has hardly a sound character beyond ASCII."""


def mend(text: str, notices: Notices) -> str:
    """Return ``text`` as it was before it was read wrongly; other text as it is."""
    if text.isascii():
        return text
    foreign = text.encode("utf-8", "replace").translate(None, _ASCII).decode()
    # Without what stands between them characters only look more like damage, never less.
    if not _is_damage(_SEQUENCE.findall(foreign), foreign):
        return text
    sequences = _SEQUENCE.findall(text)
    if not _is_damage(sequences, foreign):
        return text
    import ftfy

    mended = ftfy.fix_encoding(text)
    changed = len(sequences) - len(_SEQUENCE.findall(mended))
    if changed > 0:
        notices.add(
            "encoding-mended",
            f"{changed} characters that were once read in a wrong encoding were mended",
            advice="look at quotation marks, dashes and letters with accents",
            repaired=True,
        )
    return mended


def _is_damage(sequences: list[str], foreign: str) -> bool:
    return len(sequences) >= _FEWEST and sum(map(len, sequences)) >= _MOST * len(foreign)
