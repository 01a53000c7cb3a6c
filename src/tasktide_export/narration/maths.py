"""Formulas in words: presentation MathML (MathML Core, clause 3) told in English.

An author's own wording is better and comes first.  These words are for formulas whose
alternative is TeX, which nobody can follow by ear.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

from tasktide_export.document import Math, MathBlock
from tasktide_export.narration.symbols import ACCENTS, FUNCTIONS, LARGE, OPERATORS, symbol

Element: TypeAlias = etree._Element  # noqa: SLF001 - the only name that the class has
"""An element of lxml."""

_MARKUP = re.compile(r"\\[A-Za-z,;!{}]|[\^_{}]")
"""What only TeX has: a command, a script, a group."""
_PAUSES = re.compile(r"(?:\s*,)+\s*")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_DEEPEST = 40
"""Levels of nesting beyond which a formula's symbols are said one after another."""
_SILENT = frozenset({"annotation", "annotation-xml", "mphantom", "mspace", "none", "mprescripts"})


def formula_words(formula: Math | MathBlock) -> str:
    """Return what is said for a formula, or an empty text where its alternative is said."""
    alternative = formula.alternative
    if alternative.strip() and not _MARKUP.search(alternative):
        return ""
    words = _PAUSES.sub(", ", " ".join(_markup_words(formula.mathml).split())).strip(" ,")
    return words if words and not _MARKUP.search(words) else _plain_tex(alternative)


def _markup_words(mathml: str) -> str:
    try:
        root = etree.fromstring(mathml.encode("utf-8", "replace"), _PARSER)
    except etree.XMLSyntaxError:
        return ""
    return _say(root, 0)


def _plain_tex(tex: str) -> str:
    """Return TeX that has no MathML beside it without its punctuation."""
    named = re.sub(r"\\([A-Za-z]+)", r" \1 ", tex)
    marked = named.replace("^", " to the ").replace("_", " sub ")
    return " ".join(re.sub(r"[\\{}&$]", " ", marked).split())


def _say(element: Element, depth: int) -> str:
    name = _name(element)
    if name in _SILENT:
        return ""
    if depth > _DEEPEST:
        return " ".join(symbol(str(part).strip()) for part in element.itertext() if part.strip())
    children = [one for one in element if isinstance(one.tag, str)]
    if not children:
        return _leaf(name, " ".join((element.text or "").split()))
    told = _TOLD.get(name)
    arguments = _ARGUMENTS.get(name)
    if told is None or (arguments is not None and len(children) != arguments):
        return _sequence(children, depth)
    return told(element, children, depth)


def _name(element: Element) -> str:
    return str(etree.QName(element).localname)


def _leaf(name: str, text: str) -> str:
    if name in {"mtext", "ms", "mn"} or not text:
        return text
    if name == "mi":
        return FUNCTIONS.get(text, symbol(text))
    return OPERATORS.get(text, FUNCTIONS.get(text, symbol(text)))


def _sequence(children: list[Element], depth: int) -> str:
    """Say elements one after another; brackets around a table or a binomial are its own."""
    parts = []
    for number, child in enumerate(children):
        beside = children[max(number - 1, 0) : number + 2]
        if _is_bracket(child) and any(_has_own_brackets(one) for one in beside):
            continue
        parts.append(_say(child, depth + 1))
    return " ".join(parts)


def _is_bracket(element: Element) -> bool:
    return _name(element) == "mo" and (element.text or "").strip() in set("()[]{}|‖")


def _has_own_brackets(element: Element) -> bool:
    core = _core(element)
    return _name(core) == "mtable" or (_name(core) == "mfrac" and _is_bare(core))


def _is_bare(fraction: Element) -> bool:
    """Return whether a fraction has no line: it is a binomial coefficient then."""
    return fraction.get("linethickness", "").rstrip("pxemt%") in {"0", "0.0"}


def _core(element: Element) -> Element:
    """Return what stands in rows of one."""
    while _name(element) in {"mrow", "mstyle", "mpadded"} and len(element) == 1:
        element = element[0]
    return element


def _is_simple(element: Element) -> bool:
    return len(_core(element)) == 0


def _text(element: Element) -> str:
    core = _core(element)
    return (core.text or "").strip() if len(core) == 0 else ""


# --- one function for each construction ------------------------------------------

_Told = Callable[[Element, list[Element], int], str]


def _fraction(element: Element, parts: list[Element], depth: int) -> str:
    above, below = (_say(one, depth + 1) for one in parts)
    if _is_bare(element):
        return f"{above} choose {below}"
    if all(_is_simple(one) for one in parts):
        return f"{above} over {below}"
    return f"the fraction {above}, over {below}, end of fraction,"


def _root(_: Element, parts: list[Element], depth: int) -> str:
    inside = _sequence(parts, depth)
    if len(parts) == 1 and _is_simple(parts[0]):
        return f"the square root of {inside}"
    return f"the square root of {inside}, end of root,"


def _nth_root(_: Element, parts: list[Element], depth: int) -> str:
    inside, index = (_say(one, depth + 1) for one in parts)
    which = {"2": "square", "3": "cube"}.get(index, f"order {index}")
    root = f"the {which} root of" if which in {"square", "cube"} else f"the root of {which} of"
    return f"{root} {inside}" + ("" if _is_simple(parts[0]) else ", end of root,")


def _power(_: Element, parts: list[Element], depth: int) -> str:
    return f"{_say(parts[0], depth + 1)} {_exponent(parts[1], depth)}"


def _exponent(element: Element, depth: int) -> str:
    text, said = _text(element), _say(element, depth + 1)
    known = {"2": "squared", "3": "cubed", "∘": "degrees", "°": "degrees", "*": "star"}
    if text in known or (text and not text.strip("\u2032'")):
        return known.get(text, " ".join(["prime"] * len(text)))
    if text in {"†", "+", "-", "\u2212"}:
        return said
    if _is_simple(element) or re.fullmatch(r"minus \w+", said):
        return f"to the power {said}"
    return f"to the power of {said}, end of power,"


def _index(_: Element, parts: list[Element], depth: int) -> str:
    base, below = _say(parts[0], depth + 1), _say(parts[1], depth + 1)
    if _text(parts[0]) in LARGE:
        return f"{base} over {below} of"
    if _text(parts[0]) in {"lim", "max", "min", "sup", "inf", "lim sup", "lim inf"}:
        return f"{base} as {below} of" if "lim" in base else f"{base} over {below} of"
    return f"{base} sub {below}" + ("" if _is_simple(parts[1]) else ",")


def _both(_: Element, parts: list[Element], depth: int) -> str:
    base, below, above = (_say(one, depth + 1) for one in parts)
    if _text(parts[0]) in LARGE:
        return f"{base} from {below} to {above} of"
    return f"{base} sub {below} {_exponent(parts[2], depth)}"


def _over(_: Element, parts: list[Element], depth: int) -> str:
    base, above = _say(parts[0], depth + 1), _text(parts[1])
    if above in ACCENTS:
        return f"{base} {ACCENTS[above]}"
    return f"{base} with {_say(parts[1], depth + 1)} above"


def _under(element: Element, parts: list[Element], depth: int) -> str:
    base = _text(parts[0])
    if base in LARGE or FUNCTIONS.get(base) or base in {"lim sup", "lim inf"}:
        return _index(element, parts, depth)
    return f"{_say(parts[0], depth + 1)} with {_say(parts[1], depth + 1)} below"


def _fenced(element: Element, parts: list[Element], depth: int) -> str:
    opening = symbol(element.get("open", "("))
    closing = symbol(element.get("close", ")"))
    return f"{opening} {', '.join(_say(one, depth + 1) for one in parts)} {closing}"


def _table(_: Element, rows: list[Element], depth: int) -> str:
    told = []
    for number, row in enumerate(rows, start=1):
        cells = [_say(cell, depth + 2) for cell in row if isinstance(cell.tag, str)]
        told.append(f"row {number}: {', '.join(cells)}")
    if len(rows) == 1:
        return told[0].removeprefix("row 1: ")
    return f"{len(rows)} rows, {'; '.join(told)}; end of rows,"


def _first(_: Element, parts: list[Element], depth: int) -> str:
    return _say(parts[0], depth + 1)


_TOLD: dict[str, _Told] = {
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _nth_root,
    "msup": _power,
    "msub": _index,
    "msubsup": _both,
    "munderover": _both,
    "mover": _over,
    "munder": _under,
    "mfenced": _fenced,
    "mtable": _table,
    "semantics": _first,
}
_ARGUMENTS = {
    "mfrac": 2,
    "mroot": 2,
    "msup": 2,
    "msub": 2,
    "msubsup": 3,
    "munderover": 3,
    "mover": 2,
    "munder": 2,
}
