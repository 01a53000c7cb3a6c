"""One door for all readers: choose one, read, settle the language."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any, cast
from urllib.parse import urlsplit

from tasktide_export.document import Document
from tasktide_export.errors import LimitError, ReadError, UnknownFormatError
from tasktide_export.readers.base import Article, CollectionReader, Reader, ReadOptions, Source
from tasktide_export.readers.language import settle_language
from tasktide_export.readers.sniffing import sniff_archive, sniff_binary, sniff_format
from tasktide_export.readers.title import settle_title


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read.

    ``suffixes`` are lower case with their dot; ``reader`` is ``module:function``,
    imported when it is first used.  ``several`` is whether one source may hold
    several articles (the reader is then a
    :class:`~tasktide_export.readers.base.CollectionReader`), ``archive`` whether
    it may be as long as an archive, ``binary`` whether it is no text.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    reader: str
    several: bool = False
    archive: bool = False
    binary: bool = False


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
    Format(
        "wordpress",
        "WordPress: an export file (WXR), or posts as the REST interface gives them (JSON)",
        (".wxr",),
        "tasktide_export.readers.wordpress:read_wordpress",
        several=True,
        archive=True,
    ),
    Format(
        "feed",
        "feed (RSS, Atom, RSS 1.0, JSON Feed)",
        (".rss", ".atom", ".rdf"),
        "tasktide_export.readers.feed:read_feed",
        several=True,
        archive=True,
    ),
    Format(
        "docx",
        "Word document",
        (".docx",),
        "tasktide_export.readers.docx:read_docx",
        archive=True,
        binary=True,
    ),
    Format(
        "epub",
        "EPUB book",
        (".epub",),
        "tasktide_export.readers.epub:read_epub",
        archive=True,
        binary=True,
    ),
)
"""What can be read, in the order in which it is listed."""

_SHORT_NAMES = {"htm": "html", "xhtml": "html", "md": "markdown", "txt": "text", "plain": "text"}
_SHORT_NAMES |= {"wxr": "wordpress", "rss": "feed", "atom": "feed", "word": "docx"}
_MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/feed+json": "feed",
}
_SHARED_SUFFIXES = frozenset({".json", ".xml"})
"""Suffixes of several formats: the bytes decide."""


def read_source(source: Source, format: str | None, options: ReadOptions) -> Document:  # noqa: A002
    """Return the document that ``source`` holds, with settled ids and language.

    ``format`` is a name of :data:`FORMATS`; without it the suffix of the
    source's name decides, then the bytes.

    Raises:
        LimitError: when the input is over a limit.
        ReadError: when it is empty, binary, not what its format wants, or
            holds several articles.
        UnknownFormatError: when no reader has that name.
    """
    articles = read_articles(source, format, options)
    if len(articles) > 1:
        raise ReadError(
            f"holds {len(articles)} articles",
            where=source.name,
            hint="use read_all, or name them all in one edition",
        )
    return articles[0].document


def read_articles(
    source: Source,
    format: str | None,  # noqa: A002
    options: ReadOptions,
) -> tuple[Article, ...]:
    """Return the articles that ``source`` holds, at least one, in its order.

    An article's name is the source's, or its own in a source of several.
    Raises what :func:`read_source` raises, but for several articles.
    """
    chosen = _named(format) if format else None
    _refuse_unusable(source, chosen, options)
    chosen = chosen or _by_suffix(source) or _by_content(source)
    _refuse_long(source, chosen, options)
    try:
        articles = _read(chosen, source, options)
        return tuple(Article(one.name, _settled(one, chosen)) for one in articles)
    except RecursionError as error:
        raise ReadError("is nested too deeply", where=source.name) from error
    except ReadError as error:
        error.where = error.where or source.name
        raise


def _read(chosen: Format, source: Source, options: ReadOptions) -> tuple[Article, ...]:
    module, _, function = chosen.reader.partition(":")
    reader = cast("Callable[..., Any]", getattr(import_module(module), function))
    if chosen.several:
        return cast("CollectionReader", reader)(source, options)
    return (Article(source.name, cast("Reader", reader)(source, options)),)


def _settled(article: Article, chosen: Format) -> Document:
    """Return an article with its language and title settled."""
    settled = settle_language(article.document)
    # A document in its own form is what it says.
    return settled if chosen.name == "json" else settle_title(settled, article.name)


def _named(name: str) -> Format:
    wanted = name.strip().lower().removeprefix(".")
    wanted = _SHORT_NAMES.get(wanted, wanted)
    for one in FORMATS:
        if one.name == wanted:
            return one
    known = ", ".join(one.name for one in FORMATS)
    raise UnknownFormatError(f"no reader is called {name!r}", hint=f"there are {known}")


def _by_suffix(source: Source) -> Format | None:
    known = _MEDIA_TYPES.get(source.media_type)
    # Many sites serve their feeds as HTML.
    if known and not (known == "html" and sniff_format(source.data) in {"feed", "wordpress"}):
        return _named(known)
    name = urlsplit(source.address).path if source.media_type else source.name
    suffix = PurePath(name).suffix.lower()
    if suffix in _SHARED_SUFFIXES:
        return None
    return next((one for one in FORMATS if suffix in one.suffixes), None)


def _by_content(source: Source) -> Format:
    found = sniff_archive(source.data) or sniff_format(source.data)
    # What is called .json and is no feed gets the JSON reader's explanation.
    if found == "text" and PurePath(source.name).suffix.lower() == ".json":
        found = "json"
    return _named(found)


def _refuse_unusable(source: Source, chosen: Format | None, options: ReadOptions) -> None:
    limit = options.limits.archive_bytes
    if len(source.data) > max(limit, options.limits.input_bytes):
        raise LimitError("is too long", limit="archive_bytes", value=limit, where=source.name)
    if not source.data.strip(b" \t\r\n\f\v\xef\xbb\xbf"):
        raise ReadError("is empty", where=source.name)
    looks_like = sniff_binary(source.data)
    if not looks_like or sniff_archive(source.data):
        return
    wanted = chosen or _by_suffix(source)
    if wanted and wanted.binary and source.data.startswith(b"PK"):
        return  # its reader says what is missing
    names = ", ".join(one.name for one in FORMATS)
    raise ReadError(
        f"looks like {looks_like}, which cannot be read",
        where=source.name,
        hint=f"what can be read: {names}",
    )


def _refuse_long(source: Source, chosen: Format, options: ReadOptions) -> None:
    name = "archive_bytes" if chosen.archive else "input_bytes"
    limit = getattr(options.limits, name)
    if len(source.data) > limit:
        raise LimitError("is too long", limit=name, value=limit, where=source.name)
    is_archive = source.data.startswith(b"PK\x03\x04")
    if is_archive != chosen.binary:
        what = "an archive" if is_archive else "no archive"
        raise ReadError(f"is {what}, and no {chosen.title}", where=source.name)
