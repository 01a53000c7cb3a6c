"""What was lost at the ends of lines: spaces, and words that a hyphen divides.

Layout drops the space at which it breaks a line and sets a hyphen where it divides
a word.  Read from the glyphs, words would be glued or broken; so the text of the
last and first runs of lines is told beside them (ActualText: ISO 32000-1, 14.8.2.4
and 14.9.4).  A divided word is said whole where it begins.

Pure: the lines of a block are compared with the text that the block was made from.
"""

import itertools
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Run: TypeAlias = tuple[Hashable, str]
"""A run of text on a line: what it is known by, and its characters."""
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")
"""Characters that only say where a line may break."""


@dataclass(slots=True)
class _Source:
    """A block's text, read once from front to back."""

    text: str
    place: int = 0

    def follows_whole(self, run: str) -> bool:
        """Step over a run that comes next as it is, white space around it aside."""
        run = run.strip()
        place = self.place
        while place < len(self.text) and self.text[place].isspace():
            place += 1
        if not run or not self.text.startswith(run, place):
            return not run
        self.place = place + len(run)
        return True

    def follows(self, character: str) -> bool:
        """Step over ``character`` if it comes next, white space aside; tell whether it did."""
        place = self.place
        while place < len(self.text) and _is_passed(self.text[place]):
            place += 1
        if place < len(self.text) and self.text[place] == character:
            self.place = place + 1
            return True
        return False

    @property
    def is_space(self) -> bool:
        """Whether white space comes next."""
        rest = self.text[self.place : self.place + 8].lstrip("".join(_UNSEEN))
        return rest[:1].isspace()


@dataclass(slots=True)
class _Line:
    """A line's runs, whether a hyphen was set at its end, whether a space was dropped there."""

    runs: list[Run] = field(default_factory=list)
    hyphened: bool = False
    spaced: bool = False


def said_at_ends(lines: Sequence[Sequence[Run]], source: str) -> dict[Hashable, str]:
    """Return the text of those runs of a block's lines that their glyphs do not tell.

    ``source`` is the block's own text.  A block whose lines cannot be followed in
    it gives nothing: what is drawn then stands for itself.
    """
    found = list(_followed(lines, source))
    if len(found) != len(lines):
        return {}
    said: dict[Hashable, str] = {}
    # From the last line back: a long word may be divided more than once.
    for line, after in reversed(list(itertools.pairwise(found))):
        if not line.runs or not after.runs:
            continue
        key, text = line.runs[-1]
        text = str(said.get(key, text))
        if line.hyphened:
            begun, rest = text[:-1], after.runs[0]
            tail, left = _divided(str(said.get(rest[0], rest[1])))
            said[key] = begun + tail
            said[rest[0]] = left
        elif line.spaced and not text[-1:].isspace():
            said[key] = f"{text} "
    return said


def _followed(lines: Sequence[Sequence[Run]], source: str) -> Iterator[_Line]:
    """Yield the lines as far as their characters are those of ``source``, in order."""
    reading = _Source(source)
    for number, runs in enumerate(lines):
        line = _Line(list(runs))
        for place, (_, text) in enumerate(runs):
            if reading.follows_whole(text):
                continue
            is_last = place == len(runs) - 1 and number < len(lines) - 1
            left = _left_over(reading, text)
            if left is None or left > (1 if is_last else 0):
                return
            line.hyphened = left == 1
        line.spaced = not line.hyphened and reading.is_space
        yield line


def _left_over(reading: _Source, text: str) -> int | None:
    """Return how many of the last characters of a run do not follow; ``None`` if others do not."""
    characters = [one for one in text if not _is_passed(one)]
    for place, character in enumerate(characters):
        if not reading.follows(character):
            return 1 if place == len(characters) - 1 else None
    return 0


def _is_passed(character: str) -> bool:
    return character.isspace() or character in _UNSEEN


def _divided(text: str) -> tuple[str, str]:
    """Return the end of the word that ``text`` begins with, and what comes after it."""
    for place, character in enumerate(text):
        if character.isspace():
            return text[:place], text[place:]
    return text, ""
