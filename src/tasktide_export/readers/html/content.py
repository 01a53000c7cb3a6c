"""Where in the page the article is.

A step of its own before mapping: it takes the page's tree and returns the
element whose content becomes the document.
"""

from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.location.locate import find_article
from tasktide_export.readers.html.notices import Notices


def locate(page: Element, notices: Notices) -> Element:
    """Return the element that holds the article, furniture taken out of it.

    What was taken out, and what stands outside, is in ``notices``.
    """
    return find_article(body_of(page), notices)


def body_of(page: Element) -> Element:
    """Return the page's ``body``."""
    return next((one for one in page.elements() if one.tag == "body"), page)
