"""Memory that is let go seldom while much is made that stays."""

import contextlib
import gc
from collections.abc import Iterator

_SELDOM = (5_000, 10, 100)
"""Objects made before the youngest are looked through, and the generations after them."""


@contextlib.contextmanager
def rare_collection() -> Iterator[None]:
    """Look for cyclic garbage seldom inside this block: next to nothing of it is found.

    What an edition is made of lives to the end of its export; looking through all of it
    again and again takes a tenth of the time.
    """
    kept = gc.get_threshold()
    gc.set_threshold(*map(max, kept, _SELDOM))
    try:
        yield
    finally:
        gc.set_threshold(*kept)
