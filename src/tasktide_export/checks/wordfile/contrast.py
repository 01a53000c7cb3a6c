"""How far the colour of text is from what is behind it, through the chain of styles."""

from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.finding import fault
from tasktide_export.checks.publication.colours import LEAST, LEAST_LARGE, contrast
from tasktide_export.checks.publication.sheets import Colour
from tasktide_export.checks.readback.word import paragraph_style, value, w
from tasktide_export.checks.wordfile.opened import WordFile, words
from tasktide_export.document import Finding

_BLACK, _WHITE = "000000", "FFFFFF"
_LARGE, _LARGE_BOLD = 36, 28
"""Half points from which on text is large: 18 points, or 14 in bold (WCAG 2.2)."""
_USUAL = 20
_CLAUSE = "WCAG 2.2 SC 1.4.3"
_AUTOMATIC = frozenset({"", "auto"})


def contrast_findings(file: WordFile) -> Iterator[Finding]:
    """Yield text that is too close in colour to its ground, each pair of colours once.

    Colours of the theme are taken by the value that Word writes beside them.
    """
    seen: set[tuple[str, str, bool]] = set()
    for story in file.stories:
        for run in story.all(w("r")):
            if not words(run):
                continue
            colour, ground, large = _look(run, file)
            if (colour, ground, large) in seen:
                continue
            seen.add((colour, ground, large))
            ratio = contrast(_parsed(colour), _parsed(ground))
            least = LEAST_LARGE if large else LEAST
            if ratio < least:
                told = f"{ratio:.2f} to 1, less than {least} ({colour} on {ground})"
                message = f"text has a contrast of {told}"
                yield fault("contrast-low", message, story.place(run), words(run), _CLAUSE)


def _look(run: Any, file: WordFile) -> tuple[str, str, bool]:
    """Return the colours of a run's text and of its ground, and whether it is large."""
    paragraph = next(run.iterancestors(w("p")), run)
    styles = (
        *file.styles.chain(value(run, "rPr/rStyle")),
        *file.styles.chain(paragraph_style(paragraph) or file.styles.default),
    )
    looks = (run, *styles, *file.styles.defaults)
    colour = _first(looks, "rPr/color")
    size = _first(looks, "rPr/sz")
    weights = (look.find(f"{w('rPr')}/{w('b')}") for look in looks)
    bold = next((one for one in weights if one is not None), None)
    grounds = (
        _fill(run, "rPr"),
        *(_fill(one, "rPr") for one in styles),
        _fill(paragraph, "pPr"),
        *(_fill(one, "pPr") for one in styles),
        *(_fill(cell, "tcPr") for cell in run.iterancestors(w("tc"))),
    )
    ground = next((one for one in grounds if one not in _AUTOMATIC), _WHITE)
    points = int(size) if size.isdecimal() else _USUAL
    heavy = bold is not None and bold.get(w("val")) not in {"0", "false"}
    is_large = points >= _LARGE or (heavy and points >= _LARGE_BOLD)
    if colour in _AUTOMATIC:
        colour = _BLACK if contrast(_parsed(_BLACK), _parsed(ground)) >= LEAST else _WHITE
    return colour.upper(), ground.upper(), is_large


def _first(looks: tuple[Any, ...], path: str) -> str:
    return next((one for look in looks if (one := value(look, path))), "")


def _fill(element: Any, properties: str) -> str:
    shading = element.find(f"{w(properties)}/{w('shd')}")
    return "" if shading is None else str(shading.get(w("fill"), ""))


def _parsed(text: str) -> Colour:
    try:
        red, green, blue = bytes.fromhex(text)
    except ValueError:
        return (0.0, 0.0, 0.0)
    return (red / 255, green / 255, blue / 255)
