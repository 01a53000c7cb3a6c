"""Keep a worker running: start it, wait for it no longer than agreed, end it."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TypeAlias

from tasktide_export.speech import refusals, registry, wire

START_SECONDS = 60.0
"""How long a worker may take to start: long, for a loaded machine."""
_NAP_SECONDS = 0.2

_Reply: TypeAlias = tuple[wire.Message, bytes]
_NOTHING_YET: _Reply = ({}, b"")


class WorkerFailure(Exception):  # noqa: N818 - never leaves this package
    """The worker died, hung or answered with an error."""


class BreaksOff(WorkerFailure):
    """The sound does not hold all of the text."""


class Supervisor:
    """One worker process at a time, replaced when it fails.

    ``command`` is what starts it; the default is our own worker with the ``engine`` of
    that name, in an interpreter that takes no modules from the current folder.
    """

    def __init__(
        self, command: Sequence[str] | None = None, *, engine: str = registry.DEFAULT
    ) -> None:
        worker = (sys.executable, "-P", "-m", "tasktide_export.speech.worker", engine)
        self._command = tuple(command or worker)
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.Queue[_Reply | None] = queue.Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ask(self, request: wire.Message, seconds: float) -> _Reply:
        """Return the answer to ``request``.

        Raises :class:`WorkerFailure` when there is none within ``seconds``; the worker
        is then ended, and the next request starts another.  What the engine refuses
        for good is raised as it says: an :class:`~tasktide_export.errors.ExportError`,
        among them :class:`~tasktide_export.errors.MissingDependencyError` without an
        engine.
        """
        process = self._running()
        try:
            assert process.stdin is not None  # noqa: S101 - it is a pipe
            wire.send(process.stdin, {**request, "seconds": seconds})  # type: ignore[arg-type]
        except OSError as error:
            self.close()
            raise WorkerFailure(f"the worker is gone: {error}") from error
        # The worker ends a request by itself first, which keeps the worker.
        answer = self._next(seconds + 2)
        if "refused" in answer[0]:
            raise refusals.unpack(answer[0]["refused"])
        if "error" in answer[0]:
            raise WorkerFailure(str(answer[0]["error"]))
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._start()
            hello, _ = self._next(START_SECONDS)
            if hello.get("ready") is not True:
                self.close()
                if "refused" in hello:
                    raise refusals.unpack(hello["refused"])
                raise WorkerFailure("the worker does not say that it is ready")
        assert self._process is not None  # noqa: S101 - started above
        return self._process

    def _start(self) -> None:
        try:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError as error:
            raise WorkerFailure(f"the worker does not start: {error}") from error
        self._process, self._replies = process, queue.Queue()
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        threading.Thread(target=_pump, args=(process.stdout, self._replies), daemon=True).start()

    def _next(self, seconds: float) -> _Reply:
        answer = self._waited_for(seconds)
        if answer is _NOTHING_YET:
            self.close()
            raise WorkerFailure(f"no answer within {seconds:.0f} seconds")
        if answer is None:
            self.close()
            raise WorkerFailure("the worker ended")
        return answer

    def _waited_for(self, seconds: float) -> _Reply | None:
        """Return the next reply, awake often enough to hear of an interruption."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            with contextlib.suppress(queue.Empty):
                return self._replies.get(timeout=min(left, _NAP_SECONDS))
        return _NOTHING_YET

    def close(self) -> None:
        """End the worker, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()


def _pump(stream: BinaryIO, replies: "queue.Queue[_Reply | None]") -> None:
    """Hand on what the worker says; ``None`` when it says no more, or no sense."""
    with stream:
        try:
            while received := wire.receive(stream):
                replies.put(received)
        except (OSError, ValueError, RecursionError, MemoryError):
            pass
    replies.put(None)


def _environment() -> dict[str, str]:
    """Return our environment, with this very package found first."""
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH", "")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
