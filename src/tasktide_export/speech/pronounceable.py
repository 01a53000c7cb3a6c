"""Text as an engine can take it, with the way back to the characters it came from."""

import re
import unicodedata
from collections.abc import Sequence

from tasktide_export.speech.engine import WordMark

_DASH = re.compile(r"(?<!\S)[-_](?=\s)")
"""A hyphen or low line by itself: espeak-ng marks the word after it at the sign."""

_BLANK = re.compile("_{3,}")
"""A line to be filled in: low lines count as letters, and no voice says them."""

_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def prepare(text: str) -> tuple[str, Sequence[int] | None]:
    """Return ``text`` as one can say it, and each character's place in ``text``.

    Control characters, lone surrogates and blanks to be filled in become spaces, combining
    sequences are composed (Unicode NFC); a hyphen by itself becomes a dash.  ``None`` stands
    for places that have not moved.
    """
    silent = _BLANK.sub(lambda blank: " " * len(blank[0]), _UNSPEAKABLE.sub(" ", text))
    spoken = _DASH.sub("\N{EN DASH}", silent)
    if unicodedata.is_normalized("NFC", spoken):
        return spoken, None
    composed: list[str] = []
    places: list[int] = []
    for start, cluster in _clusters(spoken):
        whole = unicodedata.normalize("NFC", cluster)
        composed.append(whole)
        places.extend(min(start + n, start + len(cluster) - 1) for n in range(len(whole)))
    return "".join(composed), [*places, len(spoken)]


def _clusters(text: str) -> list[tuple[int, str]]:
    starts = [n for n, char in enumerate(text) if n == 0 or not unicodedata.combining(char)]
    return [
        (start, text[start:end])
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]


def restore(words: Sequence[WordMark], places: Sequence[int] | None) -> tuple[WordMark, ...]:
    """Return ``words`` with their places in the text that :func:`prepare` was given."""
    if places is None:
        return tuple(words)
    last = len(places) - 1
    moved = []
    for word in words:
        start = places[min(word.start, last)]
        end = places[min(word.start + word.length, last)]
        moved.append(WordMark(start, end - start, word.sample))
    return tuple(moved)
