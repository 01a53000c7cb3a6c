"""What a speech engine is, and what it gives.

An engine lives in a process of its own (:mod:`~tasktide_export.speech.worker`).  It
turns a short text into sound and nothing else: that requests end in time, are made
again, divided, and that sound is whole, is seen to for every engine alike
(:class:`~tasktide_export.speech.speaker.Speaker`).
"""

from abc import abstractmethod
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias

from tasktide_export.speech.pace import Window

if TYPE_CHECKING:
    import numpy as np

    Samples: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int16]]

RATE = 22050
"""Samples a second of all speech, whatever the engine works with inside."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice: ``languages`` are lower-case BCP 47 tags, the best match first.

    ``priorities`` are as many numbers; a lower one is a better fit.  ``gender`` is
    ``male``, ``female`` or empty.
    """

    id: str
    name: str
    languages: tuple[str, ...]
    gender: str = ""
    priorities: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WordMark:
    """A word begins here: at the character ``start``, ``length`` characters long.

    ``sample`` counts from the start of the speech.
    """

    start: int
    length: int
    sample: int


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """What an engine gives: signed 16-bit mono ``samples`` at its own ``rate`` in Hz.

    ``samples`` is any one-dimensional buffer of such numbers (a NumPy array of
    ``int16``, an ``array("h")``).  ``words`` say where words begin, in characters of
    the text and samples of this sound; an engine that does not know leaves them out.
    """

    samples: "Samples | array[int] | memoryview"
    rate: int
    words: tuple[WordMark, ...] = ()


class Engine(Protocol):
    """A speech engine; a class that is made without arguments, once in its process.

    ``name`` is what ``-O audio.engine=NAME`` takes and what the entry point is
    called, ``title`` is for people.  ``window`` bounds the pace of its speech.

    ``fresh_copies`` asks that each text is spoken by a copy of the new engine, made by
    ``fork`` where the system has it: for engines whose sound depends on what they said
    before, or that crash.  An engine with threads must not ask for it.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    window: Window = Window()
    fresh_copies: bool = False

    @abstractmethod
    def voices(self, wanted: str) -> Sequence[Voice]:
        """Return the voices that there are, the preferred ones first.

        ``wanted`` is what the user named as the voice, or empty; an engine whose
        voices are files adds the one in that file.  Raises
        :class:`~tasktide_export.errors.VoiceError` and
        :class:`~tasktide_export.errors.MissingDependencyError`, which reach the user
        as they are.
        """
        ...

    @abstractmethod
    def synthesise(self, text: str, voice: str, words_a_minute: int) -> Sound:
        """Return ``text`` spoken by the voice with that id: all of it, or an exception.

        ``text`` holds at most 4000 characters and no control character.  The same text,
        voice and rate give the same samples.
        """
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Sound: signed 16-bit mono ``samples`` at ``rate`` Hz, and where words begin.

    An engine that does not tell where words begin gives no ``words``.
    """

    samples: "Samples"
    rate: int = RATE
    words: tuple[WordMark, ...] = ()


class Synthesiser(Protocol):
    """Turns text in a language into speech: an engine with its voices, watched over."""

    def synthesise(self, text: str, language: str) -> Speech:
        """Return ``text`` as speech in a BCP 47 ``language``, complete or not at all.

        Raises :class:`~tasktide_export.errors.RenderError` when it cannot be spoken,
        and :class:`~tasktide_export.errors.MissingDependencyError` without an engine.
        """
        ...
