"""Time that is left."""

import time
from dataclasses import dataclass, field

from tasktide_export.errors import ReadError


@dataclass(slots=True)
class Deadline:
    """An end after ``seconds`` from now, for everything together."""

    seconds: float
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.seconds

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            ReadError: when none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise ReadError(f"took over {self.seconds:g} seconds")
        return left
