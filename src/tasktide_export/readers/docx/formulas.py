"""Formulas of Word (OMML, ISO/IEC 29500-1, 22.1) as MathML."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from tasktide_export.readers.xml import local

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w|\s+|[^\w\s]")


def mathml(formula: Any, *, displayed: bool) -> str:
    """Return an ``m:oMath`` element as a MathML ``math`` element."""
    display = ' display="block"' if displayed else ""
    return f"<math{display}>{_all(formula)}</math>"


def _all(element: Any) -> str:
    return "".join(_one(child) for child in element)


def _one(element: Any) -> str:
    name = local(element)
    if name in _MAKERS:
        return _MAKERS[name](element)
    return "" if name.endswith("Pr") else _all(element)


def _run(run: Any) -> str:
    text = "".join(child.text or "" for child in run if local(child) == "t")
    properties = run.find(f"{_M}rPr")
    upright = properties is not None and (
        properties.find(f"{_M}nor") is not None or _value(properties, "sty") == "p"
    )
    if upright and text.strip().isalpha() and len(text.strip()) > 1:
        return f"<mi>{escape(text.strip(), quote=False)}</mi>"
    return "".join(_token(found[0]) for found in _TOKEN.finditer(text))


def _token(text: str) -> str:
    if text.isspace():
        return ""
    tag = "mn" if text[0].isdigit() else "mi" if text.isalpha() else "mo"
    return f"<{tag}>{escape(text, quote=False)}</{tag}>"


def _part(element: Any, name: str) -> str:
    part = element.find(f"{_M}{name}")
    return f"<mrow>{_all(part) if part is not None else ''}</mrow>"


def _value(properties: Any, name: str) -> str:
    child = properties.find(f"{_M}{name}") if properties is not None else None
    return str(child.get(f"{_M}val") or "") if child is not None else ""


def _scripts(tag: str, *names: str) -> Callable[[Any], str]:
    """Return what writes the parts ``names`` into one element ``tag``."""

    def write(element: Any) -> str:
        return f"<{tag}>{''.join(_part(element, name) for name in names)}</{tag}>"

    return write


def _root(element: Any) -> str:
    degree = element.find(f"{_M}deg")
    if degree is None or not "".join(degree.itertext()).strip():
        return f"<msqrt>{_part(element, 'e')}</msqrt>"
    return f"<mroot>{_part(element, 'e')}{_part(element, 'deg')}</mroot>"


def _large(element: Any) -> str:
    """Return a sum, an integral or the like with its limits."""
    properties = element.find(f"{_M}naryPr")
    sign = f"<mo>{escape(_value(properties, 'chr') or '∫')}</mo>"
    around = _value(properties, "limLoc") == "undOvr"
    given = [name for name in ("sub", "sup") if "".join(_texts(element, name)).strip()]
    tags = ("munderover", "munder", "mover") if around else ("msubsup", "msub", "msup")
    limits = "".join(_part(element, name) for name in given)
    if len(given) == 2:  # noqa: PLR2004 - below and above
        sign = f"<{tags[0]}>{sign}{limits}</{tags[0]}>"
    elif given:
        tag = tags[1] if given == ["sub"] else tags[2]
        sign = f"<{tag}>{sign}{limits}</{tag}>"
    return f"<mrow>{sign}{_part(element, 'e')}</mrow>"


def _texts(element: Any, name: str) -> list[str]:
    part = element.find(f"{_M}{name}")
    return [str(one) for one in part.itertext()] if part is not None else []


def _delimited(element: Any) -> str:
    properties = element.find(f"{_M}dPr")

    def sign(name: str, usual: str) -> str:
        given = properties is not None and properties.find(f"{_M}{name}") is not None
        text = _value(properties, name) if given else usual
        return f"<mo>{escape(text)}</mo>" if text else ""

    inside = [f"<mrow>{_all(one)}</mrow>" for one in element.iterfind(f"{_M}e")]
    between = sign("sepChr", "|").join(inside)
    return f"<mrow>{sign('begChr', '(')}{between}{sign('endChr', ')')}</mrow>"


def _function(element: Any) -> str:
    return f"<mrow>{_part(element, 'fName')}{_part(element, 'e')}</mrow>"


def _accent(element: Any) -> str:
    sign = _value(element.find(f"{_M}accPr"), "chr") or "\u0302"
    return f'<mover accent="true">{_part(element, "e")}<mo>{escape(sign)}</mo></mover>'


def _bar(element: Any) -> str:
    top = _value(element.find(f"{_M}barPr"), "pos") == "top"
    tag, sign = ("mover", "¯") if top else ("munder", "_")
    return f"<{tag}>{_part(element, 'e')}<mo>{sign}</mo></{tag}>"


def _rows(element: Any) -> str:
    """Return a matrix, or equations below each other."""
    rows = []
    for row in element:
        if local(row) == "mr":
            cells = "".join(f"<mtd>{_all(one)}</mtd>" for one in row)
            rows.append(f"<mtr>{cells}</mtr>")
        elif local(row) == "e":
            rows.append(f"<mtr><mtd>{_all(row)}</mtd></mtr>")
    return f"<mtable>{''.join(rows)}</mtable>"


_MAKERS: dict[str, Callable[[Any], str]] = {
    "r": _run,
    "f": _scripts("mfrac", "num", "den"),
    "sSup": _scripts("msup", "e", "sup"),
    "sSub": _scripts("msub", "e", "sub"),
    "sSubSup": _scripts("msubsup", "e", "sub", "sup"),
    "limLow": _scripts("munder", "e", "lim"),
    "limUpp": _scripts("mover", "e", "lim"),
    "rad": _root,
    "nary": _large,
    "d": _delimited,
    "func": _function,
    "acc": _accent,
    "bar": _bar,
    "m": _rows,
    "eqArr": _rows,
}
