"""veraPDF once more, with the profile of PDF/A-3, level A."""

from collections.abc import Sequence
from pathlib import Path

from tools.judges import verapdf
from tools.judges.workshop import Verdicts

install = verapdf.install


def judge(files: Sequence[Path]) -> Verdicts:
    """Return every rule of PDF/A-3a that each file fails."""
    return verapdf.judge(files, "3a")
