"""One door for all readers: choose one, read, settle the language."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import cast

from tasktide_export.document import Document
from tasktide_export.errors import LimitError, ReadError, UnknownFormatError
from tasktide_export.readers.base import Reader, ReadOptions, Source
from tasktide_export.readers.language import settle_language
from tasktide_export.readers.sniffing import sniff_binary, sniff_format
from tasktide_export.readers.title import settle_title


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read.

    ``suffixes`` are lower case with their dot; ``reader`` is ``module:function``,
    imported when it is first used.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    reader: str


FORMATS = (
    Format(
        "html",
        "HTML page",
        (".html", ".htm", ".xhtml", ".xht"),
        "tasktide_export.readers.html:read_html",
    ),
    Format(
        "markdown",
        "Markdown (CommonMark with tables, notes, formulas, front matter)",
        (".md", ".markdown", ".mdown", ".mkd"),
        "tasktide_export.readers.markdown:read_markdown",
    ),
    Format("text", "plain text", (".txt", ".text"), "tasktide_export.readers.text:read_text"),
    Format(
        "json",
        "a document's JSON form",
        (".json",),
        "tasktide_export.readers.json:read_json",
    ),
)
"""What can be read, in the order in which it is listed."""

_SHORT_NAMES = {"htm": "html", "xhtml": "html", "md": "markdown", "txt": "text", "plain": "text"}


def read_source(source: Source, format: str | None, options: ReadOptions) -> Document:  # noqa: A002
    """Return the document that ``source`` holds, with settled ids and language.

    ``format`` is a name of :data:`FORMATS`; without it the suffix of the
    source's name decides, then the bytes.

    Raises:
        LimitError: when the input is over a limit.
        ReadError: when it is empty, binary, or not what its format wants.
        UnknownFormatError: when no reader has that name.
    """
    chosen = _named(format) if format else None
    _refuse_unusable(source, options)
    chosen = chosen or _by_suffix(source.name) or _named(sniff_format(source.data))
    try:
        document = _reader(chosen)(source, options)
        settled = settle_language(document)
        # A document in its own form is what it says.
        return settled if chosen.name == "json" else settle_title(settled, source.name)
    except RecursionError as error:
        raise ReadError("is nested too deeply", where=source.name) from error
    except ReadError as error:
        error.where = error.where or source.name
        raise


def _named(name: str) -> Format:
    wanted = name.strip().lower().removeprefix(".")
    wanted = _SHORT_NAMES.get(wanted, wanted)
    for one in FORMATS:
        if one.name == wanted:
            return one
    known = ", ".join(one.name for one in FORMATS)
    raise UnknownFormatError(f"no reader is called {name!r}", hint=f"there are {known}")


def _by_suffix(name: str) -> Format | None:
    suffix = PurePath(name).suffix.lower()
    return next((one for one in FORMATS if suffix in one.suffixes), None)


def _refuse_unusable(source: Source, options: ReadOptions) -> None:
    limit = options.limits.input_bytes
    if len(source.data) > limit:
        raise LimitError("is too long", limit="input_bytes", value=limit, where=source.name)
    if not source.data.strip(b" \t\r\n\f\v\xef\xbb\xbf"):
        raise ReadError("is empty", where=source.name)
    if looks_like := sniff_binary(source.data):
        names = ", ".join(one.name for one in FORMATS)
        raise ReadError(
            f"looks like {looks_like}, which cannot be read",
            where=source.name,
            hint=f"what can be read: {names}",
        )


def _reader(chosen: Format) -> Reader:
    module, _, function = chosen.reader.partition(":")
    return cast("Reader", cast("Callable[..., Document]", getattr(import_module(module), function)))
