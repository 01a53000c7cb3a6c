# ruff: noqa: RUF001 - the separators that pages use
"""The title of the article: as declared, without the site's name that pages add to it."""

import html
import re
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.linked_data import Linked
from tasktide_export.readers.sections import same_words

ByTag: TypeAlias = dict[str, list[Element]]
"""The page's elements that metadata stands in, by tag."""
Meta: TypeAlias = dict[str, list[str]]
"""The values of ``meta`` elements by lower-case name."""

_NAMES = (
    "dc:title",
    "dc.title",
    "dcterms.title",
    "dcterm:title",
    "og:title",
    "citation_title",
    "twitter:title",
    "parsely-title",
)
_SEPARATOR = re.compile(r"\s+[|\-–—•·»:/\\]{1,2}\s+|\s*[|»•]\s+")
_MOSTLY = 0.4
"""A heading of a smaller share of the title is the site's name, not the article's."""
_FEWEST = 3
_NAME = 4
"""The name of a host has at least so many letters in a site's name."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the page says of its site: a name and the page's own address, perhaps empty."""

    name: str
    address: str


def find_title(found: ByTag, meta: Meta, linked: Linked, site: Site) -> str:
    """Return the article's title; empty when the page has none."""
    element = next((one for one in found["title"] if _is_of_page(one)), None)
    shown = plain("".join(c for c in element.children if isinstance(c, str))) if element else ""
    headings = [text for one in (*found["h1"], *found["h2"]) if (text := plain(one.text()))]
    claims = [linked.title, linked.name, *(meta[name][0] for name in _NAMES if name in meta)]
    claimed = _confirmed([one for one in claims if one], shown, headings)
    if claimed:
        return _of_article(claimed, headings, site) or claimed
    if shown:
        return _of_article(shown, headings, site) or _without_last(shown)
    firsts = [text for one in found["h1"] if (text := plain(one.text()))]
    return firsts[0] if len(firsts) == 1 else ""


def _confirmed(claims: list[str], shown: str, headings: list[str]) -> str:
    """Return the first claim that the page shows too; without any, the first."""
    unescaped = [plain(html.unescape(one)) for one in claims]  # some systems escape twice
    for claim in unescaped:
        if claim in shown or any(same_words(claim, one) for one in headings):
            return claim
    return unescaped[0] if unescaped else ""


def _is_of_page(title: Element) -> bool:
    return not any(around.tag == "svg" for around in title.ancestors())


def _of_article(title: str, headings: list[str], site: Site) -> str:
    """Return the part of a title that is the article's, or an empty string."""
    if any(same_words(heading, title) for heading in headings):
        return title
    for heading in headings:
        if len(heading) >= _MOSTLY * len(title) and _adds_site(title, heading):
            return heading
    return _without_site(title, site)


def _adds_site(title: str, heading: str) -> bool:
    """Tell whether ``title`` is ``heading`` with a separator and a site's name."""
    if title.startswith(heading):
        return _SEPARATOR.match(title, len(heading)) is not None
    before = title.removesuffix(heading)
    return before != title and any(
        found.end() == len(before) for found in _SEPARATOR.finditer(before)
    )


def _without_site(title: str, site: Site) -> str:
    """Return ``title`` without a first or last part that names the site; empty if it has none."""
    found = list(_SEPARATOR.finditer(title))
    if not found:
        return ""
    last, first = title[found[-1].end() :], title[: found[0].start()]
    if _names_site(last, site):
        return title[: found[-1].start()]
    if _names_site(first, site):
        return title[found[0].end() :]
    return ""


def _names_site(words: str, site: Site) -> bool:
    if site.name and same_words(words, site.name):
        return True
    squeezed = "".join(c for c in words.casefold() if c.isalnum())
    try:
        labels = (urlsplit(site.address).hostname or "").removeprefix("www.").split(".")[:-1]
    except ValueError:
        return False
    return any(
        len(label) >= _NAME and (squeezed == label or squeezed.startswith(label))
        for label in (one.replace("-", "") for one in labels)
    )


def _without_last(title: str) -> str:
    """Return a page's title without its last part, which names the site more often than not."""
    found = list(_SEPARATOR.finditer(title))
    if not found:
        return title
    shorter = title[: found[-1].start()]
    return shorter if len(shorter.split()) >= _FEWEST else title
