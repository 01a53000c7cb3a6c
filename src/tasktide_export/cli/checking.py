"""What ``check`` does."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from tasktide_export import api
from tasktide_export.cli.messages import finding_line, summary, tell, tell_error
from tasktide_export.cli.report import finding_row
from tasktide_export.document import Document, Finding, Severity
from tasktide_export.document.identify import slug
from tasktide_export.editions import Article, bind, gather
from tasktide_export.errors import ReadError

_EDITIONS = frozenset(
    (
        ".pdf", ".epub", ".docx", ".m4b", ".m4a", ".mp3", ".opus", ".flac", ".lpf", ".zip", ".vtt",
    )
)  # fmt: skip
_ARTICLES = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".json"}) | {
    ".xml",
    ".wxr",
    ".rss",
    ".atom",
}
_MARK = b'<meta name="generator" content="tasktide-export"'
_HEAD = 4096


def run_check(
    paths: tuple[str, ...],
    source_format: str | None,
    *,
    allow_remote: bool = False,
    as_json: bool,
    quiet: bool,
) -> int:
    """Check every file; return 1 when an error is found, 65 when a file is not usable."""
    files = [file for path in paths for file in _files(Path(path))]
    named = {Path(path) for path in paths}
    editions = [file for file in files if _is_edition(file)]
    articles: dict[Path, list[Article]] = {}
    code = 0
    for file in files:
        if file in editions:
            continue
        try:
            articles[file] = list(
                api.read_articles(file, format=source_format, allow_remote=allow_remote)
            )
        except ReadError as error:
            tell_error(error)
            code = error.exit_code
    for file in files:
        try:
            findings, compared = _findings(file, articles, alone=file in named)
        except ReadError as error:
            tell_error(error)
            code = error.exit_code
            continue
        if findings is not None:
            _tell(file, findings, compared, as_json=as_json, quiet=quiet)
            failed = any(one.severity is Severity.ERROR and not one.repaired for one in findings)
            code = code or int(failed)
    return code


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    known = _EDITIONS | _ARTICLES
    yield from (one for one in sorted(path.iterdir()) if one.suffix.lower() in known)


def _is_edition(file: Path) -> bool:
    """Tell a finished edition from an article; our own HTML pages say what they are."""
    if file.suffix.lower() in _EDITIONS:
        return True
    try:
        with file.open("rb") as stream:
            return _MARK in stream.read(_HEAD)
    except OSError:
        return False


def _findings(
    file: Path, articles: dict[Path, list[Article]], *, alone: bool
) -> tuple[tuple[Finding, ...] | None, str]:
    """Return what is found in a file, and what it was compared with."""
    if file in articles:
        return api.check(gather(articles[file])), ""
    if not _is_edition(file):
        return None, ""
    origin = _origin(file, articles, alone=alone)
    if origin is not None:
        document, name = origin
        return api.check(file, document), f"compared with {name}"
    found = api.check(file)
    return (*found, *([_uncompared()] if articles else [])), "not compared with any article"


def _origin(
    file: Path, articles: dict[Path, list[Article]], *, alone: bool
) -> tuple[Document, str] | None:
    """Return the article that an edition was made from, and what that is called.

    It is its namesake among the sources, or the article whose title gave the name.  An
    edition that is named, not just found in a folder, else belongs to the only article
    that there is, or to all of them bound into one, in their order.
    """
    stems = (file.stem, file.stem.removesuffix("-edition"))
    for path, found in articles.items():
        if path.stem in stems:
            return gather(found), path.name
    every = [article for found in articles.values() for article in found]
    for article in every:
        if slug(article.document.metadata.title) in stems:
            return article.document, f"{article.document.metadata.title!r}"
    if not (alone and every):
        return None
    if len(articles) == 1:
        path, found = next(iter(articles.items()))
        return gather(found), path.name
    return bind(every), f"the edition of {len(every)} articles"


def _uncompared() -> Finding:
    return Finding(
        rule="edition-not-compared",
        severity=Severity.WARNING,
        message="the edition was looked at by itself: none of the articles has its name",
        advice="name the edition and the articles that it was made from, in their order",
    )


def _tell(
    file: Path, findings: tuple[Finding, ...], compared: str, *, as_json: bool, quiet: bool
) -> None:
    shown = [one for one in findings if not quiet or one.severity is not Severity.INFO]
    for one in shown:
        if as_json:
            row = {"file": str(file), **finding_row(one)}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            click.echo(finding_line(one, str(file)))
    told = [summary(findings) or "no findings", *([compared] if compared else [])]
    tell(f"{file}: {'; '.join(told)}")
