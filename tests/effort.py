"""How hard property tests look: a little every time, ten times as hard at night."""

import os

_FACTOR = 10 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 1


def tries(usual: int) -> int:
    """Return how many examples to try where ``usual`` is enough by day."""
    return usual * _FACTOR
