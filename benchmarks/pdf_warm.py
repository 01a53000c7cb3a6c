"""One process of the warm part of ``benchmarks/pdf.py``.

Writes the short article, then the article of a size, and prints the CPU seconds of the
second, the peak memory of the process in the system's unit, and the number of pages.

    python -m benchmarks.pdf_warm ENGINE SIZE      (in the folder of the inputs)
"""

import io
import json
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

_SHORT = "article"
_REPEATS = 5
"""How often the short article is written: once is too quick to be measured well."""


def ours(name: str, *, shortcuts: bool = True) -> Callable[[], bytes]:
    """Read a page; return what writes it."""
    import tasktide_export as tasktide
    from tasktide_export.exporters.pdf import PdfOptions

    document = tasktide.read(Path(f"{name}.html"))
    options = PdfOptions(shortcuts=shortcuts)
    return lambda: tasktide.export(document, "pdf", options=options).data


def plain(name: str) -> Callable[[], bytes]:
    """Return what writes the page that ours lays out, without tags."""
    import weasyprint

    markup = Path(f"{name}.xhtml").read_text("utf-8")

    def write() -> bytes:
        data: bytes = weasyprint.HTML(string=markup).write_pdf(presentational_hints=True)
        return data

    return write


_ENGINES: dict[str, Callable[[str], Callable[[], bytes]]] = {
    "ours": ours,
    "ours, -O pdf.shortcuts=false": partial(ours, shortcuts=False),
}


def main(engine: str, name: str) -> None:
    """Write one to be warm, then measure."""
    make = _ENGINES.get(engine, plain)
    make(_SHORT)()
    write = make(name)
    seconds = []
    for _ in range(_REPEATS if name == _SHORT else 1):
        start = time.process_time()
        data = write()
        seconds.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
    print(json.dumps({"cpu": median(seconds), "peak": peak, "pages": pages}))


if __name__ == "__main__":
    main(*sys.argv[1:])
