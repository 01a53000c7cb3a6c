"""What ``export`` does: sources to documents, documents to artifacts."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click

from tasktide_export import api
from tasktide_export.cli.containers import container_told, refuse_other_container
from tasktide_export.cli.messages import finding_line, summary, tell, tell_error
from tasktide_export.cli.progress import ProgressLine
from tasktide_export.cli.report import Made, artifact_rows, write_report
from tasktide_export.cli.settings import format_settings, metadata_from, options_from
from tasktide_export.cli.targets import Target, plan_targets, stem_of
from tasktide_export.document import Document
from tasktide_export.document.identify import Names, slug
from tasktide_export.editions import Article, bind, gather
from tasktide_export.errors import ExportError, ReadError, UsageError
from tasktide_export.exporters.registry import EDITIONS, PAGED, by_suffix, exporter
from tasktide_export.readers.base import HeadingPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The words of the command line, as click gives them."""

    sources: tuple[str, ...]
    formats: tuple[str, ...]
    source_format: str | None
    output: str | None
    individual: bool
    style: str
    css: tuple[str, ...]
    metadata: tuple[str, ...]
    title: str | None
    author: tuple[str, ...]
    lang: str | None
    cover: str | None
    toc_depth: int | None
    pdf_variant: str | None
    reference_doc: str | None
    options: tuple[str, ...]
    headings: HeadingPolicy
    strict: bool
    report: str | None
    as_json: bool
    quiet: bool
    verbose: bool
    allow_remote: bool = False
    voice: str | None = None
    rate: int | None = None
    lexicon: tuple[str, ...] = ()

    @property
    def spoken(self) -> dict[str, str]:
        """What was asked of editions that speak, as values for :func:`options_from`."""
        rate = str(self.rate) if self.rate else ""
        asked = {"voice": self.voice or "", "rate": rate, "lexicon": "\n".join(self.lexicon)}
        return {key: value for key, value in asked.items() if value}


def run_export(request: Request) -> int:
    """Do what was asked; return the exit code.

    Each source and format stands for itself: one that fails does not stop the
    others, and says so.
    """
    formats = _formats(request)
    options = _all_options(request, formats)
    documents, failures = _documents(request)
    suffixes = {name: options[name].suffix or exporter(name).suffix for name in formats}
    stems = {one.name: one.stem or stem_of(one.name) for one in documents}
    beside = {name: options[name].companion_suffixes for name in formats}
    targets = plan_targets(stems, suffixes, request.output, _taken(request), beside)
    by_name = {one.name: one.document for one in documents}
    made = [*failures, *_make_all(request, by_name, targets, options)]
    if request.report:
        write_report(Path(request.report), made)
    _tell_results(request, made)
    return _exit_code(made)


def _formats(request: Request) -> tuple[str, ...]:
    wanted = request.formats
    if not wanted and request.output and (known := by_suffix(Path(request.output).suffix)):
        wanted = (known,)
    if not wanted:
        _refuse_missing(request.sources)
        suffix = Path(request.output or "").suffix
        known = f"{suffix} is no known suffix; " if suffix else ""
        raise UsageError(
            "no format is given", hint=f"{known}say -f epub, -f all, or -o with a known suffix"
        )
    named = (one.strip().lower() for word in wanted for one in word.split(","))
    return tuple(dict.fromkeys(one for name in named for one in _expand(name)))


def _refuse_missing(sources: tuple[str, ...]) -> None:
    """Raise for a source that is not there: it may be a mistyped command."""
    for source in sources:
        if source != "-" and "://" not in source and not Path(source).exists():
            raise ReadError("there is no such file", where=source)


def _taken(request: Request) -> tuple[str, ...]:
    """Return the files that artifacts must leave alone; the report is one, too."""
    read = (
        *request.sources,
        *request.css,
        *request.lexicon,
        *filter(None, [request.cover, request.reference_doc]),
    )
    if request.report and {Path(request.report).resolve()} & {Path(one).resolve() for one in read}:
        raise UsageError("would replace a file that this command reads", where=request.report)
    return (*read, *filter(None, [request.report]))


def _expand(name: str) -> tuple[str, ...]:
    return EDITIONS if name == "all" else (name,)


def _all_options(request: Request, formats: tuple[str, ...]) -> dict[str, Any]:
    values = format_settings(request.options)
    if stray := sorted(set(values) - set(formats)):
        raise UsageError(f"-O names {stray[0]}, which is not exported")
    if request.reference_doc and "docx" not in formats:
        raise UsageError("--reference-doc is for the DOCX, and none is made", hint="say -f docx")
    chosen = {}
    for name in formats:
        own = values.get(name, {})
        if request.toc_depth:
            own = {"toc_depth": str(request.toc_depth), **own}
        if name == "pdf" and request.pdf_variant:
            own = {"variant": request.pdf_variant, **own}
        if name == "docx" and request.reference_doc:
            own = {"reference_doc": request.reference_doc, **own}
        known = exporter(name).options.__dataclass_fields__
        own = {**{key: one for key, one in request.spoken.items() if key in known}, **own}
        if name == "audio":
            own = {**container_told(request.output or ""), **own}
        chosen[name] = options_from(exporter(name).options, name, own)
        refuse_other_container(request.output or "", chosen[name].suffix)
    if request.spoken and not any(one.speaks for one in chosen.values()):
        raise UsageError(
            f"--{next(iter(request.spoken))} is for editions that speak, and none is made",
            hint="say -f audio, or let a book read along: -f epub -O epub.read-along=sentence",
        )
    if PAGED not in formats and (name := next((n for n in chosen if chosen[n].wants_pages), "")):
        raise UsageError(
            f"{name} is to tell the pages of a printed edition, and none is made",
            hint=f"make both in one run: -f {PAGED},{name}",
        )
    return chosen


@dataclass(frozen=True, slots=True)
class _Ready:
    """A document to export; ``stem`` is its file's name where the source's does not do."""

    name: str
    document: Document
    stem: str = ""


def _documents(request: Request) -> tuple[list[_Ready], list[Made]]:
    """Return the documents to export, and what could not be read."""
    read: list[tuple[str, tuple[Article, ...]]] = []
    failures: list[Made] = []
    for source in request.sources:
        try:
            read.append((source, _read(source, request)))
        except ReadError as error:
            tell_error(error)
            failures.append(Made(source, "", error=error))
    several = len(request.sources) > 1 and not request.individual
    if several and failures:
        # An edition with an article missing is not the edition that was asked for.
        return [], failures
    if several:
        ready = [_Ready("edition", bind([one for _, articles in read for one in articles]))]
    elif request.individual:
        ready = [one for source, articles in read for one in _apart(source, articles)]
    else:
        ready = [_Ready(source, gather(articles), _stem(source)) for source, articles in read]
    return [replace(one, document=_described(one.document, request)) for one in ready], failures


def _apart(source: str, articles: tuple[Article, ...]) -> Iterator[_Ready]:
    """Yield the articles of a source, each with a file name of its own."""
    if len(articles) == 1:
        yield _Ready(source, articles[0].document, _stem(source))
        return
    names = Names()
    for one in articles:
        stem = names.take(_file_name(one.name) or _file_name(one.document.metadata.title))
        yield _Ready(f"{source}: {stem}", one.document, stem)


def _file_name(words: str) -> str:
    """Return words as a file name that every system takes: letters, digits, hyphens."""
    return slug(words) or "article"


def _stem(source: str) -> str:
    """Return the file name for what an address gave; empty for a file, which has one."""
    if "://" not in source:
        return ""
    path = source.partition("?")[0].partition("#")[0].rstrip("/")
    return _file_name(Path(unquote(path)).stem)


def _read(source: str, request: Request) -> tuple[Article, ...]:
    # An address stays a string: a path would fold its slashes.
    opened = sys.stdin.buffer if source == "-" else source if "://" in source else Path(source)
    return api.read_articles(
        opened,
        format=request.source_format,
        headings=request.headings,
        allow_remote=request.allow_remote,
    )


def _described(document: Document, request: Request) -> Document:
    values = metadata_from(request.metadata)
    if request.title:
        values["title"] = request.title
    if request.author:
        values["authors"] = request.author
    if request.lang:
        values["language"] = request.lang
    if request.cover:
        document, values["cover"] = _with_cover(document, Path(request.cover))
    return api.with_metadata(document, values.items()) if values else document


def _with_cover(document: Document, path: Path) -> tuple[Document, str]:
    from tasktide_export.assets import Admission, Refusal
    from tasktide_export.limits import Limits

    admission = Admission(path.resolve().parent, Limits())
    admitted = admission.admit(path.name)
    if isinstance(admitted, Refusal):
        raise ReadError(admitted.reason, where=str(path))
    cover = admission.assets[0]
    others = tuple(one for one in document.assets if one.key != cover.key)
    return replace(document, assets=(*others, cover)), cover.key


def _make_all(
    request: Request,
    documents: dict[str, Document],
    targets: list[Target],
    options: dict[str, Any],
) -> Iterator[Made]:
    css = "".join(_style_sheet(Path(path)) for path in request.css)
    export = partial(api.export, style=request.style, css=css, strict=request.strict)
    wanted = any(options[target.format].shows_pages for target in targets)
    pages: dict[str, Any] = {}
    with ProgressLine(quiet=request.quiet) as line:
        for target in _pages_first(targets) if wanted else targets:
            line(target.format, 0, 0)
            paged = partial(export, tells_pages=wanted, pages=pages.get(target.source, ()))
            made = _make(paged, documents[target.source], target, options, line)
            if made.artifact and made.artifact.pages:
                pages[target.source] = made.artifact.pages
            line.clear()
            if made.error:
                tell_error(made.error)
            yield made


def _pages_first(targets: list[Target]) -> list[Target]:
    """Return the targets, the printed editions first: others tell their pages."""
    return sorted(targets, key=lambda target: target.format != PAGED)


def _make(
    export: Callable[..., api.Artifact],
    document: Document,
    target: Target,
    options: dict[str, Any],
    line: ProgressLine,
) -> Made:
    def progress(what: str, done: int, total: int) -> None:
        line(f"{target.format}: {what}", done, total)

    try:
        artifact = export(
            document,
            target.format,
            target.path or sys.stdout.buffer,
            options=options[target.format],
            progress=progress,
        )
    except ExportError as error:
        return Made(target.source, target.format, error=error)
    return Made(target.source, target.format, artifact=artifact)


def _style_sheet(path: Path) -> str:
    try:
        return "\n" + path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ReadError(f"cannot be read: {reason}", where=str(path)) from error


def _tell_results(request: Request, made: list[Made]) -> None:
    """Say findings on standard error, paths on standard output."""
    if not request.quiet:
        for source in dict.fromkeys(one.source for one in made):
            _tell_source(source, [one for one in made if one.source == source], request)
    if request.as_json:
        click.echo(artifact_rows(made))
        return
    for one in made:
        if one.artifact and one.artifact.path and not request.quiet:
            click.echo(str(one.artifact.path))
            for companion in one.artifact.companions:
                click.echo(str(companion.path))


def _tell_source(source: str, made: list[Made], request: Request) -> None:
    """Say what was found about one source, each finding once, and what is claimed."""
    artifacts = [one.artifact for one in made if one.artifact]
    findings = list(dict.fromkeys(found for one in artifacts for found in one.findings))
    shown = findings if request.verbose else [one for one in findings if one.severity == "error"]
    for finding in shown:
        tell(finding_line(finding, source))
    if told := summary(findings):
        tell(f"{source}: {told}" + ("" if len(shown) == len(findings) else " (-v lists them)"))
    for artifact in artifacts:
        for claim in artifact.conformance:
            tell(f"{source}: {artifact.format} claims {claim}")


def _exit_code(made: list[Made]) -> int:
    """Return 0, the code of the one kind of failure, or 1 when some succeeded."""
    codes = {one.error.exit_code for one in made if one.error}
    if not codes:
        return 0
    return codes.pop() if len(codes) == 1 and all(one.error for one in made) else 1
