"""Take out of the article what stands in it and is none of it: lists of links, empty boxes."""

from tasktide_export.readers.html.elements import Element, names, plain
from tasktide_export.readers.html.location.candidates import leads_away, weight
from tasktide_export.readers.html.location.figures import Figures, Measured
from tasktide_export.readers.html.location.weeding import Removal
from tasktide_export.readers.html.roles import is_callout

_BOXES = names("form fieldset table ul ol div section aside header footer details")
_CLOSED = names("pre math")
_MOST = 0.3
_FEW = 25
_PROSE = 100
_MOSTLY = 0.9
_LINKED = 0.2
_DENSE = 0.5


def clear(content: Element, removal: Removal) -> None:
    """Take out of ``content`` the boxes that hold no text of the article."""
    measured = removal.measured
    most = measured[content].prose * _MOST if content in measured else 0
    closed = _around(content, *_CLOSED) | _enclosed(content)
    tabled = _around(content, "table") | _around_pictures(content)
    for element in reversed(list(content.iterate(*_BOXES))):
        if element is content or element.parent is None or element not in measured:
            continue
        if measured[element].prose > most or element in closed:
            continue
        if kind := _reason(element, measured, tabled):
            removal.take(element, kind)


def _enclosed(content: Element) -> set[Element]:
    """Return what stands in code, formulas and call-outs, and the call-outs themselves."""
    kept: set[Element] = set()
    for one in content.iterate():
        if (one.tag in _CLOSED or is_callout(one)) and one not in kept:
            kept.update(one.iterate())
    return kept


def _around(content: Element, *tags: str) -> set[Element]:
    """Return the elements that hold one with such a tag."""
    return {around for one in content.iterate(*tags) for around in one.ancestors()}


def _around_pictures(content: Element) -> set[Element]:
    """Return figures whose picture is no link, and what holds nothing but one of them."""
    found = set()
    for figure in content.iterate("figure"):
        if figure.first("img") is None or leads_away(figure):
            continue
        said = plain(figure.text())
        one: Element | None = figure
        while one is not None and one is not content and plain(one.text()) == said:
            found.add(one)
            one = one.parent
    return found


def _reason(element: Element, measured: Measured, tabled: set[Element]) -> str:
    figures = measured[element]
    tag = element.tag
    if tag == "footer":
        return "rest"
    if tag == "table":
        return ""
    if element in tabled or _inside_table(element):
        return ""
    worth = weight(element)
    if worth < 0 and figures.text:
        return "links"
    if figures.commas >= 10:  # noqa: PLR2004
        return ""
    return _by_figures(element, figures, worth, measured)


def _inside_table(element: Element) -> bool:
    return any(one.tag == "table" for one in element.ancestors())


def _by_figures(element: Element, figures: Figures, worth: float, measured: Measured) -> str:
    if figures.inputs > figures.paragraphs // 3:
        return "form"
    if _is_list(element, figures, measured) or _in_figure(element):
        return ""
    density = figures.density
    if figures.prose * 2 > figures.text or (figures.prose > _PROSE and density < _DENSE):
        return ""
    few = 0 < figures.text < _FEW and figures.headings < _MOSTLY * figures.text
    if few and density > 0 and (figures.images == 0 or figures.images > 2):  # noqa: PLR2004
        return "links"
    allowed = _DENSE if worth > 0 else _LINKED
    return "links" if density > allowed else ""


def _is_list(element: Element, figures: Figures, measured: Measured) -> bool:
    """Tell whether an element is a list, or holds nothing beside lists."""
    if element.tag in {"ul", "ol"}:
        return True
    listed = sum(
        measured[one].text
        for one in element.iterate("ul", "ol")
        if one in measured and not any(up.tag in {"ul", "ol"} for up in one.ancestors())
    )
    return listed > _MOSTLY * figures.text


def _in_figure(element: Element) -> bool:
    return any(one.tag == "figure" for one in element.ancestors())
