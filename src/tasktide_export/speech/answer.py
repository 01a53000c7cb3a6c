"""Speech out of a worker's answer, which may be anything."""

from tasktide_export.speech.engine import RATE, Speech, WordMark
from tasktide_export.speech.resampling import resample
from tasktide_export.speech.supervisor import WorkerFailure
from tasktide_export.speech.wire import Message

_RATES = range(4000, 384_001)
_LARGEST = 1 << 40


def speech_in(answer: Message, sound: bytes, text: str) -> Speech:
    """Return the speech that says ``text``, at the common rate.

    Raises :class:`~tasktide_export.speech.supervisor.WorkerFailure` when the answer
    makes no sense.
    """
    import numpy as np

    rate = answer.get("rate", RATE)
    if type(rate) is not int or rate not in _RATES:
        raise WorkerFailure(f"the engine answers with the rate {rate!r}")
    if len(sound) % 2:
        raise WorkerFailure("the engine answers with half a sample")
    samples = np.frombuffer(sound, dtype="<i2").astype(np.int16)
    words = _marks(answer.get("words", []), len(text), len(samples))
    if rate == RATE:
        return Speech(samples, RATE, words)
    moved = (WordMark(one.start, one.length, one.sample * RATE // rate) for one in words)
    return Speech(resample(samples, rate, RATE), RATE, tuple(moved))


def _marks(given: object, characters: int, samples: int) -> tuple[WordMark, ...]:
    """Return the word marks in ``given``; a mark behind the sound stands at its end."""
    marks = []
    for one in given if isinstance(given, list) else [None]:
        match one:
            case [int(start), int(length), int(sample)] if (
                0 <= start <= characters and 0 <= length < _LARGEST and 0 <= sample < _LARGEST
            ):
                marks.append(WordMark(start, length, min(sample, samples)))
            case _:
                raise WorkerFailure("the engine answers with word marks that are none")
    return tuple(marks)
