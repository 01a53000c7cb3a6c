"""A person with a page that reads itself: starts the voice, chooses places, looks on.

The page is open in headless Chromium, and axe-core looks it over, too.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools.judges import chromium, node
from tools.judges.workshop import JudgeBrokenError, call

SCRIPT = Path(__file__).with_suffix(".mjs")


def install() -> tuple[Path, str]:
    """Install axe-core and Chromium as far as they are missing; return modules and browser.

    Raises :class:`JudgeMissingError` when that cannot be done.
    """
    browser = chromium.install()
    return node.install().parent, browser


def use_page(page: Path, screenshots: Path, plan: Mapping[str, Any]) -> Any:
    """Open ``page``, use its player, and return what was seen, as the script tells it.

    ``plan`` says which seconds to go to and which elements to choose; the folder
    ``screenshots`` is emptied before.  Raises :class:`JudgeMissingError` when the browser
    cannot be installed, :class:`JudgeBrokenError` when the page cannot be used.
    """
    modules, browser = install()
    shutil.rmtree(screenshots, ignore_errors=True)
    screenshots.mkdir(parents=True)
    places = (modules, browser, page.resolve(), screenshots.resolve())
    ended = call(["node", SCRIPT, *places, json.dumps(plan)])
    if ended.returncode:
        raise JudgeBrokenError(f"nobody can use {page}:\n{ended.stderr}")
    return json.loads(ended.stdout)
