"""The exporters by name.

A built-in exporter is one line here and is imported when it is asked for.  Other
packages add theirs through the entry-point group ``tasktide_export.exporters``.
"""

import importlib
from collections.abc import Iterator
from typing import Any, cast

from tasktide_export.errors import MissingDependencyError, UnknownFormatError
from tasktide_export.exporters.base import Exporter

GROUP = "tasktide_export.exporters"

_BUILT_IN = {
    "pdf": "tasktide_export.exporters.pdf:PdfExporter",
    "epub": "tasktide_export.exporters.epub:EpubExporter",
    "docx": "tasktide_export.exporters.docx:DocxExporter",
    "html": "tasktide_export.exporters.html:HtmlExporter",
    "audio": "tasktide_export.exporters.audio:AudioExporter",
    "json": "tasktide_export.exporters.json:JsonExporter",
}

EDITIONS = ("pdf", "epub", "docx", "html", "audio")
"""What ``--format all`` stands for: the editions that readers use."""
PAGED = "pdf"
"""The edition that has pages, which others may tell."""


def names() -> tuple[str, ...]:
    """Return the names of all exporters, built-in ones first."""
    return (*_BUILT_IN, *sorted(set(_plugins()) - set(_BUILT_IN)))


def exporter(name: str) -> Exporter[Any]:
    """Return the exporter called ``name``.

    Raises :class:`UnknownFormatError` when there is none, and
    :class:`MissingDependencyError` when a library that it needs is not there.
    """
    place = _BUILT_IN.get(name)
    try:
        if place:
            module, _, attribute = place.partition(":")
            kind = getattr(importlib.import_module(module), attribute)
        elif name in (plugins := _plugins()):
            kind = plugins[name].load()
        else:
            known = ", ".join(names())
            raise UnknownFormatError(f"there is no format {name!r}", hint=f"known formats: {known}")
    except (ImportError, OSError) as error:
        raise MissingDependencyError(
            f"a library is missing: {error}",
            where=f"format {name}",
            hint="run 'tasktide-export doctor'",
        ) from error
    return cast("Exporter[Any]", kind())


def by_suffix(suffix: str) -> str | None:
    """Return the name of the built-in format that files with ``suffix`` hold."""
    return _SUFFIXES.get(suffix.lower())


_SUFFIXES = {
    ".pdf": "pdf",
    ".epub": "epub",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".m4b": "audio",
    ".m4a": "audio",
    ".mp3": "audio",
    ".opus": "audio",
    ".flac": "audio",
    ".lpf": "audio",
    ".json": "json",
}


def _plugins() -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=GROUP)}


def all_exporters() -> Iterator[tuple[str, Exporter[Any] | MissingDependencyError]]:
    """Yield each name with its exporter, or with the error that says what is missing."""
    for name in names():
        try:
            yield name, exporter(name)
        except MissingDependencyError as error:
            yield name, error
