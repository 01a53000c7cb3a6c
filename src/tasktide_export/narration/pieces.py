"""Pieces of a text that are said in different ways, put into sentences together."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tasktide_export.narration.normaliser import Spoken
from tasktide_export.narration.split import natural_sentences

_RAISED = str.maketrans("0123456789-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text and what is said for it; what is ``fixed`` is said so, whatever it looks like.

    What is ``raised`` stands above the line: "6" in a power of ten.
    """

    text: str
    said: str
    fixed: bool = False
    raised: bool = False

    @property
    def seen(self) -> str:
        """The text as it is seen, as long as the text: raised figures as such characters."""
        return self.text.translate(_RAISED) if self.raised else self.text

    @property
    def is_plain(self) -> bool:
        """Whether the text is said as it is."""
        return self.text == self.said


def sentence_parts(pieces: Iterable[Piece], language: str) -> Iterator[tuple[str, str]]:
    """Yield text and what is said for it, sentence by sentence.

    A piece that is said otherwise is not cut.
    """
    waiting = deque(pieces)
    missing = 0
    for sentence in natural_sentences(_together(waiting), language, _otherwise(waiting)):
        missing += len(sentence)
        text = told = ""
        while waiting and (missing > 0 or not waiting[0].text):
            piece = waiting.popleft()
            if piece.is_plain and len(piece.text) > missing:
                rest, kept = piece.text[missing:], piece.text[:missing]
                waiting.appendleft(Piece(rest, rest, piece.fixed))
                piece = Piece(kept, kept)
            text, told = text + piece.text, told + piece.said
            missing -= len(piece.text)
        if text or told:
            yield text, told


def _together(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _otherwise(pieces: Iterable[Piece]) -> list[Spoken]:
    """Return the pieces that are said otherwise, by their places in the whole text."""
    found, place = [], 0
    for piece in pieces:
        end = place + len(piece.text)
        if piece.text and not piece.is_plain:
            found.append(Spoken(place, end, piece.said))
        place = end
    return found
