"""Several speakers with the same voices, asked by several threads."""

import queue
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from tasktide_export.sound.store import SpeechStore
from tasktide_export.speech import Speaker, Speech, Voice


class Choir:
    """Up to ``jobs`` speakers that ``make`` gives; any of them speaks the next text.

    They give the same samples, so nobody hears which it was.  With a ``store``, what
    was spoken before is taken from there.  Raises what ``make`` raises.
    """

    def __init__(
        self, make: Callable[[], Speaker], jobs: int = 1, store: SpeechStore | None = None
    ) -> None:
        self.jobs = max(1, jobs)
        self._store = store
        self._speakers = [make() for _ in range(self.jobs)]
        self._free: queue.LifoQueue[Speaker] = queue.LifoQueue()
        for one in self._speakers:
            self._free.put(one)
        self._ended = ExitStack()

    def __enter__(self) -> Self:
        for one in self._speakers:
            self._ended.enter_context(one)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.close()

    def voice_for(self, language: str) -> tuple[Voice, bool]:
        """Return the voice that speaks ``language``, and whether it knows it."""
        return self._speakers[0].voice_for(language)

    def narrator(self, language: str) -> str:
        """Return whose voice reads most of a document in ``language``, and that it is nobody's."""
        voice, _ = self.voice_for(language)
        return f"{voice.name} (synthetic voice)"

    def synthesise(self, text: str, language: str) -> Speech:
        """Return ``text`` as speech; see :class:`~tasktide_export.speech.engine.Engine`."""
        if self._store is None:
            return self._speak(text, language)
        voice, _ = self.voice_for(language)
        return self._store.speech(text, voice.id, lambda: self._speak(text, language))

    def _speak(self, text: str, language: str) -> Speech:
        speaker = self._free.get()
        try:
            return speaker.synthesise(text, language)
        finally:
            self._free.put(speaker)
