"""What a speech engine gives."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Samples: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int16]]

RATE = 22050
"""Samples a second of all speech, whatever the engine works with inside."""


@dataclass(frozen=True, slots=True)
class WordMark:
    """A word begins here: at the character ``start``, ``length`` characters long.

    ``sample`` counts from the start of the speech.
    """

    start: int
    length: int
    sample: int


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Sound: signed 16-bit mono ``samples`` at ``rate`` Hz, and where words begin.

    An engine that does not tell where words begin gives no ``words``.
    """

    samples: "Samples"
    rate: int = RATE
    words: tuple[WordMark, ...] = ()


class Engine(Protocol):
    """Turns text into speech."""

    def synthesise(self, text: str, language: str) -> Speech:
        """Return ``text`` as speech in a BCP 47 ``language``, complete or not at all.

        Raises :class:`~tasktide_export.errors.RenderError` when it cannot be spoken,
        and :class:`~tasktide_export.errors.MissingDependencyError` without an engine.
        """
        ...
