"""What the command says to people: one line each, on standard error."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tasktide_export.document import Finding
    from tasktide_export.errors import ExportError

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def tell(line: str) -> None:
    """Say one line on standard error."""
    click.echo(line, err=True)


def tell_error(error: "ExportError") -> None:
    """Say what happened, where, and what to do."""
    place = f"{error.where}: " if error.where else ""
    hint = f" (hint: {error.hint})" if error.hint else ""
    message = " ".join(f"{place}{error.message}{hint}".split())
    click.echo(click.style("error: ", fg="red") + message, err=True)


def finding_line(finding: "Finding", source: str = "") -> str:
    """Return a finding as one line: severity, place, message, clause, advice."""
    place = ":".join(filter(None, (source, finding.place)))
    severity = "repaired" if finding.repaired else finding.severity.value
    head = click.style(severity, fg=_COLOURS[finding.severity.value])
    quoted = f" “{finding.excerpt}”" if finding.excerpt else ""
    clause = f" [{finding.clause}]" if finding.clause else ""
    advice = f"; {finding.advice}" if finding.advice and not finding.repaired else ""
    where = f"{place}: " if place else ""
    return f"{head}: {where}{finding.message}{quoted}{clause}{advice} ({finding.rule})"


def summary(findings: "Iterable[Finding]") -> str:
    """Return how many findings of each kind there are, in words, or ``""``."""
    counts: dict[str, int] = {}
    for finding in findings:
        kind = "repair or note" if finding.severity == "info" else finding.severity.value
        counts[kind] = counts.get(kind, 0) + 1
    plural = {"error": "errors", "warning": "warnings", "repair or note": "repairs and notes"}
    return ", ".join(
        f"{counts[kind]} {kind if counts[kind] == 1 else many}"
        for kind, many in plural.items()
        if kind in counts
    )
