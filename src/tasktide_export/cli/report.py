"""Findings and artifacts as JSON, for tools."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasktide_export.api import Artifact
from tasktide_export.document import Finding
from tasktide_export.errors import ExportError, InaccessibleDocumentError
from tasktide_export.output import whole_file


@dataclass(frozen=True, slots=True)
class Made:
    """One artifact, or the error that stood in its way."""

    source: str
    format: str
    artifact: Artifact | None = None
    error: ExportError | None = None


def finding_row(finding: Finding) -> dict[str, Any]:
    """Return a finding's fields."""
    return dataclasses.asdict(finding)


def _row(made: Made) -> dict[str, Any]:
    row: dict[str, Any] = {"source": made.source, "format": made.format}
    if made.error:
        error = made.error
        kind = type(error).__name__
        row["error"] = {"kind": kind, "message": error.message, "where": error.where}
        row["error"]["hint"] = error.hint
        if isinstance(error, InaccessibleDocumentError):
            row["findings"] = [finding_row(one) for one in error.findings]
    if made.artifact:
        row["path"] = str(made.artifact.path) if made.artifact.path else None
        row["companions"] = [str(one.path) for one in made.artifact.companions]
        row["conformance"] = list(made.artifact.conformance)
        row["findings"] = [finding_row(one) for one in made.artifact.findings]
    return row


def artifact_rows(made: Sequence[Made]) -> str:
    """Return one JSON object a line for each artifact or failure."""
    return "\n".join(json.dumps(_row(one), ensure_ascii=False) for one in made)


def write_report(target: Path, made: Sequence[Made]) -> None:
    """Write everything that was found as one JSON file.

    Raises :class:`~tasktide_export.errors.OutputError`.
    """
    rows = {"version": 1, "artifacts": [_row(one) for one in made]}
    with whole_file(target) as sink:
        sink.write(json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n")
