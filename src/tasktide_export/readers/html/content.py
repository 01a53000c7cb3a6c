"""Where in the page the article is.

A step of its own before mapping: it takes the page's tree and returns the
element whose content becomes the document.
"""

from collections.abc import Iterator

from tasktide_export.readers.html.elements import SILENT_TAGS, Element, plain
from tasktide_export.readers.html.location.locate import find_article
from tasktide_export.readers.html.notices import Notices


def locate(page: Element, notices: Notices) -> Element:
    """Return the element that holds the article, furniture taken out of it."""
    return find_article(body_of(page), notices)


def body_of(page: Element) -> Element:
    """Return the page's ``body``."""
    return next((one for one in page.elements() if one.tag == "body"), page)


def report_rest(page: Element, content: Element, notices: Notices) -> None:
    """Say what of the page's text stands outside of its content."""
    body = body_of(page)
    if content is body:
        return
    outside = plain(" ".join(_outside(body, content)))
    if outside:
        notices.add(
            "page-rest-removed",
            f"what stands outside of the page's <{content.tag}> was left out "
            f"({len(outside.split())} words)",
            outside,
        )


def _outside(element: Element, content: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child is not content and child.tag not in SILENT_TAGS:
            yield from _outside(child, content)


def _shows(element: Element) -> bool:
    return bool(plain(element.text())) or element.first("img", "picture", "math") is not None


def _holds_most(article: Element, outer: Element) -> bool:
    return len(plain(article.text())) * 2 >= len(plain(outer.text()))
