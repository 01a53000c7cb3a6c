"""Mathematics as MathML for readers that show it."""

import copy

from lxml import etree

from tasktide_export.document import Math, MathBlock
from tasktide_export.xhtml.element import MATHML, Element, el

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def parse_mathml(formula: Math | MathBlock) -> Element | None:
    """Return the formula's ``math`` element, or ``None`` when it is not well-formed."""
    try:
        root = etree.fromstring(formula.mathml.encode(), _PARSER)
    except etree.XMLSyntaxError:
        return None
    return root if root.tag == f"{{{MATHML}}}math" else None


def native_formula(formula: Math | MathBlock) -> Element:
    """Return the formula as MathML with its alternative (EPUB 3.3, 6.1.4; ``alttext``).

    What is not well-formed MathML is shown by its alternative.
    """
    root = parse_mathml(formula)
    if root is None:
        return el("span", {"class": "math"}, formula.alternative)
    math = copy.deepcopy(root)
    math.tail = None
    math.set("alttext", formula.alternative)
    if isinstance(formula, MathBlock):
        math.set("display", "block")
    return math
