"""WeasyPrint run on our page, offline, with our tag tree."""

import contextlib
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from tasktide_export.document import Document, Finding, Severity
from tasktide_export.errors import MissingDependencyError, RenderError
from tasktide_export.exporters.base import Progress
from tasktide_export.exporters.pdf.print_page import PrintPage, asset_address

_DEEP_STACK = 512 * 1024 * 1024
"""Bytes; lays out some 1,600 nested elements."""

_DEEP_RECURSION = 20_000


def write_pdf(
    page: PrintPage, document: Document, sink: BinaryIO, progress: Progress, *, claim: bool
) -> tuple[Finding, ...]:
    """Lay out ``page`` and write it; ``claim`` says whether it is PDF/UA-1.

    Returns what WeasyPrint could not do as findings: it only logs it.
    """
    weasyprint = _load()
    assets = {asset_address(one): (one.data, one.media_type) for one in document.assets}
    for address, drawing in page.formulas.drawings.items():
        assets[address] = (drawing, "image/svg+xml")
    complaints = _Complaints()
    with _listening("weasyprint", complaints), _listening("weasyprint.progress", _Pages(progress)):
        data = _with_deep_stack(lambda: _render(weasyprint, page.markup, assets, claim=claim))
    sink.write(data)
    return complaints.findings()


def _load() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise MissingDependencyError(
            f"WeasyPrint cannot load Pango: {error}".splitlines()[0],
            where="format pdf",
            hint="Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0; "
            "macOS: brew install pango; see 'tasktide-export doctor'",
        ) from error
    return weasyprint


def _render(
    weasyprint: Any, markup: str, assets: dict[str, tuple[bytes, str]], *, claim: bool
) -> bytes:
    from tasktide_export.exporters.pdf.fetcher import AssetFetcher
    from tasktide_export.exporters.pdf.hooks import own_tags

    page = weasyprint.HTML(
        string=markup, base_url="asset:document/", url_fetcher=AssetFetcher(assets)
    )
    variant = "pdf/ua-1" if claim else None
    # The attributes of lists and images that count as hints are our own markup's.
    laid_out = page.render(pdf_variant=variant, pdf_tags=True, presentational_hints=True)
    with own_tags(laid_out, page.etree_element):
        data: bytes = laid_out.write_pdf(pdf_variant=variant, pdf_tags=True)
    return data


def _with_deep_stack(work: Callable[[], bytes]) -> bytes:
    """Run ``work`` where deep nesting does not end in a RecursionError.

    Layout recurses once or more for each nested element.  A thread of its own
    gets a large stack; untouched pages of it cost nothing.
    """
    result: list[bytes] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:  # noqa: BLE001 - carried over to the caller
            failure.append(error)

    old_limit, old_size = sys.getrecursionlimit(), threading.stack_size(_DEEP_STACK)
    sys.setrecursionlimit(max(old_limit, _DEEP_RECURSION))
    try:
        thread = threading.Thread(target=run, name="layout")
        thread.start()
        thread.join()
    finally:
        threading.stack_size(old_size)
        sys.setrecursionlimit(old_limit)
    if failure:
        if isinstance(failure[0], Exception | KeyboardInterrupt):
            raise failure[0]
        raise RenderError(f"layout failed: {failure[0]}", where="format pdf") from failure[0]
    return result[0]


@contextlib.contextmanager
def _listening(name: str, handler: logging.Handler) -> Iterator[None]:
    """Send what the logger called ``name`` says to ``handler`` inside this block."""
    logger = logging.getLogger(name)
    level = logger.level
    propagate = logger.propagate
    logger.addHandler(handler)
    logger.setLevel(min(level or handler.level, handler.level))
    logger.propagate = level != logging.NOTSET  # unless asked for, nobody else hears it
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


class _Pages(logging.Handler):
    """Tells which page is laid out: WeasyPrint says so in its progress log."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """Pass the page's number on."""
        page = record.args[0] if isinstance(record.args, tuple) and record.args else 0
        if "Page" in record.msg and isinstance(page, int):
            self._progress("laying out page", page, 0)


class _Complaints(logging.Handler):
    """Collects WeasyPrint's errors and the warnings about things left out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        # A missing alternative is a finding of the document already.
        if record.levelno >= logging.ERROR and "alt description" not in line:
            self._lines.append(line)

    def findings(self) -> tuple[Finding, ...]:
        """Return one finding for each different line."""
        return tuple(
            Finding(rule="pdf-layout", severity=Severity.WARNING, message=line)
            for line in dict.fromkeys(self._lines)
        )
