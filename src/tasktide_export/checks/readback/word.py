"""WordprocessingML: names, styles and the text of paragraphs (ISO/IEC 29500-1)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
FORMULA = "\ufffc"
"""Stands in the text for a formula, since Word's mathematics has no alternative text."""

GENERATED = "generated"
"""The name, in lower case, of the style of words that are not the document's."""

_DEEPEST = 9
_LONGEST_CHAIN = 20
_UNSEEN = ("del", "moveFrom", "instrText", "delText", "footnoteRef", "endnoteRef", "pPr", "rPr")


def w(name: str) -> str:
    """Return ``name`` in the namespace of WordprocessingML."""
    return f"{_W}{name}"


def value(element: Any, path: str) -> str:
    """Return the ``w:val`` of the first element at ``path`` (``a/b``), or ``""``."""
    found = element.find("/".join(w(step) for step in path.split("/")))
    return "" if found is None else str(found.get(w("val"), ""))


class Styles:
    """The paragraph and character styles by id."""

    def __init__(self, root: Any) -> None:
        self._styles = {one.get(w("styleId"), ""): one for one in root.iter(w("style"))}
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}")
        self.defaults: tuple[Any, ...] = () if defaults is None else (defaults,)
        """What holds where no style says otherwise (17.7.5.4)."""
        named = (
            name
            for name, one in self._styles.items()
            if one.get(w("type")) == "paragraph" and one.get(w("default")) in {"1", "true"}
        )
        self.default = next(named, "")
        """The id of the style of paragraphs that name none."""

    def __contains__(self, name: str) -> bool:
        return name in self._styles

    def name(self, style: str) -> str:
        """Return the style's name in lower case, its id where it has none."""
        element = self._styles.get(style)
        return (value(element, "name") if element is not None else "").lower() or style.lower()

    def level(self, style: str) -> int | None:
        """Return the outline level, from 1, that a style gives or inherits."""
        for element in self.chain(style):
            if own := value(element, "pPr/outlineLvl"):
                return _level(own)
        return None

    def chain(self, style: str) -> Iterator[Any]:
        """Yield a style and those that it is based on, as long as they are there."""
        for _ in range(_LONGEST_CHAIN):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            style = value(element, "basedOn")

    def bases(self) -> Iterator[tuple[str, str]]:
        """Yield each style that is based on another, with the other's id."""
        for name, element in self._styles.items():
            if base := value(element, "basedOn"):
                yield name, base


def _level(text: str) -> int | None:
    number = int(text) if text.isdecimal() else _DEEPEST
    return number + 1 if number < _DEEPEST else None


def paragraph_style(paragraph: Any) -> str:
    """Return the id of the paragraph's style, ``""`` where it has the default one."""
    return value(paragraph, "pPr/pStyle")


def paragraph_level(paragraph: Any, styles: Styles) -> int | None:
    """Return the paragraph's outline level, from 1: its own, else its style's."""
    own = value(paragraph, "pPr/outlineLvl")
    return _level(own) if own else styles.level(paragraph_style(paragraph))


def generated_styles(styles: Styles, paragraph: Any) -> frozenset[str]:
    """Return the ids of the character styles in ``paragraph`` whose text an exporter added."""
    used = {one.get(w("val"), "") for one in paragraph.iter(w("rStyle"))}
    return frozenset(one for one in used if styles.name(one) == GENERATED)


@dataclass(slots=True)
class Line:
    """The words of one paragraph and the pictures and formulas met in it."""

    words: list[str] = field(default_factory=list)
    alternatives: list[str | None] = field(default_factory=list)
    formulas: list[str | None] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words as one string."""
        return "".join(self.words)


def read_line(paragraph: Any, generated: frozenset[str]) -> Line:
    """Return what stands in ``paragraph``.

    ``generated`` are the ids of character styles whose text is not the
    document's.
    """
    line = Line()
    _read(paragraph, line, generated, _Fields())
    return line


@dataclass(slots=True)
class _Fields:
    """How deep in fields we are, and which of them make their own text."""

    made: list[bool] = field(default_factory=list)
    code: list[str] = field(default_factory=list)

    def meet(self, kind: str) -> None:
        if kind == "begin":
            self.made.append(False)
            self.code.append("")
        elif kind == "separate" and self.made:
            self.made[-1] = self.code[-1].split()[:1] in (["PAGEREF"], ["PAGE"])
        elif kind == "end" and self.made:
            self.made.pop()
            self.code.pop()

    def instruct(self, text: str) -> None:
        if self.code:
            self.code[-1] += text


def _read(element: Any, line: Line, generated: frozenset[str], fields: _Fields) -> None:
    for child in element:
        match child.tag:
            case str() as tag if tag == w("t"):
                if not any(fields.made):
                    line.words.append(child.text or "")
            case str() as tag if tag in {w("tab"), w("br"), w("cr")}:
                line.words.append(" ")
            case str() as tag if tag == w("noBreakHyphen"):
                line.words.append("\u2011")
            case str() as tag if tag == w("fldChar"):
                fields.meet(child.get(w("fldCharType"), ""))
            case str() as tag if tag == w("instrText"):
                fields.instruct(child.text or "")
            case str() as tag if tag in {w(name) for name in _UNSEEN}:
                pass
            case str() as tag if tag == w("r") and value(child, "rPr/rStyle") in generated:
                _fields_only(child, fields)
            case str() as tag if tag == w("drawing"):
                _picture(child, line)
            case str() as tag if tag in {f"{_M}oMath", f"{_M}oMathPara"}:
                _formula(child, line)
            case str():
                _read(child, line, generated, fields)
            case _:
                pass


def _fields_only(run: Any, fields: _Fields) -> None:
    """Follow the fields in a run whose words are not the document's."""
    for mark in run.iter(w("fldChar"), w("instrText")):
        if mark.tag == w("fldChar"):
            fields.meet(mark.get(w("fldCharType"), ""))
        else:
            fields.instruct(mark.text or "")


def _picture(drawing: Any, line: Line) -> None:
    for properties in drawing.iter(f"{_DRAWING}docPr"):
        flags = [one.get("val") for one in properties.iter(_DECORATIVE)]
        if flags and flags[0] in {"1", "true"}:
            continue
        text = properties.get("descr") or None
        line.alternatives.append(text)
        line.words.append(text or "")


def _formula(formula: Any, line: Line) -> None:
    text = "".join(one.text or "" for one in formula.iter(f"{_M}t"))
    line.formulas.append(text or None)
    line.words.append(FORMULA)
