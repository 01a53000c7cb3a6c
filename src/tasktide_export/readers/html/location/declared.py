"""Which element a page itself says to hold its content."""

from tasktide_export.readers.html.elements import Element, plain


def declared_content(body: Element) -> Element:
    """Return ``article``, ``main`` or ``body``: the narrowest that holds the article."""
    mains = [
        one
        for one in body.iterate()
        if (one.tag == "main" or one.get("role") == "main") and _shows(one)
    ]
    outer = mains[0] if len(mains) == 1 else body
    articles = [
        one
        for one in outer.iterate("article")
        if one is not outer and not any(around.tag == "article" for around in one.ancestors())
    ]
    if len(articles) == 1 and _shows(articles[0]) and _holds_most(articles[0], outer):
        return articles[0]
    return outer


def _shows(element: Element) -> bool:
    return bool(plain(element.text())) or element.first("img", "picture", "math") is not None


def _holds_most(article: Element, outer: Element) -> bool:
    return len(plain(article.text())) * 2 >= len(plain(outer.text()))
