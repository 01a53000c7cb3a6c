"""Choose the reader of a finished artifact."""

import importlib

from tasktide_export.checks.readback.base import Readback
from tasktide_export.errors import ReadError, UnknownFormatError

_READERS = {
    "html": "tasktide_export.checks.readback.html",
    "epub": "tasktide_export.checks.readback.epub",
    "docx": "tasktide_export.checks.readback.docx",
    "pdf": "tasktide_export.checks.readback.pdf",
    "audio": "tasktide_export.checks.readback.audio",
    "lpf": "tasktide_export.checks.readback.audiobook",
    "daisy": "tasktide_export.checks.readback.daisy",
    "tracks": "tasktide_export.checks.readback.tracks",
    "vtt": "tasktide_export.checks.readback.webvtt",
}


def read_back(data: bytes, format: str) -> Readback:  # noqa: A002 - the word of the contracts
    """Return what the artifact ``data`` says, read as ``format``.

    Raises :class:`ReadError` when the bytes cannot be read as that format, and
    :class:`UnknownFormatError` when there is no reader for it.
    """
    if format not in _READERS:
        raise UnknownFormatError(
            f"artifacts of format {format!r} cannot be read back",
            hint=f"known formats: {', '.join(_READERS)}",
        )
    module = importlib.import_module(_READERS[format])
    try:
        readback = module.read(data)
    except ReadError:
        raise
    except RecursionError as error:
        raise ReadError("is nested too deeply to be read back", where=format) from error
    assert isinstance(readback, Readback)  # noqa: S101 - the modules above are ours
    return readback
