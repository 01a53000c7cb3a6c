"""Mathematics: MathML to Word's own (22.1), behind a gate.

The converter gives malformed or invalid output for some constructs, and prints.
So the MathML is reduced to what it understands, known faults are mended, and
what is then not valid is refused: the formula's alternative stands in its place.
"""

import contextlib
import io
from functools import cache

from lxml import etree
from mathml2omml import convert  # noqa: TID253 - this module is imported when used

from tasktide_export.document import Math, MathBlock
from tasktide_export.exporters.docx.losses import Losses
from tasktide_export.exporters.docx.wordml import Element, M, node

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
_DROPPED = frozenset({"annotation", "annotation-xml"})
_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
_KEPT = frozenset(
    {"mathvariant", "open", "close", "separators", "stretchy", "fence", "accent", "form",
     "notation", "linethickness", "bevelled", "largeop", "movablelimits", "separator"}
)  # fmt: skip
_ANY = "any"
_SHAPES: dict[str, tuple[str, ...]] = {
    "oMath": (_ANY,),
    **dict.fromkeys(("e", "num", "den", "sub", "sup", "deg", "lim", "fName"), (_ANY,)),
    "f": ("num", "den"),
    "rad": ("deg", "e"),
    "sSub": ("e", "sub"),
    "sSup": ("e", "sup"),
    "sSubSup": ("e", "sub", "sup"),
    "sPre": ("sub", "sup", "e"),
    "nary": ("sub", "sup", "e"),
    "limLow": ("e", "lim"),
    "limUpp": ("e", "lim"),
    "func": ("fName", "e"),
    **dict.fromkeys(("acc", "bar", "box", "borderBox", "groupChr", "phant"), ("e",)),
    "d": ("e", "+"),
    "eqArr": ("e", "+"),
    "m": ("mr", "+"),
    "mr": ("e", "+"),
}
_PLACES = frozenset({"e", "num", "den", "sub", "sup", "deg", "lim", "fName", "oMath", "mr"})
"""What stands only where a shape asks for it."""


def write_formula(parent: Element, formula: Math | MathBlock, losses: Losses) -> bool:
    """Append the formula as ``m:oMath``; return ``False`` when that cannot be done."""
    converted = _convert(formula.mathml)
    if converted is None:
        losses.add(
            "formula",
            "a formula is written in words, for Word's mathematics cannot express it",
            formula.alternative,
        )
        return False
    math = node(parent, "m:oMath")
    for child in etree.fromstring(converted):
        math.append(child)
    return True


@cache
def _convert(mathml: str) -> bytes | None:
    try:
        source = etree.fromstring(mathml.encode(), _PARSER)
        plain = _reduce(source)
        with contextlib.redirect_stdout(io.StringIO()):
            text = convert(etree.tostring(plain, encoding="unicode"))
        wrapped = f'<m:oMath xmlns:m="{M}">{_close(text)}</m:oMath>'
        math = etree.fromstring(wrapped.encode())
    except Exception:  # noqa: BLE001 - the converter raises whatever it meets
        return None
    math = _unwrap(math)
    _mend(math)
    return etree.tostring(math) if _valid(math) and _says_anything(math) else None


def _reduce(source: Element) -> Element:
    """Return the MathML without namespaces, annotations and unknown attributes."""
    root = etree.Element(_local(source))
    _reduce_into(source, root)
    return root


def _reduce_into(source: Element, target: Element) -> None:
    for name, value in source.attrib.items():
        if name in _KEPT:
            target.set(name, value)
    if _local(source) in _TOKENS:
        target.text = " ".join("".join(map(str, source.itertext())).split())
        return
    for child in source:
        if not isinstance(child.tag, str) or _local(child) in _DROPPED:
            continue
        if _local(child) == "semantics":
            _reduce_into(child, etree.SubElement(target, "mrow"))
        else:
            _reduce_into(child, etree.SubElement(target, _local(child)))


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _close(text: str) -> str:
    """Mend the end tag that the converter gets wrong after ``m:groupChrPr``."""
    for side in ("top", "bot"):
        wrong = f'<m:pos m:val="{side}"/></m:groupChr>'
        text = text.replace(wrong, f'<m:pos m:val="{side}"/></m:groupChrPr>')
    return text


def _unwrap(math: Element) -> Element:
    """Return the inner ``m:oMath`` where the converter made one itself."""
    inner = math[0] if len(math) == 1 else None
    return inner if inner is not None and _local(inner) == "oMath" else math


def _mend(math: Element) -> None:
    """Mend what the converter leaves out, and take out the boxes that it makes of rows."""
    for box in list(math.iter(f"{{{M}}}box")):
        _dissolve(box)
    for radical in math.iter(f"{{{M}}}rad"):
        if radical.find(f"{{{M}}}deg") is None:
            _give_degree(radical)
    for operator in math.iter(f"{{{M}}}nary"):
        properties = operator.find(f"{{{M}}}naryPr")
        for name in ("sub", "sup"):
            limit = operator.find(f"{{{M}}}{name}")
            if properties is not None and limit is not None and not len(limit):
                etree.SubElement(properties, f"{{{M}}}{name}Hide").set(f"{{{M}}}val", "1")


def _dissolve(box: Element) -> None:
    parent = box.getparent()
    if parent is None or [_local(child) for child in box] != ["e"]:
        return
    place = parent.index(box)
    parent.remove(box)
    for offset, child in enumerate(list(box[0])):
        parent.insert(place + offset, child)


def _give_degree(radical: Element) -> None:
    """Give a square root the hidden degree that the schema asks for (22.1.2.88)."""
    for old in radical.findall(f"{{{M}}}radPr"):
        radical.remove(old)
    properties = etree.Element(f"{{{M}}}radPr")
    etree.SubElement(properties, f"{{{M}}}degHide").set(f"{{{M}}}val", "1")
    radical.insert(0, properties)
    radical.insert(1, etree.Element(f"{{{M}}}deg"))


def _valid(element: Element) -> bool:
    """Tell whether ``element`` has the children that its shape asks for."""
    name = _local(element)
    if not str(element.tag).startswith(f"{{{M}}}"):
        return False
    if name == "r":
        return all(_local(child) in {"rPr", "t"} for child in element)
    shape = _SHAPES.get(name)
    if shape is None:
        return False
    children = list(element)
    if children and _local(children[0]) == f"{name}Pr":
        children = children[1:]
    names = [_local(child) for child in children]
    return _fits(names, shape) and all(_valid(child) for child in children)


def _fits(names: list[str], shape: tuple[str, ...]) -> bool:
    if shape == (_ANY,):
        return not _PLACES.intersection(names)
    if shape[-1] == "+":
        return bool(names) and set(names) == {shape[0]}
    return tuple(names) == shape


def _says_anything(math: Element) -> bool:
    return any((text.text or "").strip() for text in math.iter(f"{{{M}}}t"))
