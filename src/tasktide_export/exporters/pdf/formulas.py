"""Mathematics drawn as vector art: WeasyPrint does not lay out MathML."""

import hashlib
from xml.etree import ElementTree as ET

from tasktide_export.document import Math, MathBlock
from tasktide_export.xhtml.element import Element, el
from tasktide_export.xhtml.maths import parse_mathml

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
        drawing = _draw(formula)
        if drawing is None:
            return el("span", {"class": "math"}, formula.alternative)
        data, depth = drawing
        address = f"asset:formula-{hashlib.sha256(data).hexdigest()[:16]}"
        self.drawings[address] = data
        self.sources[address] = formula.mathml
        inline = isinstance(formula, Math)
        style = f"vertical-align: {-depth:.2f}px" if inline else ""
        marks = {"class": "math", "src": address, "alt": formula.alternative, "style": style}
        return el("img", marks)


def _draw(formula: Math | MathBlock) -> tuple[bytes, float] | None:
    """Return the SVG and how many pixels of it are below the base line."""
    if parse_mathml(formula) is None:
        return None
    from ziamath.zmath import Math as Drawing

    try:
        drawn = Drawing(formula.mathml, size=_SIZE)
        picture = drawn.svgxml()
        _, top, _, height = (float(edge) for edge in picture.get("viewBox", "").split())
    except Exception:  # noqa: BLE001 - it raises whatever its layout stumbles over
        return None
    return ET.tostring(picture), top + height
