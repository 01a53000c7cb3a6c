"""The validator of the Open XML SDK, which says what Word's own schemas say of a DOCX.

The bare program ends with exit code 0 even for a broken file, so the verdict is read
from the JSON that it prints.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from tools.judges import node
from tools.judges.workshop import JudgeBrokenError, Verdicts, call


def install() -> Path:
    """Install the validator as far as it is missing; return its program."""
    return node.install() / "ooxml-validator"


def judge(files: Sequence[Path]) -> Verdicts:
    """Return every error that the SDK finds in each file."""
    validator = install()
    return {path: _judge_one(validator, path) for path in files}


def _judge_one(validator: Path, path: Path) -> tuple[str, ...]:
    ended = call([validator, path])
    try:
        report = json.loads(ended.stdout)
        ok, errors = report["ok"], report["errors"]
    except (ValueError, KeyError) as error:
        said = ended.stderr or ended.stdout
        raise JudgeBrokenError(f"the Open XML SDK gave no verdict on {path}: {said}") from error
    complaints = tuple(
        f"{found['path']} {found['xPath']}: {found['description']}" for found in errors
    )
    if bool(complaints) == bool(ok):
        raise JudgeBrokenError(f"the Open XML SDK contradicts itself about {path}: {report}")
    return complaints
