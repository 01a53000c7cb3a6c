"""The editions that go before the judges: made once, by the command that people type."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import tasktide_export as tasktide
from tasktide_export.document import MISSING, Image, Inline, Inlines
from tasktide_export.document.transform import map_document
from tests import specimen
from tools.articles import example_articles
from tools.judges.workshop import JudgeMissingError, Verdicts

ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / "build" / "conformance"
SUFFIXES = {"pdf": ".pdf", "epub": ".epub", "docx": ".docx", "html": ".html", "audio": ".m4b"}
SHARED = Path(os.environ.get("TASKTIDE_SHARED", ROOT.parent / "shared"))
REAL_ARTICLE = SHARED / "articles" / "open-source-ai.txt"
SPECIMEN = MADE / "specimen.json"
"""The article of the golden tests, which uses every node of the model.

Its image without alternative text gets one here: PDF/UA cannot be claimed without.
"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that takes ``article`` each article, named by the edition that it judges."""
    if "article" not in metafunc.fixturenames:
        return
    suffix = SUFFIXES[metafunc.module.EDITIONS[metafunc.function.__name__]]
    missing = pytest.mark.skipif(not REAL_ARTICLE.is_file(), reason=f"there is no {REAL_ARTICLE}")
    articles = [
        *(pytest.param(path, id=path.stem + suffix) for path in (*example_articles(), SPECIMEN)),
        pytest.param(REAL_ARTICLE, id=REAL_ARTICLE.stem + suffix, marks=missing),
    ]
    metafunc.parametrize("article", articles)


@pytest.fixture(scope="session")
def edition() -> Callable[[Path, str], Path]:
    """Give the function that returns the edition of an article in a format."""
    shutil.rmtree(MADE, ignore_errors=True)
    MADE.mkdir(parents=True)
    tasktide.export(map_document(specimen.article(), inline_map=_described), "json", SPECIMEN)
    return _edition


def _described(inline: Inline) -> Inlines:
    if isinstance(inline, Image) and inline.alternative is MISSING:
        return (replace(inline, alternative="What was there before"),)
    return (inline,)


def _edition(article: Path, name: str) -> Path:
    ended = _export(article)
    assert ended.returncode == 0, ended.stderr[-4000:]
    return _folder(article) / (article.stem + SUFFIXES[name])


@cache
def _export(article: Path) -> "subprocess.CompletedProcess[str]":
    folder = _folder(article)
    folder.mkdir(parents=True)
    command = Path(sys.executable).with_name("tasktide-export")
    return subprocess.run(
        [command, "-f", "all", "-o", f"{folder}{os.sep}", article],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _folder(article: Path) -> Path:
    return MADE / article.stem


@pytest.fixture(scope="session")
def verdicts(edition: Callable[[Path, str], Path]) -> Callable[[ModuleType, str], Verdicts]:
    """Give the function that returns a judge's verdicts on all editions in a format.

    All files go before a judge at once: starting Java or a browser is most of the cost.
    An article that could not be exported fails its own tests, not those of the others.
    """

    @cache
    def judged(judge: ModuleType, name: str) -> Verdicts:
        articles = [
            path for path in (*example_articles(), SPECIMEN, REAL_ARTICLE) if path.is_file()
        ]
        with_apt(judge.install)
        made = [article for article in articles if _export(article).returncode == 0]
        result: Verdicts = judge.judge([edition(article, name) for article in made])
        return result

    return judged


def with_apt(install: Callable[[], object]) -> None:
    """Install a judge; where there is no apt-get to do it with, skip if that fails."""
    try:
        install()
    except JudgeMissingError as error:
        if shutil.which("apt-get"):
            raise
        pytest.skip(f"no such judge on this system: {error}")


@pytest.fixture
def installed() -> Callable[[Callable[[], object]], None]:
    """Give the function that installs a judge, or skips where that cannot be done."""
    return with_apt
