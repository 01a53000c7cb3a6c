"""Mathematics drawn as vector art: WeasyPrint does not lay out MathML."""

import hashlib

from tasktide_export.document import Math, MathBlock
from tasktide_export.drawing.formulas import draw_formula
from tasktide_export.xhtml.element import Element, el

_SIZE = 15.4
"""Pixels; the size of the text that inline formulas stand in (10.5 points), a tenth
larger: STIX looks small beside Noto."""


class Formulas:
    """The drawings of a document's formulas, by the address that the page uses."""

    def __init__(self) -> None:
        self.drawings: dict[str, bytes] = {}
        self.sources: dict[str, str] = {}
        """The MathML of each drawing, by the same addresses."""

    def element(self, formula: Math | MathBlock) -> Element:
        """Return the formula as an image, or as its alternative if it cannot be drawn."""
        drawing = draw_formula(formula, _SIZE)
        if drawing is None:
            return el("span", {"class": "math"}, formula.alternative)
        address = f"asset:formula-{hashlib.sha256(drawing.svg).hexdigest()[:16]}"
        self.drawings[address] = drawing.svg
        self.sources[address] = formula.mathml
        inline = isinstance(formula, Math)
        style = f"vertical-align: {-drawing.depth:.2f}px" if inline else ""
        marks = {"class": "math", "src": address, "alt": formula.alternative, "style": style}
        return el("img", marks)
