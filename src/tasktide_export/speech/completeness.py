"""Tell whether speech holds all of its text."""

import re
from collections.abc import Sequence

from tasktide_export.speech.engine import RATE, WordMark

_WORD = re.compile(r"\w+")
_FASTEST = 32.0
"""Letters and digits a second at 165 words a minute that nobody can speak."""
_USUAL_RATE = 165
_JUDGED = 40


def is_complete(text: str, samples: int, words: Sequence[WordMark], words_a_minute: int) -> bool:
    """Return whether ``samples`` of sound with these word marks can be all of ``text``.

    The last mark must reach the last word, and the sound must not be shorter than
    the fastest voice would need.  An engine without marks is judged by time alone.
    """
    last = None
    letters = 0
    for last in _WORD.finditer(text):
        letters += len(last.group())
    if last is None:
        return True
    if samples <= 0:
        return False
    fastest = _FASTEST * max(words_a_minute, 80) / _USUAL_RATE
    if letters >= _JUDGED and letters * RATE > samples * fastest:
        return False
    return not words or max(word.start + word.length for word in words) > last.start()
