"""One process of the warm part of ``benchmarks/epub.py``.

Makes an EPUB of the one article, then of a size, and prints the CPU seconds of reading the
page, of writing its document, and the size of the EPUB in bytes.

    python -m benchmarks.epub_warm SIZE      (in the folder of the inputs)
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

_SHORT = "article"
_REPEATS = 9
"""How often the one article is read and written: once is too quick to be measured well."""

Made = TypeVar("Made")


def main(name: str) -> None:
    """Make one to be warm, then measure."""
    import tasktide_export as tasktide

    tasktide.export(tasktide.read(Path(f"{_SHORT}.html")), "epub")
    repeats = _REPEATS if name == _SHORT else 1
    reading, document = timed(lambda: tasktide.read(Path(f"{name}.html")), repeats)
    writing, artifact = timed(lambda: tasktide.export(document, "epub"), repeats)
    print(json.dumps({"reading": reading, "writing": writing, "size": len(artifact.data)}))


def timed(work: Callable[[], Made], repeats: int) -> tuple[float, Made]:
    """Return the median of the CPU seconds that ``work`` takes, and what it made last."""
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        made = work()
        seconds.append(time.process_time() - start)
    return median(seconds), made


if __name__ == "__main__":
    main(*sys.argv[1:])
