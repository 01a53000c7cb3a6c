"""A reading system, which opens an EPUB and uses it as a person would.

The engine is foliate-js in headless Chromium: every line of the table of contents is
clicked, every note opened and left again, every image and formula turned to.  Whether
something shows is what the browser says of it (Intersection Observer), not the book.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.judges import chromium, node
from tools.judges.workshop import JudgeBrokenError, call

SCRIPT = Path(__file__).with_suffix(".mjs")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a click on a line of the table of contents led.

    ``title`` and ``level`` (from 1) are the line's.  ``shown`` says that its place was on
    the screen, ``heading`` what the heading there says; empty where there is none.
    """

    title: str
    level: int
    shown: bool
    heading: str


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """What a click on one call of a note did.

    ``words`` is the text that opened, without the number that leads back; ``popup`` says
    that it opened over the page.  ``returned`` says that the note also stands in the pages
    and that the way back there leads to a call of this very note.
    """

    words: str
    shown: bool
    popup: bool
    returned: bool


@dataclass(frozen=True, slots=True)
class ShownImage:
    """An image: its alternative text, its natural width in CSS pixels, 0 if it is broken."""

    alternative: str
    width: int
    shown: bool


@dataclass(frozen=True, slots=True)
class ShownFormula:
    """A formula in MathML: its alternative, and whether it has a place on the screen."""

    alternative: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What was seen of a book, each kind in the order of the reading system.

    ``contents`` is flat.  ``complaints`` is what engine and browser said was wrong.
    """

    contents: tuple[Place, ...]
    notes: tuple[OpenedNote, ...]
    images: tuple[ShownImage, ...]
    formulas: tuple[ShownFormula, ...]
    complaints: tuple[str, ...]
    screenshots: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage while it was read aloud: its address, its clip in seconds, the words marked.

    ``words`` are empty where nothing was marked.
    """

    text: str
    begin: float
    end: float
    words: str


def install() -> tuple[Path, str]:
    """Install engine and Chromium as far as they are missing; return modules and browser.

    Raises :class:`JudgeMissingError` when that cannot be done.
    """
    browser = chromium.install()
    return node.install().parent, browser


def open_book(book: Path, screenshots: Path) -> ReadingReport:
    """Open ``book``, use it, and return what was seen; pictures go to ``screenshots``.

    That folder is emptied before.  Raises :class:`JudgeMissingError` when the reading
    system cannot be installed, :class:`JudgeBrokenError` when it cannot open the book.
    """
    return _report(_run(book, screenshots))


def listen(book: Path, screenshots: Path) -> tuple[tuple[Highlight, ...], tuple[str, ...]]:
    """Have ``book`` read aloud to its end; return what was highlighted, and complaints.

    Raises what :func:`open_book` raises.
    """
    seen = _run(book, screenshots, "listen")
    return tuple(Highlight(**one) for one in seen["highlights"]), tuple(seen["complaints"])


def _run(book: Path, screenshots: Path, *mode: str) -> Any:
    modules, browser = install()
    shutil.rmtree(screenshots, ignore_errors=True)
    screenshots.mkdir(parents=True)
    ended = call(["node", SCRIPT, modules, browser, book.resolve(), screenshots.resolve(), *mode])
    if ended.returncode:
        raise JudgeBrokenError(f"the reading system gave up on {book}:\n{ended.stderr}")
    return json.loads(ended.stdout)


def _report(seen: Any) -> ReadingReport:
    return ReadingReport(
        contents=tuple(Place(**place) for place in seen["contents"]),
        notes=tuple(OpenedNote(**note) for note in seen["notes"]),
        images=tuple(ShownImage(**image) for image in seen["images"]),
        formulas=tuple(ShownFormula(**formula) for formula in seen["formulas"]),
        complaints=tuple(seen["complaints"]),
        screenshots=tuple(Path(path) for path in seen["screenshots"]),
    )
