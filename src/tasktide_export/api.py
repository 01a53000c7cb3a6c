"""The library: read, export, check."""

import io
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from tasktide_export import checks, styles
from tasktide_export.beside import refuse_without_place, written_beside
from tasktide_export.checks.claims import blocking
from tasktide_export.collection import rare_collection
from tasktide_export.deep_stack import with_deep_stack
from tasktide_export.document import Document, Finding, faults
from tasktide_export.editions import settle_links
from tasktide_export.errors import (
    ExportError,
    InaccessibleDocumentError,
    OutputError,
    ReadError,
    RenderError,
    UsageError,
)
from tasktide_export.exporters.base import (
    Companion,
    Exporter,
    ExportOptions,
    Outcome,
    PageStart,
    Progress,
    Setting,
    no_progress,
)
from tasktide_export.exporters.registry import exporter as find_exporter
from tasktide_export.limits import Limits
from tasktide_export.output import whole_file
from tasktide_export.readers import read_articles as read_each
from tasktide_export.readers import read_source
from tasktide_export.readers.base import Article, HeadingPolicy, ReadOptions
from tasktide_export.sources import open_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished edition.

    ``path`` is where it was written, or ``None`` when ``data`` holds its bytes.
    ``findings`` are those of the document and of the export; ``conformance`` are
    the claims that the artifact makes; ``pages`` is where its pages begin, if that was
    asked for.  ``companions`` are the files beside it, with their bytes and, where the
    artifact has a path, their own.
    """

    format: str
    path: Path | None = None
    content: bytes | None = None
    findings: tuple[Finding, ...] = ()
    conformance: tuple[str, ...] = ()
    pages: tuple[PageStart, ...] = ()
    companions: tuple[Companion, ...] = ()

    @property
    def data(self) -> bytes:
        """The artifact's bytes."""
        if self.content is not None:
            return self.content
        return self.path.read_bytes() if self.path else b""


def read(  # noqa: PLR0913 - the contract; all but one are by keyword
    source: str | Path | bytes | IO[bytes] | IO[str],
    *,
    format: str | None = None,  # noqa: A002 - the word that users type
    base_url: str = "",
    headings: HeadingPolicy = "strict",
    limits: Limits | None = None,
    allow_remote: bool = False,
) -> Document:
    """Return the document that ``source`` holds.

    ``source`` is a path, bytes, text (a string with a line break), or a file
    object.  ``format`` is a name of :data:`tasktide_export.readers.FORMATS`
    (``html``, ``markdown``, ``docx`` and so on); without it the name and the
    bytes decide.  ``base_url`` is what relative addresses are resolved against.
    ``headings`` says how boldly headings are inferred from plain text.  With
    ``allow_remote`` the source may be an http(s) address, and images are
    fetched; public addresses only.

    Raises :class:`~tasktide_export.errors.ReadError` when the input cannot be
    used or holds several articles (:func:`read_all`), and
    :class:`~tasktide_export.errors.LimitError` when it is over a limit.
    """
    options = ReadOptions(headings=headings, limits=limits or Limits())
    opened = open_source(source, base_url, options.limits, allow_remote=allow_remote)
    return read_source(opened, format, options)


def read_all(  # noqa: PLR0913 - as read
    source: str | Path | bytes | IO[bytes] | IO[str],
    *,
    format: str | None = None,  # noqa: A002
    base_url: str = "",
    headings: HeadingPolicy = "strict",
    limits: Limits | None = None,
    allow_remote: bool = False,
) -> tuple[Document, ...]:
    """Return every document that ``source`` holds, in its order, at least one.

    A WordPress export holds one for each published post and page, a feed one
    for each entry, any other source exactly one.  Takes and raises what
    :func:`read` does.
    """
    articles = read_articles(
        source,
        format=format,
        base_url=base_url,
        headings=headings,
        limits=limits,
        allow_remote=allow_remote,
    )
    return tuple(one.document for one in articles)


def read_articles(  # noqa: PLR0913 - as read
    source: str | Path | bytes | IO[bytes] | IO[str],
    *,
    format: str | None = None,  # noqa: A002
    base_url: str = "",
    headings: HeadingPolicy = "strict",
    limits: Limits | None = None,
    allow_remote: bool = False,
) -> tuple[Article, ...]:
    """Return what :func:`read_all` returns, each document with its name in the source."""
    options = ReadOptions(headings=headings, limits=limits or Limits())
    opened = open_source(source, base_url, options.limits, allow_remote=allow_remote)
    return read_each(opened, format, options)


def export(  # noqa: PLR0913 - the contract; all but three are by keyword
    document: Document,
    format: str,  # noqa: A002
    target: str | Path | IO[bytes] | None = None,
    *,
    options: ExportOptions | None = None,
    style: str = styles.DEFAULT,
    css: str = "",
    strict: bool = False,
    pages: tuple[PageStart, ...] = (),
    tells_pages: bool = False,
    progress: Progress = no_progress,
) -> Artifact:
    """Write ``document`` in ``format`` and return the artifact.

    ``target`` is a file, a folder (the file is then named after the document's
    title), a binary file object, or ``None`` for the bytes alone.  A file is
    replaced whole or not at all, and so are its companions.  Under ``strict`` a document
    with findings that forbid its claims raises
    :class:`~tasktide_export.errors.InaccessibleDocumentError` and nothing is
    written.  With ``tells_pages`` the artifact says where its pages begin, if it has
    pages; another edition of the same document takes them as ``pages``.

    Raises :class:`~tasktide_export.errors.ExportError`.
    """
    exporter = find_exporter(format)
    settled = settle_links(document)
    if problems := faults(settled):
        raise RenderError(f"the document is not valid: {problems[0]}", where=f"format {format}")
    findings = checks.check_document(settled)
    if strict:
        _refuse(findings, format)
    setting = Setting(
        style=styles.load(style),
        css=css,
        findings=findings,
        moment=_moment(settled),
        progress=progress,
        pages=pages,
        tells_pages=tells_pages,
    )
    chosen = _options(exporter, options)
    refuse_without_place(target, chosen.companion_suffixes)
    if target is None or not isinstance(target, str | Path):
        memory = io.BytesIO()
        outcome = _write(exporter, settled, memory, chosen, setting)
        if strict:
            _refuse(outcome.findings, format)
        if target is not None:
            _pass_on(memory.getvalue(), target)
        return _artifact(format, findings, outcome, content=memory.getvalue())
    path = _target_path(target, settled, chosen.suffix or exporter.suffix)
    with whole_file(path) as sink:
        outcome = _write(exporter, settled, sink, chosen, setting)
        if strict:
            _refuse(outcome.findings, format)
        with written_beside(path, outcome.companions) as companions:
            made = _artifact(format, findings, outcome, path=path, companions=companions)
    return made


def _pass_on(data: bytes, stream: IO[bytes]) -> None:
    try:
        stream.write(data)
        stream.flush()
    except (OSError, ValueError, TypeError) as error:
        where = str(getattr(stream, "name", "the stream"))
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"cannot be written: {reason}", where=where) from error


def _refuse(findings: tuple[Finding, ...], name: str) -> None:
    """Raise for the first finding that forbids the claims of an edition."""
    if obstacles := blocking(findings):
        more = f" (and {len(obstacles) - 1} more)" if len(obstacles) > 1 else ""
        raise InaccessibleDocumentError(
            f"refused: {obstacles[0].message}{more}",
            findings=obstacles,
            where=obstacles[0].place or f"format {name}",
            hint=obstacles[0].advice,
        )


def _options(exporter: Exporter[Any], options: ExportOptions | None) -> ExportOptions:
    if options is None:
        return exporter.options()
    if not isinstance(options, exporter.options):
        wanted, given = exporter.options.__name__, type(options).__name__
        raise UsageError(f"wants {wanted}, not {given}", where=f"format {exporter.name}")
    return options


def _write(
    exporter: Exporter[Any],
    document: Document,
    sink: Any,
    options: ExportOptions,
    setting: Setting,
) -> Outcome:
    try:
        with rare_collection():
            return with_deep_stack(lambda: exporter.write(document, sink, options, setting))
    except RecursionError as error:
        raise RenderError("is nested too deeply", where=f"format {exporter.name}") from error
    except MemoryError as error:
        raise RenderError("needs more memory than there is", where=exporter.name) from error
    except ExportError as error:
        error.where = error.where or f"format {exporter.name}"
        raise


def _artifact(name: str, findings: tuple[Finding, ...], outcome: Outcome, **place: Any) -> Artifact:
    return Artifact(
        format=name,
        findings=(*findings, *outcome.findings),
        conformance=outcome.conformance,
        pages=outcome.pages,
        **{"companions": outcome.companions, **place},
    )


def _target_path(target: str | Path, document: Document, suffix: str) -> Path:
    path = Path(target)
    if path.is_dir() or str(target).endswith(("/", os.sep)):
        from tasktide_export.document.identify import slug

        name = slug(document.metadata.title) or "article"
        return path / f"{name}{suffix}"
    return path


def _moment(document: Document) -> datetime:
    """Return the time that artifacts carry.

    SOURCE_DATE_EPOCH if it is set (https://reproducible-builds.org), else what
    the document says of itself, else the first day of 1980, which every
    container can hold.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(
                f"SOURCE_DATE_EPOCH is {epoch!r}", hint="it is a whole number of seconds"
            ) from error
    for value in (document.metadata.modified, document.metadata.published):
        try:
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            continue
    return datetime(1980, 1, 1, tzinfo=UTC)


def check(
    subject: Document | str | Path | bytes, document: Document | None = None
) -> tuple[Finding, ...]:
    """Return what is found in a document, or in a finished artifact.

    An artifact is verified alone, or against the document that it was made from.
    Raises :class:`~tasktide_export.errors.ReadError` when it cannot be read.
    """
    if isinstance(subject, Document):
        return checks.check_document(subject)
    data = subject if isinstance(subject, bytes) else _artifact_bytes(Path(subject))
    settled = settle_links(document) if document else None
    try:
        return checks.verify(data, checks.sniff_format(data), settled)
    except ReadError as error:
        error.where = error.where or ("bytes" if isinstance(subject, bytes) else str(subject))
        raise


def _artifact_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=str(path)) from error


def with_metadata(document: Document, values: Iterable[tuple[str, Any]]) -> Document:
    """Return ``document`` with metadata fields replaced; they are no longer inferred."""
    given = dict(values)
    about = replace(document.metadata, **given)
    return replace(document, metadata=replace(about, inferred=about.inferred - frozenset(given)))
