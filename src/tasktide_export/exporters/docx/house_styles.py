"""The styles of a publisher's template under our ids, and ours where it has none.

Styles are known by their names: those of Word's own are the same whatever language Word
speaks (17.7.4.9), and ids are anybody's.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from tasktide_export.errors import StyleError
from tasktide_export.exporters.docx.wordml import Element, qualified, w

_STYLES = "word/styles.xml"
_REFERENCES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink",
               "styleLink")  # fmt: skip
_OTHER_NAMES = {
    "body text": ("text body", "first paragraph", "standard paragraph"),
    "source code": ("html preformatted", "preformatted text", "code", "macro text"),
    "verbatim char": ("html code", "source text", "code char"),
    "list paragraph": ("list contents", "list"),
    "quote": ("quotations", "block text", "intense quote"),
    "caption": ("image caption", "figure caption"),
    "article table": ("table grid",),
    "author": ("authors", "byline"),
}
"""Names under which other programs and houses keep what we need."""
_USUAL = {
    "paragraph": "normal",
    "character": "default paragraph font",
    "table": "normal table",
    "numbering": "no list",
}
"""The names of the default styles, which not every program marks as such."""
_PLAIN = frozenset({"SourceCode", "VerbatimChar"})
"""Styles whose type face means something; others take the house's."""
_PLAINER = ("BodyText", "ListParagraph")
"""Styles for running text: what the house calls normal is better than any look of ours."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the house's styles.

    ``depth`` is how many levels of headings there must be, ``names`` which style of the
    house stands for which of ours, both by their names in lower case.
    """

    depth: int
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was taken over from our template: the names of styles."""

    added: tuple[str, ...] = ()


def adopt_styles(
    roots: Mapping[str, Element], ours: Element, wanted: Wanted, path: str
) -> Adoption:
    """Rename the house's styles to our ids in all ``roots`` and add what is missing.

    Raises :class:`StyleError` when it has no default paragraph style, lacks one of the
    styles for headings, or one that was named.
    """
    house = roots[_STYLES]
    known = {_name(one): one for one in house.iterfind(qualified("w:style"))}
    _require_named(known, ours, wanted.names, path)
    known = {**known, **{name: known[theirs] for name, theirs in wanted.names.items()}}
    _require(house, known, wanted.depth, path)
    taken: dict[str, str] = {}
    missing: list[Element] = []
    for style in ours.iterfind(qualified("w:style")):
        found = _found(style, known, house)
        if found is None:
            missing.append(style)
        elif _id(found) in taken:
            missing.append(_like(style, taken[_id(found)]))
        else:
            taken[_id(found)] = _id(style)
    needed = {*taken.values(), *(_id(one) for one in missing)}
    _rename(roots, _without_clashes(taken, needed, house))
    for style in missing:
        house.append(_adopted(style))
    for kind in _USUAL:
        default = _default(house, kind)
        if default is not None:
            default.set(qualified("w:default"), "1")
    _settle_headings(house)
    return Adoption(tuple(_name(one) for one in missing))


def _require(house: Element, known: Mapping[str, Element], depth: int, path: str) -> None:
    wanted = [f"heading {level}" for level in range(1, depth + 1)]
    lacking = [name for name in wanted if name not in known]
    if _default(house, "paragraph") is None:
        lacking.insert(0, "Normal (a default paragraph style)")
    if lacking:
        raise StyleError(
            f"the reference document has no style {', '.join(lacking)}",
            where=path,
            hint="open it in Word, use each of these styles once, and save it",
        )


def _require_named(
    known: Mapping[str, Element], ours: Element, names: Mapping[str, str], path: str
) -> None:
    own = {_name(one) for one in ours.iterfind(qualified("w:style"))}
    for name, theirs in names.items():
        if name not in own:
            hint = f"ours are {', '.join(sorted(own))}"
            raise StyleError(f"there is no style {name!r}", where="docx.styles", hint=hint)
        if theirs not in known:
            hint = f"it has {', '.join(sorted(filter(None, known)))}"
            raise StyleError(
                f"the reference document has no style {theirs!r}", where=path, hint=hint
            )


def _found(style: Element, known: Mapping[str, Element], house: Element) -> Element | None:
    """Return the house's style for ours: of the same name, of a like one, or its default."""
    name, kind = _name(style), style.get(qualified("w:type"))
    if style.get(qualified("w:default")) == "1":
        return _default(house, str(kind))
    for one in (name, *_OTHER_NAMES.get(name, ())):
        found = known.get(one)
        if found is not None and found.get(qualified("w:type")) == kind:
            return found
    return None


def _default(house: Element, kind: str) -> Element | None:
    for one in house.iterfind(qualified("w:style")):
        is_default = one.get(qualified("w:default")) in {"1", "true", "on"}
        if is_default and one.get(qualified("w:type"), "paragraph") == kind:
            return one
    return next((one for one in _of_kind(house, kind) if _name(one) == _USUAL[kind]), None)


def _of_kind(house: Element, kind: str) -> list[Element]:
    styles = house.iterfind(qualified("w:style"))
    return [one for one in styles if one.get(qualified("w:type"), "paragraph") == kind]


def _without_clashes(renamed: dict[str, str], needed: set[str], house: Element) -> dict[str, str]:
    """Give new ids to styles that have one of the ``needed`` ids and are another."""
    taken = {_id(one) for one in house.iterfind(qualified("w:style"))}
    result = dict(renamed)
    for wanted in sorted(needed):
        if wanted in taken and wanted not in renamed:
            other = f"{wanted}House"
            while other in taken:
                other += "House"
            result[wanted] = other
    return result


def _rename(roots: Mapping[str, Element], renamed: Mapping[str, str]) -> None:
    value, own = qualified("w:val"), qualified("w:styleId")
    tags = [qualified(f"w:{name}") for name in _REFERENCES]
    for style in roots[_STYLES].iterfind(qualified("w:style")):
        style.set(own, renamed.get(_id(style), _id(style)))
    for root in roots.values():
        for one in root.iter(*tags):
            one.set(value, renamed.get(one.get(value, ""), one.get(value, "")))


def _like(style: Element, base: str) -> Element:
    """Return a style in place of ours that looks like ``base``, which stands for two of ours."""
    made = copy.deepcopy(style)
    for child in list(made):
        if child.tag not in {qualified("w:name"), qualified("w:uiPriority")}:
            made.remove(child)
    based = w(made, "basedOn", val=base)
    made.insert(1, based)
    return made


def _adopted(style: Element) -> Element:
    """Return our style as the house would have it: its type face, its running text."""
    made = copy.deepcopy(style)
    name = _id(style)
    for tag in ("pPr", "rPr") if name in _PLAINER else ():
        for one in made.findall(qualified(f"w:{tag}")):
            made.remove(one)
    if name not in _PLAIN:
        for fonts in list(made.iter(qualified("w:rFonts"))):
            parent = fonts.getparent()
            if parent is not None:
                parent.remove(fonts)
    return made


def _settle_headings(house: Element) -> None:
    """Give each heading style its outline level: lists of contents go by it (17.3.1.20)."""
    for style in house.iterfind(qualified("w:style")):
        word, _, level = _name(style).partition(" ")
        if word != "heading" or not level.isdecimal():
            continue
        properties = style.find(qualified("w:pPr"))
        if properties is None:
            properties = w(style, "pPr")
            after = style.find(qualified("w:rPr"))
            if after is not None:
                after.addprevious(properties)
        if properties.find(qualified("w:outlineLvl")) is None:
            w(properties, "outlineLvl", val=int(level) - 1)


def _name(style: Element) -> str:
    name = style.find(qualified("w:name"))
    return "" if name is None else name.get(qualified("w:val"), "").lower()


def _id(style: Element) -> str:
    return style.get(qualified("w:styleId"), "")
