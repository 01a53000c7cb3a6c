"""What ``check`` does."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from tasktide_export import api
from tasktide_export.cli.messages import finding_line, summary, tell, tell_error
from tasktide_export.cli.report import finding_row
from tasktide_export.document import Document, Finding, Severity
from tasktide_export.editions import gather
from tasktide_export.errors import ReadError

_EDITIONS = frozenset({".pdf", ".epub", ".docx", ".m4b", ".m4a", ".mp3", ".opus"})
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
    articles: dict[Path, Document] = {}
    code = 0
    for file in files:
        if file in editions:
            continue
        try:
            articles[file] = gather(
                api.read_articles(file, format=source_format, allow_remote=allow_remote)
            )
        except ReadError as error:
            tell_error(error)
            code = error.exit_code
    for file in files:
        try:
            findings = _findings(file, articles, alone=file in named)
        except ReadError as error:
            tell_error(error)
            code = error.exit_code
            continue
        if findings is not None:
            _tell(file, findings, as_json=as_json, quiet=quiet)
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
    file: Path, articles: dict[Path, Document], *, alone: bool
) -> tuple[Finding, ...] | None:
    if file in articles:
        return api.check(articles[file])
    if _is_edition(file):
        return api.check(file, _article_of(file, articles, alone=alone))
    return None


def _article_of(file: Path, articles: dict[Path, Document], *, alone: bool) -> Document | None:
    """Return the article that an edition was made from: its namesake.

    An edition that is named by itself, not found in a folder, belongs to the only
    article that there is.
    """
    if alone and len(articles) == 1:
        return next(iter(articles.values()))
    stems = (file.stem, file.stem.removesuffix("-edition"))
    return next((one for path, one in articles.items() if path.stem in stems), None)


def _tell(file: Path, findings: tuple[Finding, ...], *, as_json: bool, quiet: bool) -> None:
    shown = [one for one in findings if not quiet or one.severity is not Severity.INFO]
    for one in shown:
        if as_json:
            row = {"file": str(file), **finding_row(one)}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            click.echo(finding_line(one, str(file)))
    tell(f"{file}: {summary(findings) or 'no findings'}")
