"""What ``narrate`` does."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import click

from tasktide_export import api, styles
from tasktide_export.cli.messages import summary, tell
from tasktide_export.cli.script_text import script_json, script_lines
from tasktide_export.deep_stack import with_deep_stack
from tasktide_export.document import Document
from tasktide_export.editions import bind, gather
from tasktide_export.errors import RenderError, UsageError
from tasktide_export.narration import (
    NarrationOptions,
    NoteReading,
    Pauses,
    Profile,
    Reading,
    Script,
    narrate,
)
from tasktide_export.output import whole_file
from tasktide_export.readers.base import Article
from tasktide_export.sound.timeline import pauses_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The words of the command line, as click gives them."""

    sources: tuple[str, ...]
    source_format: str | None
    output: str | None
    as_json: bool
    lang: str | None
    style: str
    allow_remote: bool
    profile: Profile
    code: Reading | None
    formulas: Reading | None
    notes: NoteReading | None
    pullquotes: Reading | None
    descriptions: Reading | None
    long_tables: int | None

    @property
    def options(self) -> NarrationOptions:
        """What is read and announced."""
        given = {one.name: getattr(self, one.name) for one in fields(NarrationOptions)}
        return NarrationOptions(**{name: one for name, one in given.items() if one is not None})


def run_narrate(wish: Wish) -> int:
    """Print the script of the sources, or write it; return the exit code."""
    _refuse_overwriting(wish)
    document = _document(wish)
    pauses = pauses_of(styles.load(wish.style))
    script = _script(document, pauses, wish.options)
    if wish.as_json:
        text = script_json(script, document, wish.profile)
    else:
        text = "\n".join(_tidy(script_lines(script, pauses.paragraph)))
    if wish.output and wish.output != "-":
        with whole_file(Path(wish.output)) as sink:
            sink.write(f"{text}\n".encode("utf-8", "replace"))
    else:
        click.echo(text)
    if told := summary(script.findings):
        tell(f"{wish.sources[0]}: {told}")
    return 0


def _refuse_overwriting(wish: Wish) -> None:
    if not wish.output or wish.output == "-":
        return
    target = Path(wish.output).resolve()
    if any(source != "-" and Path(source).resolve() == target for source in wish.sources):
        raise UsageError(
            "would replace a file that this command reads",
            where=wish.output,
            hint="choose another -o",
        )


def _document(wish: Wish) -> Document:
    read = [_articles(source, wish) for source in wish.sources]
    document = gather(read[0]) if len(read) == 1 else bind([one for each in read for one in each])
    return api.with_metadata(document, {"language": wish.lang}.items()) if wish.lang else document


def _articles(source: str, wish: Wish) -> tuple[Article, ...]:
    # An address stays a string: a path would fold its slashes.
    opened = sys.stdin.buffer if source == "-" else source if "://" in source else Path(source)
    return api.read_articles(opened, format=wish.source_format, allow_remote=wish.allow_remote)


def _script(document: Document, pauses: Pauses, options: NarrationOptions) -> Script:
    try:
        return with_deep_stack(lambda: narrate(document, pauses, options=options))
    except RecursionError as error:
        raise RenderError("is nested too deeply", where="narrate") from error


def _tidy(lines: Iterable[str]) -> Iterator[str]:
    """Yield ``lines`` with one empty line for several, and none in front."""
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
