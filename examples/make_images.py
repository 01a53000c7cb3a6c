"""Draws the example's tide curve: two days of a sea that knows the Moon and the Sun only."""

import math
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT, HOURS, MARGIN = 960, 420, 48, 20
FINER = 3
"""Drawn so many times larger and then reduced, which smooths the line."""
SEA, LINE, GRID = (11, 79, 138), (26, 26, 26), (205, 205, 205)


def height(hour: float) -> float:
    """Return the height in metres, of two waves: 12.42 h (Moon) and 12 h (Sun)."""
    moon = 1.6 * math.cos(2 * math.pi * hour / 12.4206)
    sun = 0.6 * math.cos(2 * math.pi * hour / 12.0)
    return moon + sun


def draw() -> "Image":
    """Return the picture; the same pixels each time."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), "white")
    pen = ImageDraw.Draw(image)

    def at(hour: float, metres: float) -> tuple[float, float]:
        x = MARGIN + hour * (WIDTH - 2 * MARGIN) / HOURS
        return x * FINER, (HEIGHT / 2 - 78 * metres) * FINER

    for hour in range(0, HOURS + 1, 6):
        pen.line((at(hour, -2.4), at(hour, 2.4)), fill=GRID, width=FINER)
    pen.line((at(0, 0), at(HOURS, 0)), fill=LINE, width=2 * FINER)
    curve = [at(step / 10, height(step / 10)) for step in range(HOURS * 10 + 1)]
    pen.line(curve, fill=SEA, width=5 * FINER, joint="curve")
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    target = Path(__file__).parent / "images" / "two-days.png"
    draw().save(target, optimize=True)
    print(target)
