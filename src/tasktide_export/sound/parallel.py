"""Work done by several threads whose results come in order."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_AHEAD = 2
"""Results that each thread may have waiting: memory holds no more than that."""

Given = TypeVar("Given")
Made = TypeVar("Made")


def workers(jobs: int) -> int:
    """Return how many threads ``jobs`` asks for; 0 asks for one for each core."""
    if jobs > 0:
        return jobs
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[Given], Made], given: Iterable[Given], jobs: int
) -> Generator[Made, None, None]:
    """Yield ``work`` of each of ``given`` in their order, at most ``jobs`` at a time.

    ``given`` is read by the caller's thread and only a little ahead.  What ``work``
    raises is raised here, in its turn; nothing more is begun then.
    """
    if jobs <= 1:
        yield from map(work, given)
        return
    waiting: deque[Future[Made]] = deque()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="sound")
    try:
        for one in given:
            waiting.append(pool.submit(work, one))
            if len(waiting) > _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
