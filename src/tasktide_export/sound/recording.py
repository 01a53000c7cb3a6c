"""Speak a script onto a spool and keep the times."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from tasktide_export.errors import RenderError
from tasktide_export.narration import Chapter, Pause, Role, Script, Utterance
from tasktide_export.sound.parallel import in_order
from tasktide_export.speech import (
    RATE,
    Speech,
    Synthesiser,
    WordMark,
    characters_a_second,
    heard,
    sounding,
)

GRID = 441
"""Chapters start on a multiple of so many samples: 20 ms, exact in every container."""
_WRITTEN = RATE


class Spool(Protocol):
    """Where samples go: anything with a ``write``."""

    def write(self, data: bytes, /) -> object:
        """Take 16-bit little-endian samples."""
        ...


@dataclass(frozen=True, slots=True)
class Cue:
    """An utterance and when it is said.

    ``first`` and ``last`` are samples at :data:`~tasktide_export.speech.RATE`, the
    last one not included.  ``words`` count characters in :attr:`spoken` and samples
    from ``first``.
    """

    utterance: Utterance
    first: int
    last: int
    words: tuple[WordMark, ...]

    @property
    def id(self) -> str:
        """The utterance's id."""
        return self.utterance.id

    @property
    def text(self) -> str:
        """The utterance's text."""
        return self.utterance.text

    @property
    def spoken(self) -> str:
        """What the voice was given; it differs from the text in shortened runs."""
        return self.utterance.spoken

    @property
    def role(self) -> Role:
        """Whose words they are."""
        return self.utterance.role

    @property
    def start(self) -> float:
        """Seconds from the start of the recording."""
        return self.first / RATE

    @property
    def end(self) -> float:
        """Seconds from the start of the recording."""
        return self.last / RATE

    @property
    def characters_a_second(self) -> float:
        """How fast it is said; see :func:`~tasktide_export.speech.characters_a_second`."""
        return characters_a_second(self.spoken, self.end - self.start)

    def spoken_words(self) -> tuple[str, ...]:
        """Return the words, divided by spaces, that the marks say were spoken."""
        return heard(self.spoken, self.words)


@dataclass(frozen=True, slots=True)
class ChapterStart:
    """A chapter and where it starts, in samples; always a whole millisecond."""

    chapter: Chapter
    first: int

    @property
    def milliseconds(self) -> int:
        """The start in milliseconds."""
        return self.first * 1000 // RATE


@dataclass(frozen=True, slots=True)
class Recording:
    """The times of a spoken script; ``samples`` is its length."""

    cues: tuple[Cue, ...]
    chapters: tuple[ChapterStart, ...]
    samples: int

    @property
    def milliseconds(self) -> int:
        """The length in milliseconds, rounded up."""
        return -(-self.samples * 1000 // RATE)


def record(
    script: Script,
    engine: Synthesiser,
    spool: Spool,
    tell: Callable[[int, int], None],
    *,
    jobs: int = 1,
) -> Recording:
    """Speak ``script`` onto ``spool``; ``tell`` hears of every utterance.

    ``engine`` is asked by ``jobs`` threads at a time.  Only a few utterances for each
    are in memory.  Raises
    :class:`~tasktide_export.errors.RenderError` when a passage cannot be spoken.
    """
    cues: list[Cue] = []
    chapters: list[ChapterStart] = []
    total, place = len(script.utterances), 0
    with closing(in_order(lambda one: _trim(_say(one, engine)), script.utterances, jobs)) as said:
        for part in script.parts:
            match part:
                case Pause(seconds=seconds):
                    place += _silence(spool, round(seconds * RATE))
                case Chapter():
                    place += _silence(spool, -place % GRID)
                    chapters.append(ChapterStart(part, place))
                case Utterance():
                    speech, lead = next(said)
                    spool.write(speech.samples.astype("<i2").tobytes())
                    end = place + len(speech.samples)
                    cues.append(Cue(part, place, end, _shift(speech, lead)))
                    place = end
                    tell(len(cues), total)
    return Recording(tuple(cues), tuple(chapters), place)


def _say(utterance: Utterance, engine: Synthesiser) -> Speech:
    try:
        return engine.synthesise(utterance.spoken, utterance.language)
    except RenderError as error:
        place = f"{utterance.id}: {error.where}" if error.where else utterance.id
        raise RenderError(error.message, where=place, hint=error.hint) from error


def _silence(spool: Spool, samples: int) -> int:
    for start in range(0, samples, _WRITTEN):
        spool.write(bytes(2 * min(_WRITTEN, samples - start)))
    return samples


def _trim(speech: Speech) -> tuple[Speech, int]:
    """Return ``speech`` without the silence around it, and how much went in front."""
    lead, end = sounding(speech.samples)
    return Speech(speech.samples[lead:end], speech.rate, speech.words), lead


def _shift(speech: Speech, lead: int) -> tuple[WordMark, ...]:
    last = len(speech.samples)
    return tuple(
        WordMark(one.start, one.length, min(max(one.sample - lead, 0), last))
        for one in speech.words
    )
