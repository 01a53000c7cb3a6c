"""Python's search for cyclic garbage, paused while a page is read.

A page's tree is tens of thousands of objects that point at each other and all
live to the end; looking through them again and again takes a sixth of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from tasktide_export.readers.html.elements import Element


@contextmanager
def pause_collection() -> Iterator[None]:
    """Pause the search; the caller releases its tree with :func:`release`."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def release(page: Element) -> None:
    """Take a tree apart, so that it is freed without a search."""
    for element in list(page.iterate()):
        element.parent = None
        element.children = []
