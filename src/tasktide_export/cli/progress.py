"""Progress on a terminal, for whatever lasts over a second; quiet in a pipe."""

import sys
import time

_PATIENCE = 1.0
"""Seconds before anything is shown."""

_INTERVAL = 0.1
"""Seconds between two changes of the line."""


class ProgressLine:
    """A line that is rewritten in place while work goes on."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = ""
        self._quiet = quiet or not sys.stderr.isatty()
        self._started = self._last = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` parts of ``what`` are finished."""
        now = time.monotonic()
        if self._quiet or now - self._started < _PATIENCE or now - self._last < _INTERVAL:
            return
        self._last = now
        self._write(f"{what} {done}/{total}")

    def clear(self) -> None:
        """Take the line away, so that a message can stand there."""
        if self._shown:
            self._write("")

    def _write(self, line: str) -> None:
        sys.stderr.write("\r" + line.ljust(len(self._shown)) + ("\r" if not line else ""))
        sys.stderr.flush()
        self._shown = line
