"""Progress on a terminal, for whatever lasts over a second; quiet in a pipe."""

import sys
import threading
import time
from types import TracebackType
from typing import Self

_PATIENCE = 1.0
"""Seconds before anything is shown."""

_INTERVAL = 0.2
"""Seconds between two changes of the line."""


class ProgressLine:
    """A line that is rewritten in place while work goes on.

    It is drawn by a thread of its own, so that it also appears when one step
    lasts long and nothing is reported meanwhile.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = ""
        self._wanted = ""
        self._started = time.monotonic()
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._thread: threading.Thread | None = None
        if not quiet and sys.stderr.isatty():
            self._thread = threading.Thread(target=self._draw, name="progress", daemon=True)

    def __enter__(self) -> Self:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()
        self.clear()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` parts of ``what`` are finished; 0 is unknown."""
        self._wanted = f"{what} {done}/{total}" if total else f"{what} {done}" if done else what

    def clear(self) -> None:
        """Take the line away, so that a message can stand there."""
        with self._lock:
            self._write("")
            self._wanted = ""

    def _draw(self) -> None:
        while not self._done.wait(_INTERVAL):
            with self._lock:
                if time.monotonic() - self._started >= _PATIENCE and self._wanted:
                    self._write(self._wanted)

    def _write(self, line: str) -> None:
        if line != self._shown:
            sys.stderr.write("\r" + line.ljust(len(self._shown)) + ("" if line else "\r"))
            sys.stderr.flush()
            self._shown = line
