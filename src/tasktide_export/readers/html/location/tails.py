"""Lists of links that end an article and lead on into the site."""

from urllib.parse import urlsplit

from tasktide_export.readers.html.elements import Element, names
from tasktide_export.readers.html.location.figures import Figures, Measured
from tasktide_export.readers.html.location.weeding import Removal
from tasktide_export.readers.html.media import urlsplit_safe

_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_LISTS = names("ul ol")
_SEVERAL = 3
"""So many items make a list of links; fewer may be a source."""
_ALL = 0.9
"""The share of the text in links from which a list is nothing but links."""


def clear_tail(content: Element, removal: Removal) -> None:
    """Take out lists of links into one site that end ``content``, with their headings."""
    while (last := _last_list(content, removal.measured)) is not None:
        figures = removal.measured[last]
        if last is content or figures.items < _SEVERAL or not _is_linked(last, figures):
            return
        heading = _heading_before(last)
        removal.take(last, "related")
        if heading is not None:
            removal.take(heading, "related")


def _last_list(content: Element, measured: Measured) -> Element | None:
    """Return the list that ends ``content``, or ``None`` when something else does."""
    one: Element | None = content
    while one is not None and one.tag not in _LISTS:
        shown = [
            child
            for child in one.elements()
            if child in measured and (measured[child].text or measured[child].images)
        ]
        one = shown[-1] if shown else None
    return one


def _is_linked(element: Element, figures: Figures) -> bool:
    hosts = {_host(one.get("href")) for one in element.iterate("a")}
    return figures.linked > _ALL * figures.text and len(hosts) == 1


def _host(reference: str) -> str:
    """Return the host of an address; empty for one of the page's own site."""
    return urlsplit(reference).netloc if urlsplit_safe(reference) else ""


def _heading_before(element: Element) -> Element | None:
    one = element
    while one.parent is not None:
        siblings = list(one.parent.elements())
        place = siblings.index(one)
        if place:
            return siblings[place - 1] if siblings[place - 1].tag in _HEADINGS else None
        one = one.parent
    return None
