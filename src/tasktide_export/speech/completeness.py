"""Tell whether speech holds all of its text, by its pace and the marks at its words."""

import re
import unicodedata
from collections.abc import Sequence

from tasktide_export.speech.engine import RATE, WordMark
from tasktide_export.speech.pace import Window

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\S+")
_SHORT = 5
_LONG = 40
"""Characters without a space that are more than one word: not every script has spaces."""
_USUAL_WINDOW = Window()


def is_complete(
    text: str,
    samples: int,
    words: Sequence[WordMark],
    words_a_minute: int,
    window: Window = _USUAL_WINDOW,
) -> bool:
    """Return whether ``samples`` of sound with these word marks can be all of ``text``.

    The last mark must reach the last word, and the sound must not be shorter than
    the engine's window allows.  espeak-ng itself loses the end of a sentence whose
    letters it has to spell, in a script that the voice does not know.  An engine
    without marks is judged by its pace alone.
    """
    if not _WORD.search(text):
        return True
    if window.is_short(text, samples / RATE, words_a_minute):
        return False
    if not words:
        return True
    reach = max(one.start + max(one.length, 1) for one in words)
    return reach > _last_word(text) and not (len(text) > _LONG and _spelled_in_part(text, words))


def _spelled_in_part(text: str, words: Sequence[WordMark]) -> bool:
    """Tell whether the last word is spelled, letter by letter, but not to its end.

    A spelled word has a mark for each letter.  Wide letters (kana, ideographs) say
    nothing: two of them may be one sound.
    """
    last = max(words, key=lambda one: one.start)
    word = text[last.start : last.start + last.length]
    marks = sum(one.start == last.start for one in words)
    narrow = all(unicodedata.east_asian_width(char) not in "WF" for char in word)
    return 1 < marks < len(word) and word.isalpha() and narrow


def heard(text: str, words: Sequence[WordMark]) -> tuple[str, ...]:
    """Return the words of ``text``, divided by spaces, that the marks account for.

    A word counts when a mark covers any of it, and a word of at most five letters
    also when it follows such a word directly: engines say the two in one breath.
    """
    marked = bytearray(len(text))
    for one in words:
        marked[one.start : one.start + max(one.length, 1)] = b"\1" * max(one.length, 1)
    found: list[str] = []
    before = False
    for token in _TOKEN.finditer(text):
        if not _WORD.search(token.group()):
            before = False
            continue
        now = any(marked[token.start() : token.end()])
        if now or (before and sum(map(_is_letter, token.group())) <= _SHORT):
            found.append(token.group())
        before = now
    return tuple(found)


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
