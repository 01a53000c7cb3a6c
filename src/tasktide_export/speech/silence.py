"""The silence that engines put around what they say."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples

_SILENT = 40
"""Sample values below this are silence."""


def sounding(samples: "Samples") -> tuple[int, int]:
    """Return where sound starts and ends; ``(0, 0)`` when there is none."""
    import numpy as np

    loud = np.flatnonzero((samples >= _SILENT) | (samples <= -_SILENT))
    return (int(loud[0]), int(loud[-1]) + 1) if len(loud) else (0, 0)
