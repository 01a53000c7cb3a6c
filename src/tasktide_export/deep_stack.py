"""Run work that recurses deeply where that does not end in an error.

Rendering and layout recurse a dozen times for each nested element.
"""

import ctypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from tasktide_export.errors import RenderError

_STACK = 512 * 1024 * 1024
"""Bytes; lays out some 1,600 nested elements.  Untouched pages of it cost nothing."""

_RECURSION = 20_000

_GRACE = 3.0
"""Seconds that interrupted work has to end by itself."""

Result = TypeVar("Result")


class _Limits:
    """The recursion limit and the stack's size belong to the process: they are put back."""

    lock = threading.Lock()
    users = 0
    before = 0


def with_deep_stack(work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns, run in a thread of its own with a large stack."""
    result: list[Result] = []
    failure: list[BaseException] = []
    # An interrupted Thread.join takes the thread for ended, and would not wait again.
    done = threading.Event()

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:  # noqa: BLE001 - carried over to the caller
            failure.append(error)
        finally:
            done.set()

    with _deep_recursion():
        thread = _started(run)
        try:
            done.wait()
        except KeyboardInterrupt:
            _interrupt(thread, done)
            raise
    if failure:
        if isinstance(failure[0], Exception | KeyboardInterrupt):
            raise failure[0]
        raise RenderError(f"ended early: {failure[0]!r}") from failure[0]
    return result[0]


def _started(run: Callable[[], None]) -> threading.Thread:
    """Start a thread with the large stack; others get theirs as before."""
    # A daemon, so that an interrupted command does not wait for what nobody wants.
    thread = threading.Thread(target=run, name="export", daemon=True)
    with _Limits.lock:
        before = threading.stack_size(_STACK)
        try:
            thread.start()
        finally:
            threading.stack_size(before)
    return thread


def _interrupt(thread: threading.Thread, done: threading.Event) -> None:
    """Let the interruption reach the work, so that it puts away what it opened."""
    ident = ctypes.c_ulong(thread.ident or 0)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(KeyboardInterrupt))
    done.wait(_GRACE)


@contextmanager
def _deep_recursion() -> Iterator[None]:
    with _Limits.lock:
        if _Limits.users == 0:
            _Limits.before = sys.getrecursionlimit()
            sys.setrecursionlimit(max(_Limits.before, _RECURSION))
        _Limits.users += 1
    try:
        yield
    finally:
        with _Limits.lock:
            _Limits.users -= 1
            if _Limits.users == 0:
                sys.setrecursionlimit(_Limits.before)
