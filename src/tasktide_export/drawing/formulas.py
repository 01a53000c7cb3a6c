"""Mathematics as vector art, for what does not lay out MathML."""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tasktide_export.document import Math, MathBlock
from tasktide_export.xhtml.maths import parse_mathml


@dataclass(frozen=True, slots=True)
class DrawnFormula:
    """An SVG of outlines alone; ``depth`` is how many pixels of it are below the base line."""

    svg: bytes
    depth: float


def draw_formula(formula: Math | MathBlock, size: float) -> DrawnFormula | None:
    """Return the formula in type of ``size`` pixels, or ``None`` if it cannot be drawn."""
    if parse_mathml(formula) is None:
        return None
    from ziamath.zmath import Math as Drawing

    try:
        drawn = Drawing(formula.mathml, size=size)
        picture = drawn.svgxml()
        _, top, _, height = (float(edge) for edge in picture.get("viewBox", "").split())
    except Exception:  # noqa: BLE001 - it raises whatever its layout stumbles over
        return None
    return DrawnFormula(ET.tostring(picture), top + height)
