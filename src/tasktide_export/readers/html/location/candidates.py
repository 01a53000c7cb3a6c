"""Which element holds the article: the one whose paragraphs carry most of the text."""

import itertools

from tasktide_export.readers.html.elements import BLOCK_TAGS, Element, names, plain
from tasktide_export.readers.html.location.figures import Figures, Measured
from tasktide_export.readers.html.location.vocabulary import furniture_kind, names_content
from tasktide_export.readers.html.location.wording import LONGEST_LINE, heading_kind

_SHORTEST = 25
_LEVELS = 5
_GAIN = 0.2
_PROSE_SHARE = 0.5
_FEW_LINKS = 0.1
_SOME_LINKS = 0.2
_TAG_POINTS = {
    **dict.fromkeys(names("div article main"), 5.0),
    **dict.fromkeys(names("pre td blockquote"), 3.0),
    **dict.fromkeys(names("address ol ul dl dd dt li form"), -3.0),
    **dict.fromkeys(names("h1 h2 h3 h4 h5 h6 th"), -5.0),
}
_NAME_POINTS = 25.0
_SILENT = names("h1 h2 h3 h4 h5 h6 li a button figcaption")


def weight(element: Element) -> float:
    """Return what an element's names say for or against it."""
    total = 0.0
    for name in (element.get("class"), element.get("id")):
        if name and furniture_kind(name):
            total -= _NAME_POINTS
        if name and names_content(name):
            total += _NAME_POINTS
    return total


def find_content(body: Element, measured: Measured) -> list[Element]:
    """Return the elements, siblings in order, that hold the article."""
    points = _points(body, measured)
    if not points:
        return [body]
    ranked = sorted(points, key=lambda one: points[one], reverse=True)[:5]
    top = _common(ranked, points)
    top = _climb(top, body, measured)
    return _with_siblings(top, points, measured)


def _points(body: Element, measured: Measured) -> dict[Element, float]:
    points: dict[Element, float] = {}
    for element, figures in measured.items():
        if figures.own < _SHORTEST or element.tag in _SILENT:
            continue
        if element.tag not in BLOCK_TAGS and not element.holds_block:
            continue
        worth = 1.0 + figures.own_commas + min(figures.own // 100, 3)
        around = element if element.holds_block else element.parent
        for level in range(_LEVELS):
            if around is None or around is body.parent:
                break
            if around not in points:
                points[around] = _TAG_POINTS.get(around.tag, 0.0) + weight(around)
            points[around] += worth / (1 if level == 0 else 2 if level == 1 else level * 3)
            around = around.parent
    for element in points:
        points[element] *= 1 - measured.get(element, Figures()).density
    return points


def _common(ranked: list[Element], points: dict[Element, float]) -> Element:
    """Return the best, or the nearest element around three that are nearly as good."""
    top = ranked[0]
    rivals = [one for one in ranked[1:] if points[one] >= points[top] * 0.75]
    if len(rivals) < 3:  # noqa: PLR2004
        return top
    around = [set(one.ancestors()) for one in rivals]
    for ancestor in top.ancestors():
        if ancestor.tag == "body":
            break
        if sum(ancestor in one for one in around) >= 3:  # noqa: PLR2004
            return ancestor
    return top


def _climb(top: Element, body: Element, measured: Measured) -> Element:
    for around in top.ancestors():
        if around not in measured or around.tag == "html":
            break
        if _belongs(measured[top], measured[around]) and not _leads_on(around, top, measured):
            top = around
    while (
        top.parent is not None
        and top is not body
        and top.parent is not body
        and sum(1 for _ in top.parent.elements()) == 1
    ):
        top = top.parent
    return top


def _belongs(here: Figures, there: Figures) -> bool:
    """Tell whether what stands around is more of the article: as long, and as free of links."""
    prose, text = there.prose - here.prose, there.text - here.text
    if prose < _GAIN * here.prose or not prose or prose < _PROSE_SHARE * text:
        return False
    linked = there.linked - here.linked
    return linked < text * (_FEW_LINKS if prose < here.prose else _SOME_LINKS)


def _leads_on(around: Element, top: Element, measured: Measured) -> bool:
    """Tell whether what follows ``top`` inside ``around`` leads on to other articles."""
    below = {top, *top.ancestors()}
    one = around
    while one is not top:
        inner = next(child for child in one.elements() if child in below)
        siblings = list(one.elements())
        for after in siblings[siblings.index(inner) + 1 :]:
            if after in measured and measured[after].text <= LONGEST_LINE:
                if heading_kind(plain(after.text())):
                    return True
            elif after in measured:
                break
        one = inner
    return False


def _with_siblings(top: Element, points: dict[Element, float], measured: Measured) -> list[Element]:
    parent = top.parent
    if parent is None or top.tag == "body":
        return [top]
    least = max(10.0, points.get(top, 0.0) * 0.2)
    same = top.get("class")
    return [
        sibling
        for sibling in parent.elements()
        if sibling is top or _joins(sibling, points, measured, least, same)
    ]


def _joins(
    sibling: Element,
    points: dict[Element, float],
    measured: Measured,
    least: float,
    same: str,
) -> bool:
    bonus = least if same and sibling.get("class") == same else 0.0
    if sibling in points and points[sibling] + bonus >= least:
        return True
    figures = measured.get(sibling)
    if figures is not None and figures.images and _is_picture(sibling, figures, measured):
        return True
    if sibling.tag != "p" or figures is None:
        return False
    if figures.text > 80:  # noqa: PLR2004
        return figures.density < 0.25  # noqa: PLR2004
    return figures.text > 0 and figures.linked == 0 and ". " in plain(sibling.text()) + " "


def _is_picture(element: Element, figures: Figures, measured: Measured) -> bool:
    """Tell whether an element is a figure with its caption, or a box around some."""
    shown = list(element.iterate("figure"))
    if not shown or any(map(leads_away, shown)):
        return False
    captions = (one for figure in shown for one in figure.iterate("figcaption"))
    said = sum(measured[one].text for one in captions if one in measured)
    return figures.text <= said


def leads_away(figure: Element) -> bool:
    """Tell whether a picture in a figure is a link."""
    return any(
        around.tag == "a"
        for image in figure.iterate("img")
        for around in itertools.takewhile(lambda one: one is not figure, image.ancestors())
    )
