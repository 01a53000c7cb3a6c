"""Why something was not admitted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reference that was not admitted, and the reason in words."""

    reason: str


class RefusedError(Exception):
    """Raised inside this package alone; its text is the reason."""
