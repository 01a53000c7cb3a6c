"""What WeasyPrint only logs: pages done, things left out, characters without a glyph."""

import contextlib
import logging
import re
from collections.abc import Iterator

from tasktide_export.document import Finding, Severity
from tasktide_export.exporters.base import Progress

_MISSING = re.compile(r'\.notdef glyph .*"(.*)" \((U\+[0-9A-F]+)\)', re.DOTALL)


@contextlib.contextmanager
def listening(name: str, handler: logging.Handler) -> Iterator[None]:
    """Send what the logger called ``name`` says to ``handler`` inside this block."""
    logger = logging.getLogger(name)
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(min(level or handler.level, handler.level))
    logger.propagate = level != logging.NOTSET  # unless asked for, nobody else hears it
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


class Pages(logging.Handler):
    """Tells which page is laid out: WeasyPrint says so in its progress log."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """Pass the page's number on."""
        page = record.args[0] if isinstance(record.args, tuple) and record.args else 0
        if "Page" in record.msg and isinstance(page, int):
            self._progress("laying out page", page, 0)


class Complaints(logging.Handler):
    """Collects WeasyPrint's errors and the characters that no font can show."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._found: dict[Finding, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as a finding, unless the document says the same already."""
        line = record.getMessage()
        if missing := _MISSING.search(line):
            self._found[_without_glyph(missing[1], missing[2])] = None
        elif record.levelno >= logging.ERROR and "alt description" not in line:
            finding = Finding(rule="pdf-layout", severity=Severity.WARNING, message=line)
            self._found[finding] = None

    def findings(self) -> tuple[Finding, ...]:
        """Return one finding for each different complaint."""
        return tuple(self._found)


def _without_glyph(character: str, code: str) -> Finding:
    return Finding(
        rule="glyph-missing",
        severity=Severity.ERROR,
        message=f"no font has a glyph for {code}; the page shows an empty box",
        excerpt=character,
        advice="install a font that has it, for example Noto for its script",
        clause="PDF/UA-1 (ISO 14289-1) 7.21.8",
    )
