"""Where in the page the article is.

A step of its own before mapping: it takes the page's tree and returns the
element whose content becomes the document.
"""

from tasktide_export.readers.html.elements import Element, plain


def locate(page: Element) -> Element:
    """Return ``article``, ``main`` or ``body``: the narrowest that holds the article."""
    body = next((one for one in page.elements() if one.tag == "body"), page)
    mains = [one for one in body.iterate() if one.tag == "main" or one.get("role") == "main"]
    outer = mains[0] if len(mains) == 1 else body
    articles = [
        one
        for one in outer.iterate("article")
        if one is not outer and not any(around.tag == "article" for around in one.ancestors())
    ]
    if len(articles) == 1 and _holds_most(articles[0], outer):
        return articles[0]
    return outer


def _holds_most(article: Element, outer: Element) -> bool:
    return len(plain(article.text())) * 2 >= len(plain(outer.text()))
