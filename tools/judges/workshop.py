"""The folder where the judges are installed, and how they are called.

Everything lives in ``build/judges/`` and is installed once a version: nothing of a
judge is kept in the repository, and none is needed to use the package.
"""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "judges"
PATIENCE = 600
"""Seconds after which a judge or an installer counts as hung."""

Verdicts: TypeAlias = Mapping[Path, tuple[str, ...]]
"""What a judge complains about in each file; no complaints is a pass."""


class JudgeMissingError(Exception):
    """A judge cannot be installed here; the message says which step failed."""


class JudgeBrokenError(Exception):
    """A judge ran but gave no verdict that can be read."""


def call(command: Sequence[str | Path], **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run ``command`` and return how it ended, whatever its exit code.

    ``variables`` are added to the environment.  Raises :class:`JudgeMissingError`
    when there is no such program.
    """
    try:
        return subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except FileNotFoundError as error:
        raise JudgeMissingError(f"there is no program {command[0]}") from error


def install_by(command: Sequence[str | Path], **variables: str) -> None:
    """Run an installer; raise :class:`JudgeMissingError` with its words when it fails."""
    ended = call(command, **variables)
    if ended.returncode:
        words = (ended.stderr.strip() or ended.stdout.strip())[-2000:]
        raise JudgeMissingError(f"{' '.join(map(str, command))} failed:\n{words}")


def system_parts(*groups: str) -> None:
    """Install the missing system parts of ``groups`` where apt-get can do it."""
    install_by(["sh", ROOT / "tools" / "system_parts.sh", *groups])


def once(name: str, version: str, install: Callable[[Path], None]) -> Path:
    """Return the folder of a judge, after ``install`` filled it if ``version`` is not there yet.

    The version is noted last, so that an installation cut short is done again.
    """
    folder = FOLDER / name
    note = folder / "installed-version"
    if not note.is_file() or note.read_text(encoding="utf-8") != version:
        folder.mkdir(parents=True, exist_ok=True)
        install(folder)
        note.write_text(version, encoding="utf-8")
    return folder
