"""The engine that the audio edition uses: voices chosen, workers watched."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from tasktide_export.document import excerpt
from tasktide_export.errors import MissingDependencyError, RenderError
from tasktide_export.narration import sentences
from tasktide_export.speech.completeness import is_complete
from tasktide_export.speech.engine import RATE, Speech, WordMark
from tasktide_export.speech.pronounceable import prepare, restore
from tasktide_export.speech.supervisor import BreaksOff, Supervisor, WorkerFailure
from tasktide_export.speech.voices import ENGLISH, Voice, find_voice, voice_for

_AT_ONCE = 4000
"""Characters in one request; espeak-ng itself takes more, but not without end."""
_SMALLEST = 100
"""Characters of a part that is not split any further when the engine dies or hangs."""
_SMALLEST_SOUND = 12
"""The same when its sound breaks off, which happens in the scripts that it spells."""


class Speaker:
    """Speaks with the voices of this machine.

    ``voice`` (an id, a name or a BCP 47 tag) speaks the ``language`` of the document
    and every language that has no voice of its own; without it the best voice for
    the language does.  ``words_a_minute`` is the speed.  ``seconds`` is how long one
    request may take.  Raises :class:`~tasktide_export.errors.VoiceError` for an
    unknown ``voice``.
    """

    def __init__(
        self,
        *,
        voice: str = "",
        language: str = "",
        words_a_minute: int = 165,
        seconds: float = 60.0,
        command: Sequence[str] | None = None,
    ) -> None:
        self._chosen = find_voice(voice) if voice else None
        self._language = _primary(language)
        self._default = self._chosen or voice_for(language) or voice_for(ENGLISH)
        if self._default is None:
            raise MissingDependencyError("the speech engine has no voice", where="speech")
        self._words_a_minute = words_a_minute
        self._seconds = seconds
        self._supervisor = Supervisor(command)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._supervisor.close()

    def voice_for(self, language: str) -> tuple[Voice, bool]:
        """Return the voice that speaks ``language``, and whether it knows it."""
        assert self._default is not None  # noqa: S101 - see __init__
        own = _primary(language)
        if self._chosen and own in ("", self._language):
            return self._chosen, True
        found = voice_for(language) if own else None
        return (found, True) if found else (self._default, False)

    def synthesise(self, text: str, language: str) -> Speech:
        """Return ``text`` as speech; see :class:`~tasktide_export.speech.engine.Engine`.

        A request that fails is made again with a new worker, then in smaller parts;
        a part that cannot be spoken at all is an error that names it.
        """
        voice, _ = self.voice_for(language)
        parts = [self._speak(part, voice) for part in sentences(text, _AT_ONCE)]
        return _join([(len(part), speech) for part, speech in parts])

    def _speak(self, text: str, voice: Voice) -> tuple[str, Speech]:
        try:
            return text, self._twice(text, voice)
        except WorkerFailure as failure:
            smallest = _SMALLEST_SOUND if isinstance(failure, BreaksOff) else _SMALLEST
            if len(text) <= smallest:
                raise RenderError(
                    f"a passage cannot be spoken: {failure}",
                    where=f"speech, {excerpt(text)!r}",
                    hint="change the passage or the voice",
                ) from failure
        parts = [self._speak(part, voice) for part in sentences(text, (len(text) + 1) // 2)]
        return text, _join([(len(part), speech) for part, speech in parts])

    def _twice(self, text: str, voice: Voice) -> Speech:
        try:
            return self._once(text, voice)
        except BreaksOff:
            if len(text) > _AT_ONCE // 40:
                raise  # parts are the better remedy
        except WorkerFailure:
            pass
        self._supervisor.close()
        return self._once(text, voice)

    def _once(self, text: str, voice: Voice) -> Speech:
        import numpy as np

        spoken, places = prepare(text)
        if not spoken.strip():
            return Speech(np.zeros(0, np.int16))
        request = {"text": spoken, "voice": voice.id, "rate": self._words_a_minute}
        answer, sound = self._supervisor.ask(request, self._seconds)
        words = tuple(WordMark(*mark) for mark in answer.get("words", ()))
        if not is_complete(spoken, len(sound) // 2, words, self._words_a_minute):
            raise BreaksOff("the sound breaks off before the end of the text")
        samples = np.frombuffer(sound, dtype="<i2").astype(np.int16)
        return Speech(samples, RATE, restore(words, places))


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _join(parts: list[tuple[int, Speech]]) -> Speech:
    import numpy as np

    if len(parts) == 1:
        return parts[0][1]
    words: list[WordMark] = []
    characters = samples = 0
    for length, speech in parts:
        words += [
            WordMark(one.start + characters, one.length, one.sample + samples)
            for one in speech.words
        ]
        characters += length
        samples += len(speech.samples)
    sound = [speech.samples for _, speech in parts] or [np.zeros(0, np.int16)]
    return Speech(np.concatenate(sound), RATE, tuple(words))
