"""Accessibility as ONIX says it: code list 196, for the catalogues of the book trade.

Each line follows from a claim that the package makes, so both say the same.  Codes
of the list that nothing here earns, or that nobody checked, are never written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tasktide_export.checks.claims import Accessibility

_ONIX = "http://ns.editeur.org/onix/3.1/reference"
_ACCESSIBILITY_DETAIL = "09"
"""ONIX code list 79: what follows is a code of list 196."""

_CONFORMANCE = {
    "EPUB Accessibility 1.1": ("04", "EPUB Accessibility 1.1"),
    "WCAG 2.2": ("82", "WCAG 2.2"),
    "Level AA": ("85", "WCAG level AA"),
}
"""What a value of dcterms:conformsTo says, and the three codes that say it together."""

_FEATURES = {
    "tableOfContents": ("11", "table of contents navigation"),
    "readingOrder": ("13", "single logical reading order"),
    "alternativeText": ("14", "short alternative textual descriptions"),
    "MathML": ("17", "mathematics as MathML"),
    "displayTransformability": ("36", "all textual content can be modified"),
    "describedMath": ("53", "described mathematics"),
}


@dataclass(frozen=True, slots=True)
class OnixLine:
    """One ProductFormFeature: a code of list 196, what it means, a text where it takes one."""

    code: str
    meaning: str
    description: str = ""


def lines(access: Accessibility, claims: tuple[str, ...]) -> tuple[OnixLine, ...]:
    """Return what ``access`` and ``claims`` (values of dcterms:conformsTo) earn, by code."""
    return tuple(sorted(_lines(access, claims), key=lambda line: line.code))


def _lines(access: Accessibility, claims: tuple[str, ...]) -> Iterator[OnixLine]:
    yield OnixLine("00", "accessibility summary", access.summary)
    for claim in claims:
        if all(part in claim for part in _CONFORMANCE):
            yield from (OnixLine(*one) for one in _CONFORMANCE.values())
    yield from (OnixLine(*_FEATURES[one]) for one in access.features if one in _FEATURES)
    if ("textual",) in access.access_modes_sufficient:
        yield OnixLine("52", "all content that is not decoration can be read without sight")
        if "unlocked" in access.features:
            # An image of text without its text would stand in the way of these options.
            yield OnixLine("10", "no accessibility options of reading systems disabled")


def record(access: Accessibility, claims: tuple[str, ...]) -> bytes:
    """Return the lines as XML: a DescriptiveDetail of ONIX 3.1 to take over into a product."""
    root = etree.Element(f"{{{_ONIX}}}DescriptiveDetail", nsmap={None: _ONIX})  # type: ignore[dict-item]
    for line in lines(access, claims):
        root.append(etree.Comment(f" {line.meaning} "))
        feature = etree.SubElement(root, f"{{{_ONIX}}}ProductFormFeature")
        parts = {
            "Type": _ACCESSIBILITY_DETAIL,
            "Value": line.code,
            "Description": line.description,
        }
        for name, text in parts.items():
            if text:
                etree.SubElement(feature, f"{{{_ONIX}}}ProductFormFeature{name}").text = text
    return etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)
