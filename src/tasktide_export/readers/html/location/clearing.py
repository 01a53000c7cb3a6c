"""Take out of the article what stands in it and is none of it: lists of links, empty boxes."""

from tasktide_export.readers.html.elements import Element, names
from tasktide_export.readers.html.location.candidates import weight
from tasktide_export.readers.html.location.figures import Figures, Measured
from tasktide_export.readers.html.location.weeding import Removal

_BOXES = names("form fieldset table ul ol div section aside header footer details")
_CLOSED = names("pre math")
_MOST = 0.3


def clear(content: Element, removal: Removal) -> None:
    """Take out of ``content`` the boxes that hold no text of the article."""
    measured = removal.measured
    most = measured[content].prose * _MOST if content in measured else 0
    for element in reversed(list(content.iterate(*_BOXES))):
        if element is content or element.parent is None or element not in measured:
            continue
        if measured[element].prose > most or element.first(*_CLOSED) is not None:
            continue
        if any(one.tag in _CLOSED for one in element.ancestors()):
            continue
        if kind := _reason(element, measured):
            removal.take(element, kind)


def _reason(element: Element, measured: Measured) -> str:
    figures = measured[element]
    tag = element.tag
    if tag == "footer":
        return "rest"
    if tag == "table":
        return ""
    if _inside_table(element) or element.first("table") is not None:
        return ""
    worth = weight(element)
    if worth < 0 and figures.text:
        return "links"
    if figures.commas >= 10:  # noqa: PLR2004
        return ""
    return _by_figures(element, figures, worth)


def _inside_table(element: Element) -> bool:
    return any(one.tag == "table" for one in element.ancestors())


def _by_figures(element: Element, figures: Figures, worth: float) -> str:
    is_list = element.tag in {"ul", "ol"} or (
        figures.text > 0
        and sum(
            figures_of
            for figures_of in (0,)
        )
        > 0
    )
    in_figure = any(one.tag == "figure" for one in element.ancestors())
    density = figures.density
    if not in_figure and figures.images > 1 and figures.paragraphs / figures.images < 0.5:
        pass
    if figures.inputs > figures.paragraphs // 3:
        return "form"
    if (
        not is_list
        and not in_figure
        and figures.text
        and figures.headings < 0.9 * figures.text
        and figures.text < 25
        and (figures.images == 0 or figures.images > 2)
        and density > 0
    ):
        return "links"
    if not is_list and worth < 25 and density > 0.2:
        return "links"
    if worth >= 25 and density > 0.5:
        return "links"
    return ""
