"""Ace by DAISY, which checks the accessibility of EPUB in a browser.

Without ``-E`` its exit code is 0 whatever it finds; with it, 2 means violations and
1 that it could not run at all.  A report must be there in either case.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tools.judges import chromium, node
from tools.judges.workshop import FOLDER, JudgeBrokenError, Verdicts, call

CLEAN, VIOLATIONS = 0, 2


def install() -> tuple[Path, str]:
    """Install Ace and Chromium as far as they are missing; return Ace and the browser."""
    browser = chromium.install()
    return node.install() / "ace-cli", browser


def judge(books: Sequence[Path]) -> Verdicts:
    """Return every violation that Ace finds in each book."""
    ace, browser = install()
    return {book: _judge_one(ace, browser, book) for book in books}


def _judge_one(ace: Path, browser: str, book: Path) -> tuple[str, ...]:
    folder = FOLDER / "reports" / "ace" / book.stem
    shutil.rmtree(folder, ignore_errors=True)
    ended = call([ace, "-f", "-s", "-E", "-o", folder, book], PUPPETEER_EXECUTABLE_PATH=browser)
    report = folder / "report.json"
    if ended.returncode not in (CLEAN, VIOLATIONS) or not report.is_file():
        raise JudgeBrokenError(f"Ace gave no report about {book}: {ended.stderr or ended.stdout}")
    complaints = tuple(_complaints(json.loads(report.read_text(encoding="utf-8"))))
    if bool(complaints) != (ended.returncode == VIOLATIONS):
        said = f"exit code {ended.returncode} with {len(complaints)} violations"
        raise JudgeBrokenError(f"Ace contradicts itself about {book}: {said}")
    return complaints


def _complaints(report: Any) -> Iterator[str]:
    for page in report["assertions"]:
        for found in page["assertions"]:
            if found["earl:result"]["earl:outcome"] != "fail":
                continue
            test, place = found["earl:test"], page["earl:testSubject"]["url"]
            why = " ".join(found["earl:result"]["dct:description"].split())
            yield f"{test['earl:impact']} {test['dct:title']}: {why} ({place})"
