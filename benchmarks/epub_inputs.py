"""What ``benchmarks/epub.py`` gives to each engine: pages of HTML of three lengths.

python -m benchmarks.epub_inputs FOLDER
"""

import random
import sys
from pathlib import Path

from benchmarks.pdf_inputs import sentence, table, words

SIZES = {"article": 1, "book": 100, "library": 1000}
"""How many chapters each page has, every one of about 6 KB."""

_SECTIONS = 4
"""How many sections a chapter has, each under a heading of its own."""
_PARAGRAPH = 90
"""Words."""
_SEED = 20260307


def chapters(count: int) -> str:
    """Return a page of ``count`` chapters, each under an ``h1``, with its notes at the end.

    A chapter of its own is what both sides make of an ``h1``: one file of the EPUB.
    """
    chance = random.Random(_SEED)  # noqa: S311 - the same page every time
    parts = "".join(_chapter(number, chance) for number in range(1, count + 1))
    notes = "".join(
        f'<li id="fn{number}"><p>{sentence(chance, 14)} <a href="#ref{number}">back</a></p></li>'
        for number in range(1, count + 1)
        if _has_note(number)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        "<title>What the keepers wrote</title></head><body><article>\n"
        f'{parts}<section role="doc-endnotes"><h2>Notes</h2><ol>{notes}</ol></section>\n'
        "</article></body></html>\n"
    )


def _chapter(number: int, chance: random.Random) -> str:
    title = f"<h1>{words(chance, 4).capitalize()} {number}</h1>\n"
    sections = (_section(number, part, chance) for part in range(_SECTIONS))
    return title + "".join(sections)


def _section(number: int, part: int, chance: random.Random) -> str:
    """Return a section; the last but one has a list, every third chapter ends with a table."""
    parts = [
        f"<h2>{words(chance, 5).capitalize()}</h2>\n",
        f"<p>{_linked(number, part, chance)}{_call(number, part)}</p>\n",
        f"<p>{sentence(chance, _PARAGRAPH)}</p>\n",
    ]
    if part == _SECTIONS - 2:
        items = "".join(f"<li>{words(chance, 8)}</li>" for _ in range(5))
        parts.append(f"<ul>{items}</ul>\n")
    if part == _SECTIONS - 1 and number % 3 == 1:
        parts.append(f"{table(number, chance)}\n")
    return "".join(parts)


def _linked(number: int, part: int, chance: random.Random) -> str:
    """Return a paragraph's text, with a link in the chapter's first one."""
    if part:
        return sentence(chance, _PARAGRAPH)
    link = f'<a href="https://example.org/{number}">{words(chance, 3)}</a>'
    half = _PARAGRAPH // 2
    return f"{sentence(chance, half)} See {link}. {sentence(chance, half)}"


def _call(number: int, part: int) -> str:
    if part != 1 or not _has_note(number):
        return ""
    return f'<sup><a href="#fn{number}" id="ref{number}">{number}</a></sup>'


def _has_note(number: int) -> bool:
    return number % 2 == 1


def write_inputs(folder: Path) -> None:
    """Write a page of every size."""
    for name, count in SIZES.items():
        (folder / f"{name}.html").write_text(chapters(count), "utf-8")


if __name__ == "__main__":
    write_inputs(Path(sys.argv[1]))
