"""Run work that recurses deeply where that does not end in an error."""

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from tasktide_export.errors import RenderError

_STACK = 512 * 1024 * 1024
"""Bytes; lays out some 1,600 nested elements.  Untouched pages of it cost nothing."""

_RECURSION = 20_000

Result = TypeVar("Result")


def with_deep_stack(work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns, run in a thread of its own with a large stack.

    Layout recurses once or more for each nested element.
    """
    result: list[Result] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:  # noqa: BLE001 - carried over to the caller
            failure.append(error)

    old_limit, old_size = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(max(old_limit, _RECURSION))
    try:
        thread = threading.Thread(target=run, name="layout")
        thread.start()
        thread.join()
    finally:
        threading.stack_size(old_size)
        sys.setrecursionlimit(old_limit)
    if failure:
        if isinstance(failure[0], Exception | KeyboardInterrupt):
            raise failure[0]
        raise RenderError(f"layout failed: {failure[0]}", where="format pdf") from failure[0]
    return result[0]
