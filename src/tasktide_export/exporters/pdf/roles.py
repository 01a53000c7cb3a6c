"""Which structure type an element of the page has (ISO 32000-1, 14.8.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Role:
    """A structure type, with its attributes and the elements put around it.

    ``attributes`` maps an owner (``List``, ``Table``) to names and values.
    """

    name: str
    wrappers: tuple[str, ...] = ()
    title: str = ""
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)


TRANSPARENT = Role("")
"""Elements that mean nothing by themselves: their content belongs to their parent."""

ROLE_MAP = {"Em": "Span", "Strong": "Span", "Aside": "Sect"}
"""Types of PDF 2.0 mapped to the standard ones of PDF 1.7 (14.8.4.2)."""

_PLAIN = {
    "p": "P",
    "blockquote": "BlockQuote",
    "section": "Sect",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "td": "TD",
    "figure": "Div",
    "figcaption": "Caption",
    "caption": "Caption",
    "pre": "P",
    "code": "Code",
    "em": "Em",
    "strong": "Strong",
    "q": "Quote",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "aside": "Aside",
    **{f"h{rank}": f"H{rank}" for rank in range(1, 7)},
}

_NUMBERINGS = {
    "": "Decimal",
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
}

_FRAMES = frozenset({"embed video", "embed audio", "embed frame", "description"})
"""Boxes whose content belongs together."""

_SCOPES = {"col": "Column", "row": "Row", "colgroup": "Column", "rowgroup": "Row"}


_LINK_WRAPPERS = {"doc-noteref": ("Reference",), "doc-backlink": ("Lbl",)}
"""A note's number leads to the note from its call, and back from the note itself."""


def role_of(element: Any, ancestors: Iterable[Any]) -> Role:
    """Return the role of ``element``; ``ancestors`` come nearest first."""
    above = tuple(ancestors)
    if any(one.tag == "nav" for one in above):
        return _contents_role(element, above[0])
    match element.tag:
        case "nav":
            return Role("TOC")
        case "header":
            return Role("Div", title="Front matter")
        case "a":
            return Role("Link", wrappers=_LINK_WRAPPERS.get(element.get("role", ""), ()))
        case "img":
            figure = next((one for one in above if one.tag == "figure"), None)
            if figure is not None and picture_of(figure) is element:
                return TRANSPARENT
            is_formula = element.get("class") == "math"
            return Role("Formula" if is_formula else "Figure")
        case "figure" if picture_of(element) is not None:
            return Role("Figure")
        case "dl":
            return Role("L", attributes={"List": {"ListNumbering": "None"}})
        case "ul":
            return Role("L", attributes={"List": {"ListNumbering": "Disc"}})
        case "ol":
            numbering = _NUMBERINGS[element.get("type", "")]
            return Role("L", attributes={"List": {"ListNumbering": numbering}})
        case "th":
            scope = _SCOPES.get(element.get("scope", ""), "Column")
            return Role("TH", attributes={"Table": {"Scope": scope}})
        case "div" | "aside" if element.get("class") == "footnote":
            return Role("Note")
        case "div" if "aside" in element.get("class", "").split():
            return Role("Aside")
        case "span" | "abbr":
            return _span_role(element)
        case "div" if element.get("lang") or element.get("class", "") in _FRAMES:
            return Role("Div")
    name = _PLAIN.get(element.tag, "")
    return Role(name) if name else TRANSPARENT


def picture_of(figure: Any) -> Any:
    """Return the picture that is all a figure shows beside its caption, or ``None``.

    Such a figure is one structure element: its alternative text and its caption
    belong to the same thing (ISO 32000-1, 14.8.4.5).
    """
    shown = [one for one in figure if one.tag != "figcaption"]
    while len(shown) == 1 and shown[0].tag in {"div", "p"}:
        if (shown[0].text or "").strip() or shown[0].get("lang") or shown[0].get("dir"):
            return None
        shown = list(shown[0])
    only = shown[0] if len(shown) == 1 else None
    if only is None or only.tag != "img" or only.get("role") == "presentation":
        return None
    if (only.tail or "").strip():
        return None
    return only if only.get("class") != "math" else None


def _contents_role(element: Any, parent: Any) -> Role:
    """Return the role of what stands in the table of contents.

    The outermost list is the contents itself; a TOC may hold only TOCI, TOC and
    Caption (ISO 14289-1, 7.2).
    """
    match element.tag:
        case "h2":
            return Role("Caption")
        case "ol":
            return TRANSPARENT if parent.tag == "nav" else Role("TOC")
        case "li":
            return Role("TOCI")
        case "a":
            return Role("Link", wrappers=("Reference",))
    return TRANSPARENT


def _span_role(element: Any) -> Role:
    kinds = element.get("class", "").split()
    if "note-number" in kinds:
        return Role("Lbl")
    if "generated" in kinds:
        return Role("Span", title="generated")
    spoken = element.tag == "abbr" and element.get("title")
    return Role("Span") if spoken or element.get("lang") else TRANSPARENT
