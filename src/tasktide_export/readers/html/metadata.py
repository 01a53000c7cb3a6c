"""What the page declares about itself; nothing is guessed from its text.

Order of trust: JSON-LD (schema.org), OpenGraph, Dublin Core, plain ``meta``,
the ``title`` element, links with ``rel``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tasktide_export.document import UNDETERMINED, Metadata, collapse
from tasktide_export.readers.html.bylines import declared_authors, shown_authors
from tasktide_export.readers.html.datelines import shown_dates, written_date
from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.linked_data import Linked, linked_data
from tasktide_export.readers.html.reading import language_tag
from tasktide_export.readers.html.titles import ByTag, Meta, Site, find_title

_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$"
)

_BY = re.compile(r"^by\s+", re.IGNORECASE)

_TAGS = ("meta", "link", "title", "base", "script", "h1", "h2", "a")
PROPERTIES = "itemprop"
"""What the elements with microdata are listed under."""
_AUTHOR = (
    "dc:creator",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "author",
    "byl",
    "parsely-author",
    "article:author",
    "sailthru.author",
)
_DESCRIPTION = (
    "og:description",
    "dc.description",
    "dcterms.description",
    "description",
    "twitter:description",
)
_PUBLISHED = (
    "article:published_time",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "parsely-pub-date",
    "date",
    "datepublished",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified")
_PUBLISHER = ("dc.publisher", "dcterms.publisher", "citation_publisher")
_RIGHTS = ("dc.rights", "dcterms.rights", "copyright", "rights")
_SUBJECTS = ("article:tag", "dc.subject", "dcterms.subject", "keywords", "news_keywords")
_LANGUAGE = ("content-language", "dc.language", "dcterms.language", "og:locale", "language")


@dataclass(frozen=True, slots=True)
class Declared:
    """What was found: the metadata, the lead image's address, the base for addresses."""

    metadata: Metadata
    image: str
    base: str
    canonical: str


def declared(page: Element) -> Declared:
    """Return what the page declares."""
    found = _by_tag(page)
    meta = _meta(found)
    linked = linked_data(found["script"])
    site = linked.site or _first(meta, ("og:site_name", "application-name", "dc.publisher"))
    canonical = _link(found, "canonical") or _first(meta, ("og:url",))
    inferred = set()
    authors = linked.authors or tuple(_authors(found, meta)) or declared_authors(found[PROPERTIES])
    if not authors and (authors := shown_authors(page)):
        inferred.add("authors")
    published = _date(linked.published, *_all(meta, _PUBLISHED))
    language = _language(page, meta, linked)
    for shown, is_declared in () if published else shown_dates(page, language):
        published = _date(shown)
        if published:
            inferred.update(() if is_declared else ("published",))
            break
    metadata = Metadata(
        title=find_title(found, meta, linked, Site(site, canonical)),
        subtitle=linked.subtitle,
        authors=authors,
        language=language,
        description=linked.description or _first(meta, _DESCRIPTION),
        publisher=linked.publisher or _first(meta, _PUBLISHER),
        site=site,
        published=published,
        modified=_date(linked.modified, *_all(meta, _MODIFIED)),
        source=canonical if canonical.startswith(("http://", "https://")) else "",
        identifier=_first(meta, ("citation_doi", "dc.identifier", "dcterms.identifier")),
        rights=linked.rights or _first(meta, _RIGHTS) or _link(found, "license"),
        subjects=tuple(_subjects(meta, linked)),
        inferred=frozenset(inferred),
    )
    base = next((one.get("href") for one in found["base"] if one.get("href")), "")
    image = _first(meta, ("og:image", "og:image:url", "twitter:image")) or linked.image
    return Declared(metadata, image, base, metadata.source)


def _by_tag(page: Element) -> ByTag:
    """Sort the elements that metadata stands in by their tags, in one walk.

    Those with microdata are listed once more, under :data:`PROPERTIES`.
    """
    found: ByTag = {tag: [] for tag in (*_TAGS, PROPERTIES)}
    for element in page.iterate():
        if element.tag in found:
            found[element.tag].append(element)
        if "itemprop" in element.attributes:
            found[PROPERTIES].append(element)
    return found


def _meta(found: ByTag) -> Meta:
    """Return the page's ``meta`` values by lower-case name."""
    values: Meta = {}
    for element in sorted(found["meta"], key=lambda one: not one.get("property")):
        value = plain(element.get("content"))
        names = element.get("property") or element.get("name") or element.get("http-equiv")
        for name in (names or element.get("itemprop")).lower().split():
            if value:
                values.setdefault(name, []).append(value)
    return values


def _all(meta: Meta, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from meta.get(name, ())


def _first(meta: Meta, names: tuple[str, ...]) -> str:
    return next(_all(meta, names), "")


def _link(found: ByTag, relation: str) -> str:
    for element in found["link"]:
        if relation in element.get("rel").lower().split() and element.get("href"):
            return element.get("href")
    return ""


# --- the rest ----------------------------------------------------------------


def _authors(found: ByTag, meta: Meta) -> Iterator[str]:
    seen = set()
    claims = ([one for one in meta.get(name, ()) if "://" not in one] for name in _AUTHOR)
    names = next((one for one in claims if one), [])[:20]
    if not names:
        names = [
            plain(one.text())
            for one in (*found["a"], *found["link"])
            if "author" in one.get("rel").lower().split()
        ][:3]
    for name in (_BY.sub("", one) for one in names):
        if name and name.casefold() not in seen and len(name) <= 200:  # noqa: PLR2004
            seen.add(name.casefold())
            yield name


def _language(page: Element, meta: Meta, linked: Linked) -> str:
    wanted = [page.get("lang"), page.get("xml:lang")]
    wanted += [one.get("lang") for one in page.elements() if one.tag == "body"]
    wanted += [*_all(meta, _LANGUAGE), linked.language]
    return next((tag for tag in map(language_tag, wanted) if tag), UNDETERMINED)


def _date(*candidates: str) -> str:
    """Return the first candidate that is a date, in ISO 8601."""
    for candidate in candidates:
        text = candidate.strip().replace("/", "-", 2)
        if _DATE.match(text) and _is_day(text):
            return text.replace(" ", "T")
        if found := written_date(candidate):
            return found
    return ""


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _subjects(meta: Meta, linked: Linked) -> Iterator[str]:
    seen = set()
    declared_words = linked.subjects or tuple(_all(meta, _SUBJECTS))
    for words in declared_words:
        for word in words.split(","):
            subject = collapse(word)
            if subject and subject.casefold() not in seen:
                seen.add(subject.casefold())
                yield subject
