"""Formulas: MathML kept safe, KaTeX and MathJax reduced to their MathML or TeX."""

import re
from dataclasses import dataclass

from tasktide_export.document import Math, MathBlock, collapse
from tasktide_export.readers.html.elements import SILENT_TAGS, Element, names, plain
from tasktide_export.readers.html.markup import MATHML, serialise
from tasktide_export.readers.html.reading import Reading, Surround

# MathML Core (sections 2 and 3) and the layout elements of MathML 3, without
# actions, links and annotations.
_ELEMENTS = names(
    "math mrow mi mn mo mtext ms mspace mfrac msqrt mroot mstyle merror mpadded mphantom mfenced "
    "menclose msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable "
    "mtr mlabeledtr mtd"
)
_ATTRIBUTES = names(
    "accent accentunder align columnalign columnlines columnspacing columnspan depth dir display "
    "displaystyle fence form frame height largeop linethickness lspace mathvariant maxsize minsize "
    "movablelimits notation open close separators rowalign rowlines rowspacing rowspan rspace "
    "scriptlevel separator stretchy symmetric voffset width"
)
_TEX_ENCODINGS = frozenset({"application/x-tex", "tex", "latex", "text/x-tex", "application/tex"})
_RENDERED = ("katex", "mathjax", "mjx-container", "mathjax_display", "mathjax_svg", "mathjax_chtml")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula found in the page; without ``mathml`` it says nothing and is left out."""

    mathml: str
    alternative: str
    source: str
    displayed: bool

    def inline(self) -> Math:
        """Return the formula as an inline."""
        return Math(self.mathml, self.alternative, self.source)


def block(formula: Formula, name: str, surround: Surround) -> MathBlock:
    """Return a displayed formula as a block."""
    return MathBlock(
        formula.mathml,
        formula.alternative,
        formula.source,
        id=name,
        language=surround.language,
        direction=surround.direction,
    )


NOTHING = Formula("", "", "", displayed=False)


def formula(element: Element, reading: Reading) -> Formula | None:
    """Return the formula that ``element`` is, or ``None`` when it is none."""
    if element.tag == "math":
        return _from_mathml(element, displayed=element.get("display").lower() == "block")
    if element.tag == "script":
        kind = element.get("type").lower()
        if kind.startswith("math/tex"):
            return _from_tex(
                "".join(c for c in element.children if isinstance(c, str)), "display" in kind
            )
        return None
    classes = element.classes
    if not (classes or element.tag == "mjx-container") or not _is_rendered(element, classes):
        return None
    return _from_rendered(element, classes, reading)


def _is_rendered(element: Element, classes: frozenset[str]) -> bool:
    if element.tag == "mjx-container" or not classes.isdisjoint(_RENDERED):
        return True
    return not classes.isdisjoint({"katex-display", "mathjax_preview", "mwe-math-element"})


def _from_rendered(element: Element, classes: frozenset[str], reading: Reading) -> Formula | None:
    displayed = (
        not classes.isdisjoint({"katex-display", "mathjax_display"})
        or element.get("display").lower() == "true"
    )
    if "mathjax_preview" in classes:
        return NOTHING if _source_follows(element) else None
    inner = element.first("math")
    if inner is not None:
        return _from_mathml(inner, displayed=displayed or inner.get("display").lower() == "block")
    if described := element.get("data-mathml"):
        from tasktide_export.readers.html.parse import parse

        parsed = parse(described, reading.limits, reading.notices).first("math")
        if parsed is not None:
            return _from_mathml(parsed, displayed=displayed or parsed.get("display") == "block")
    if _source_follows(element):
        return NOTHING
    return None


def _source_follows(element: Element) -> bool:
    """Tell whether a MathJax 2 source script stands right after ``element``."""
    siblings = list(element.parent.elements()) if element.parent else []
    place = siblings.index(element) if element in siblings else len(siblings)
    near = siblings[place + 1 : place + 3]
    return any(one.tag == "script" and one.get("type").startswith("math/") for one in near)


def _from_mathml(math: Element, *, displayed: bool) -> Formula:
    source = _tex_of(math)
    content = _presentation(math)
    spoken = plain(math.get("alttext")) or collapse(source) or plain(_linear(content))
    if not spoken:
        return NOTHING

    def attributes(element: Element) -> dict[str, str]:
        kept = {k: v for k, v in element.attributes.items() if k in _ATTRIBUTES}
        if element is content:
            kept.pop("display", None)
            kept |= {"display": "block"} if displayed else {}
            kept["alttext"] = spoken
        return kept

    mathml = serialise(content, {"": MATHML}, attributes, lambda one: one.tag in _ELEMENTS)
    return Formula(mathml, spoken, source, displayed)


def _presentation(math: Element) -> Element:
    """Return a ``math`` whose ``semantics`` wrappers gave way to their first child."""
    copy = Element("math", dict(math.attributes))
    copy.children = _unfold(math, copy)
    return copy


def _unfold(element: Element, parent: Element) -> "list[Element | str]":
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(" ".join(child.split()) if element.tag in _TOKENS else "")
        elif child.tag == "semantics":
            first = next(child.elements(), None)
            if first is not None:
                shell = Element("mrow", children=[first])
                children.extend(_unfold(shell, parent))
        elif child.tag in {"annotation", "annotation-xml"} or child.tag in SILENT_TAGS:
            continue
        elif child.tag in _ELEMENTS:
            kept = Element(child.tag, child.attributes, parent=parent)
            kept.children = _unfold(child, kept)
            children.append(kept)
        else:  # maction, a: what they show stays; an unknown element's words become text
            children.extend(_unfold(Element("mrow", children=child.children), parent))
            if words := plain("".join(c for c in child.children if isinstance(c, str))):
                children.append(Element("mtext", {}, [words]))
    return [one for one in children if one != ""]


_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})


def _tex_of(math: Element) -> str:
    for annotation in math.iterate("annotation"):
        if annotation.get("encoding").lower() in _TEX_ENCODINGS:
            return annotation.text().strip()
    return ""


_BETWEEN = {"mfrac": " over ", "msup": "^", "msub": "_", "mroot": " root "}


def _linear(element: Element) -> str:
    """Return a formula's symbols on one line, scripts and fractions marked."""
    parts = [one if isinstance(one, str) else _linear(one) for one in element.children]
    if element.tag == "msqrt":
        return f"√({' '.join(parts)})"
    if element.tag in _BETWEEN and len(parts) == 2:  # noqa: PLR2004 - two arguments each
        return f"{parts[0]}{_BETWEEN[element.tag]}{parts[1]}"
    return "".join(parts) if element.tag in _TOKENS else " ".join(parts)


def _from_tex(tex: str, displayed: bool) -> Formula:  # noqa: FBT001 - private
    source = re.sub(r"^\s*%\s*<!\[CDATA\[|%\s*\]\]>\s*$", "", tex).strip()
    if not source:
        return NOTHING
    from tasktide_export.readers.html.parse import parse

    try:
        from latex2mathml.converter import convert

        markup = convert(source)
    except Exception:  # noqa: BLE001 - the library raises whatever it meets
        markup = ""
    from tasktide_export.limits import Limits
    from tasktide_export.readers.html.notices import Notices

    math = parse(markup, Limits(), Notices()).first("math") if markup else None
    if math is None:
        math = Element("math", children=[])
        math.children.append(Element("mtext", {}, [source], math))
    math.attributes["alttext"] = collapse(source)
    made = _from_mathml(math, displayed=displayed)
    return Formula(made.mathml, made.alternative, source, displayed)
