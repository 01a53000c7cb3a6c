"""Tell whether speech holds all of its text."""

import re
from collections.abc import Sequence

from tasktide_export.speech.engine import RATE, WordMark

_WORD = re.compile(r"\w+")
_SHORT = 4
_LONG = 40
"""Characters without a space that are more than one word: not every script has spaces."""
_FASTEST = 32.0
"""Letters and digits a second at 165 words a minute that nobody can speak."""
_USUAL_RATE = 165
_JUDGED = 40


def is_complete(text: str, samples: int, words: Sequence[WordMark], words_a_minute: int) -> bool:
    """Return whether ``samples`` of sound with these word marks can be all of ``text``.

    The last mark must reach the last word, and the sound must not be shorter than
    the fastest voice would need.  espeak-ng itself loses the end of a sentence whose
    letters it has to spell, in a script that the voice does not know.  An engine without marks is judged by time alone.
    """
    letters = sum(len(word.group()) for word in _WORD.finditer(text))
    if letters == 0:
        return True
    if samples <= 0:
        return False
    fastest = _FASTEST * max(words_a_minute, 80) / _USUAL_RATE
    if letters >= _JUDGED and letters * RATE > samples * fastest:
        return False
    return not words or max(one.start + max(one.length, 1) for one in words) > _last_word(text)


def _last_word(text: str) -> int:
    """Return where the last word starts that surely has a mark.

    "O'Rourke" and "5km" are one word.  espeak-ng says a short word in one breath
    with the one before it ("of the"), and marks the two as one.
    """
    end = len(text)
    while not _is_letter(text[end - 1]):
        end -= 1
    start = _token_start(text, end)
    if end - start > _LONG:
        return max(word.start() for word in _WORD.finditer(text, start, end))
    before = start
    while before > 0 and not _is_letter(text[before - 1]):
        before -= 1
    return _token_start(text, before) if before and end - start <= _SHORT else start


def _token_start(text: str, end: int) -> int:
    start = end - 1
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return start


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
