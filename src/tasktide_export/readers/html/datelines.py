"""When the article was published, read off the page where it declares nothing.

Microdata and ``time`` elements come first; then the short lines around the
title that hold a date in words or figures and little else.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from tasktide_export.readers.html.bylines import outside
from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.reading import is_hidden

_DATED = re.compile(r"(?:^|[\s_-])(?:published|entry-date|post-date|dt-published|date)(?:$|[\s_-])")
_UPDATED = re.compile(
    r"\b(?:updated|modified|reviewed|revised|edited|expires?|copyright)\b|©", re.IGNORECASE
)
_FIGURES = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)"
)
_WORDS = re.compile(
    r"(?<![\w])(?:(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?"
    r"|(?P<day2>\d\d?)(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?P<month2>[^\W\d_]{3,12})\.?)"
    r",?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_LINE = 90
"""A line of more characters than this is a sentence that happens to name a day."""
_BESIDE = 60
"""So many characters may stand beside the date: a name, a label, a time to read."""
_LABEL = 40
_AFTER = 80
"""How many elements after the title are looked at."""


def shown_dates(page: Element, language: str) -> Iterator[tuple[str, bool]]:
    """Yield the dates that the page shows, and whether it declares each to be the publication's.

    Only microdata declares; a class name, the first ``time`` or a line is a guess.
    ``language`` is the page's own, for the names of months.
    """
    times = [one for one in page.iterate("time", "meta", "span") if _date_of(one)]
    for one in times:
        if "datepublished" in one.get("itemprop").lower().split():
            yield _date_of(one), True
    for one in times:
        if one.tag == "time" and not outside(one) and ("pubdate" in one.attributes or _dated(one)):
            yield _date_of(one), False
    for line in _lines_by_title(page):
        if found := written_date(line, language):
            yield found, False


def written_date(text: str, language: str = "") -> str:
    """Return the first day that ``text`` names, in ISO 8601, or an empty string."""
    if found := _FIGURES.search(text):
        return _iso(found["year"], found["month"], found["day"])
    for found in _WORDS.finditer(text):
        name = (found["month"] or found["month2"]).casefold()
        number = _months("en").get(name) or _months(language).get(name)
        if number:
            return _iso(found["year"], str(number), found["day"] or found["day2"])
    return ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


@lru_cache(maxsize=32)
def _months(language: str) -> Mapping[str, int]:
    """Return the months by their names and short names in a language (CLDR)."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import get_month_names

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return {}
    spellings = (
        get_month_names("wide", "format", locale),
        get_month_names("abbreviated", "format", locale),
        get_month_names("wide", "stand-alone", locale),
    )
    names = {
        name.rstrip(".").casefold(): number
        for spelling in spellings
        for number, name in spelling.items()
    }
    return names | ({"sept": 9} if locale.language == "en" else {})


def _lines_by_title(page: Element) -> Iterator[str]:
    """Yield the short lines after the page's first heading, without those of updates."""
    started = False
    seen = 0
    for element in page.iterate():
        if element.tag == "h1" and plain(element.text()):
            started, seen = True, 0
        if not started:
            continue
        seen += 1
        if seen > _AFTER:
            return
        own = plain(" ".join(one for one in element.children if isinstance(one, str)))
        if own and len(own) <= _LINE and _names_a_day(own) and not _is_beside(element):
            yield own


def _names_a_day(text: str) -> bool:
    found = _FIGURES.search(text) or _WORDS.search(text)
    if found is None or len(text) - len(found[0]) > _BESIDE:
        return False
    return _UPDATED.search(text) is None


def _is_beside(element: Element) -> bool:
    """Tell whether a line is not the article's, or follows a label for updates."""
    if _UPDATED.search(_label(element)):
        return True
    return element.tag in {"a", "script", "style"} or outside(element) or is_hidden(element)


def _label(element: Element) -> str:
    """Return the words right before an element, if they are a label and no date."""
    siblings = element.parent.children if element.parent is not None else []
    before = siblings[: siblings.index(element)] if element in siblings else []
    for one in reversed(before):
        if words := plain(one if isinstance(one, str) else one.text()):
            return "" if len(words) > _LABEL or _names_a_day(words) else words
    return ""


def _dated(element: Element) -> bool:
    near = [element, *list(element.ancestors())[:2]]
    return any(_DATED.search(one.get("class").lower()) for one in near)


def _date_of(element: Element) -> str:
    return element.get("datetime") or (element.get("content") if element.get("itemprop") else "")
