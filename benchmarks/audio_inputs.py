"""What ``benchmarks/audio.py`` gives to each engine: one text of three lengths.

    python -m benchmarks.audio_inputs FOLDER

Each length is there as a page of HTML and as plain text, a paragraph a line.
"""

import random
import sys
from pathlib import Path

from benchmarks.pdf_inputs import sentence, words

LENGTHS = {"minutes": 2_000, "hour": 9_000, "hours": 108_000}
"""Words: 13 minutes, 1 hour and 12 hours at 165 words a minute, pauses included."""

_CHAPTER = 2_000
_PARAGRAPH = 90
_SEED = 20260412


def paragraphs(count: int) -> list[list[str]]:
    """Return chapters of paragraphs with ``count`` words in all, the first of each its title."""
    chance = random.Random(_SEED)  # noqa: S311 - the same text every time
    chapters = []
    for _ in range(max(1, count // _CHAPTER)):
        title = f"{words(chance, 4).capitalize()}."
        body = [sentence(chance, _PARAGRAPH) for _ in range(_CHAPTER // _PARAGRAPH)]
        chapters.append([title, *body])
    return chapters


def page(chapters: list[list[str]]) -> str:
    """Return the chapters as a page of HTML."""
    parts = "".join(
        f"<h2>{title}</h2>\n" + "".join(f"<p>{one}</p>\n" for one in body)
        for title, *body in chapters
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>What the keepers said</title></head><body><article>{parts}</article></body></html>"
    )


def main() -> None:
    """Write every length as HTML and as text."""
    folder = Path(sys.argv[1])
    for name, count in LENGTHS.items():
        chapters = paragraphs(count)
        (folder / f"{name}.html").write_text(page(chapters), "utf-8")
        lines = [one for chapter in chapters for one in chapter]
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
