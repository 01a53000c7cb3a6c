# ruff: noqa: RUF001 - the separators that pages use
"""Who wrote the article, read off the page where it declares nothing."""

import re
from collections.abc import Iterable

from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.reading import is_hidden

_LONGEST = 60
_BY = re.compile(
    r"^(?:(?:written|posted|published|story|text|words|article|reviewed|report)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|przez)\b:?\s+|^(?:authors?|autor(?:in)?|auteur|text)s?\s*:\s*",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*(?:[|•·—–]|\bon\b|\bupdated\b|\bpublished\b|\bposted\b|,?\s+(?:jan|feb|mar|apr|may|jun|jul|"
    r"aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\s\d{1,2}[./\s]).*$",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author-?name|author__?name|post-?author|entry-?author|"
    r"article-?author|p-author|author|dateline-author|c-byline)(?:$|[\s_])",
    re.IGNORECASE,
)
_OUTSIDE = frozenset({"footer", "aside", "nav"})


def declared_authors(properties: Iterable[Element]) -> tuple[str, ...]:
    """Return the names that microdata gives (schema.org's ``author``).

    ``properties`` are the page's elements with an ``itemprop``.
    """
    found = []
    for element in properties:
        if "author" in element.get("itemprop").split() and not outside(element):
            inner = next((one for one in element.iterate() if _is_name(one)), element)
            name = plain(inner.get("content") or inner.text())
            if name and len(name) <= _LONGEST:
                found.append(_BY.sub("", name))
    return tuple(dict.fromkeys(found))


def _is_name(element: Element) -> bool:
    return "name" in element.get("itemprop").split()


def shown_authors(page: Element) -> tuple[str, ...]:
    """Return the name in the first line that its class calls the author's."""
    for element in page.iterate("a", "address", "div", "p", "span", "cite", "strong"):
        if not _CLASS.search(element.get("class")) or outside(element) or is_hidden(element):
            continue
        name = _name(plain(element.text()))
        if name:
            return (name,)
    return ()


def outside(element: Element) -> bool:
    """Tell whether an element stands in what surrounds articles, or among comments."""
    return any(one.tag in _OUTSIDE or "comment" in one.get("class") for one in element.ancestors())


def _name(text: str) -> str:
    """Return a person's name out of a byline, or an empty string."""
    if len(text) > 2 * _LONGEST:
        return ""
    name = _END.sub("", _BY.sub("", text)).strip(" ,.;:")
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > _LONGEST or any(c.isdigit() for c in name):  # noqa: PLR2004
        return ""
    capitals = sum(1 for word in words if word[0].isupper() or not word[0].isascii())
    return name if capitals * 2 >= len(words) and not name.isupper() else ""
