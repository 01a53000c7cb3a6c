"""How fast a text is spoken, and between which bounds speech can be whole.

Speech that is far quicker than its text allows has lost some of it; speech that is far
slower runs on without end.  An engine that tells where words begin is judged by its
marks as well; for others this is all there is.
"""

import re
import unicodedata
from dataclasses import dataclass

USUAL_RATE = 165
"""Words a minute at which bounds are given; they grow and shrink with the rate."""

_FEW = 12
"""Characters more or less that say nothing: short words are short in their own ways."""
_AT_ANY_LENGTH = 3
"""How many times the fastest pace even a single word must not reach."""
_SOME_SECONDS = 10.0
_ZEROS = re.compile(r"(?<=\d)0+|(?<=\d)(?:[,.\s]000)+")
"""Zeros in a number: they become part of one word ("million")."""
_DIGIT = 2.0
# First and last character of scripts whose characters last longer than a letter.
_LONGER = (
    ("\u0600", "\u06ff", 1.4),  # Arabic: vowels are not written
    ("\u1200", "\u137f", 2.0),  # Ethiopic: a syllable each
    ("\u3040", "\u30ff", 3.0),  # kana
    ("\u3400", "\u9fff", 3.5),  # ideographs
    ("\uac00", "\ud7a3", 2.5),  # Hangul syllables
    ("\U00020000", "\U0003ffff", 3.5),  # more ideographs
)


@dataclass(frozen=True, slots=True)
class Window:
    """The pace of whole speech, in characters a second at :data:`USUAL_RATE`.

    The usual bounds are wide: espeak-ng says between 5 and 19 characters a second in
    all of its languages, and less only where it spells.
    """

    slowest: float = 0.25
    fastest: float = 24.0

    def is_short(self, text: str, seconds: float, words_a_minute: int) -> bool:
        """Return whether ``seconds`` of sound are too few for all of ``text``."""
        count = characters(text)
        most = self.fastest * words_a_minute / USUAL_RATE * max(seconds, 0.0)
        return count > 0 and (count - _FEW > most or count > _AT_ANY_LENGTH * most)

    def is_endless(self, text: str, seconds: float, words_a_minute: int) -> bool:
        """Return whether ``seconds`` of sound are more than ``text`` can take."""
        least = self.slowest * words_a_minute / USUAL_RATE
        return (seconds - _SOME_SECONDS) * least > len(text)


def characters(text: str) -> float:
    """Return how many characters of ``text`` are pronounced, as Latin letters.

    White space and punctuation count nothing, an ideograph or a syllable as many
    letters as take as long, a digit two, the zeros of a round number nothing.
    """
    return sum(map(_weight, _ZEROS.sub("", text)))


def characters_a_second(text: str, seconds: float) -> float:
    """Return the pace of ``seconds`` of sound that say ``text``; 0 for no sound."""
    return characters(text) / seconds if seconds > 0 else 0.0


def _weight(character: str) -> float:
    kind = unicodedata.category(character)[0]
    if kind == "N":
        return _DIGIT
    if kind not in "LM":
        return 0.0
    return next((w for first, last, w in _LONGER if first <= character <= last), 1.0)
