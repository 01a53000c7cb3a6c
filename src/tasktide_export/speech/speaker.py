"""The engine that the audio edition uses: voices chosen, workers watched."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tasktide_export.document import excerpt
from tasktide_export.errors import MissingDependencyError, RenderError
from tasktide_export.narration import sentences
from tasktide_export.speech import registry
from tasktide_export.speech.answer import speech_in
from tasktide_export.speech.completeness import is_complete
from tasktide_export.speech.engine import RATE, Speech, Voice, WordMark
from tasktide_export.speech.pronounceable import prepare, restore
from tasktide_export.speech.silence import sounding
from tasktide_export.speech.supervisor import BreaksOff, Supervisor, WorkerFailure
from tasktide_export.speech.voices import ENGLISH, find_voice, repertoire, voice_for

_AT_ONCE = 4000
"""Characters in one request; espeak-ng itself takes more, but not without end."""
_SMALLEST = 100
"""Characters of a part that is not split any further when the engine dies or hangs."""
_SMALLEST_SOUND = 12
"""The same when its sound breaks off, which happens in the scripts that it spells."""


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """A text and its speech; ``sounding`` samples of it are no silence around words."""

    text: str
    speech: Speech
    sounding: int


class Speaker:
    """Speaks with the voices of one engine of this machine.

    ``engine`` is its name.  ``voice`` (an id, a name or a BCP 47 tag) speaks the
    ``language`` of the document and every language that has no voice of its own; without
    it the best voice for the language does.  ``words_a_minute`` is the speed.
    ``seconds`` is how long one request may take.

    Raises :class:`~tasktide_export.errors.EngineError` for an unknown ``engine``, and
    :class:`~tasktide_export.errors.VoiceError` for an unknown ``voice``.
    """

    def __init__(  # noqa: PLR0913 - all by name, all with defaults
        self,
        *,
        voice: str = "",
        language: str = "",
        words_a_minute: int = 165,
        engine: str = registry.DEFAULT,
        seconds: float = 60.0,
        command: Sequence[str] | None = None,
    ) -> None:
        able = repertoire(engine, voice)
        self._voices, self._window = able.voices, able.window
        if not able.voices:
            raise MissingDependencyError(
                f"the speech engine {engine!r} has no voice", where=registry.origin(engine)
            )
        self._chosen = find_voice(voice, able.voices) if voice else None
        self._language = _primary(language)
        self._default = (
            self._chosen
            or voice_for(language, able.voices)
            or voice_for(ENGLISH, able.voices)
            or able.voices[0]
        )
        self._words_a_minute = words_a_minute
        self._seconds = seconds
        self._supervisor = Supervisor(command, engine=engine)

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
        own = _primary(language)
        if self._chosen and own in ("", self._language):
            return self._chosen, True
        found = voice_for(language, self._voices) if own else None
        return (found, True) if found else (self._default, False)

    def synthesise(self, text: str, language: str) -> Speech:
        """Return ``text`` as speech; see :class:`~tasktide_export.speech.engine.Synthesiser`.

        A request that fails is made again with a new worker, then in smaller parts;
        a part that cannot be spoken at all is an error that names it.
        """
        voice, _ = self.voice_for(language)
        return _join([self._speak(part, voice) for part in sentences(text, _AT_ONCE)])

    def _speak(self, text: str, voice: Voice) -> _Said:
        try:
            return self._twice(text, voice)
        except WorkerFailure as failure:
            smallest = _SMALLEST_SOUND if isinstance(failure, BreaksOff) else _SMALLEST
            if len(text) <= smallest:
                raise _unspeakable(text, failure) from failure
        parts = [self._speak(part, voice) for part in sentences(text, (len(text) + 1) // 2)]
        said = _Said(text, _join(parts), sum(part.sounding for part in parts))
        if not said.speech.words and not self._is_whole(said):
            raise _unspeakable(text, "the sound breaks off before the end of the text")
        return said

    def _twice(self, text: str, voice: Voice) -> _Said:
        try:
            return self._once(text, voice)
        except BreaksOff:
            if len(text) > _AT_ONCE // 40:
                raise  # parts are the better remedy
        except WorkerFailure:
            pass
        self._supervisor.close()
        return self._once(text, voice)

    def _once(self, text: str, voice: Voice) -> _Said:
        spoken, places = prepare(text)
        if not spoken.strip():
            return _Said(text, _join([]), 0)
        request = {"text": spoken, "voice": voice.id, "rate": self._words_a_minute}
        answer, sound = self._supervisor.ask(request, self._seconds)
        speech = speech_in(answer, sound, spoken)
        if self._window.is_endless(spoken, len(speech.samples) / RATE, self._words_a_minute):
            raise WorkerFailure("the sound is far too long for the text")
        start, end = sounding(speech.samples)
        if not self._is_whole(_Said(spoken, speech, end - start)):
            raise BreaksOff("the sound breaks off before the end of the text")
        speech = Speech(speech.samples, RATE, restore(speech.words, places))
        return _Said(text, speech, end - start)

    def _is_whole(self, said: _Said) -> bool:
        return is_complete(
            said.text, said.sounding, said.speech.words, self._words_a_minute, self._window
        )


def _unspeakable(text: str, reason: object) -> RenderError:
    return RenderError(
        f"a passage cannot be spoken: {reason}",
        where=f"speech, {excerpt(text)!r}",
        hint="change the passage or the voice",
    )


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _join(parts: list[_Said]) -> Speech:
    import numpy as np

    if len(parts) == 1:
        return parts[0].speech
    words: list[WordMark] = []
    characters = samples = 0
    for part in parts:
        words += [
            WordMark(one.start + characters, one.length, one.sample + samples)
            for one in part.speech.words
        ]
        characters += len(part.text)
        samples += len(part.speech.samples)
    sound = [part.speech.samples for part in parts] or [np.zeros(0, np.int16)]
    return Speech(np.concatenate(sound), RATE, tuple(words))
