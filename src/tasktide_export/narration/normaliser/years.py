"""Years and decades as people say them."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from tasktide_export.narration.normaliser.rule import Rule, one_of, rule
from tasktide_export.narration.normaliser.tongue import Tongue

_ENGLISH = (range(1100, 2000), range(2010, 2100))
_GERMAN = (range(1100, 2000),)
_DECADES = {"ten": "tens", "hundred": "hundreds", "thousand": "thousands"}


def said_year(written: str, tongue: Tongue) -> str:
    """Return a year as people say it: "nineteen fourteen", "neunzehnhundertvierzehn".

    In other languages, and in the years from 2000 to 2009, it is a number like others.
    """
    in_pairs = {"en": _ENGLISH, "de": _GERMAN}.get(tongue.code, ())
    if not any(int(written) in one for one in in_pairs):
        return written
    return _in_words(int(written), tongue.code)


@lru_cache(maxsize=1024)
def _in_words(year: int, code: str) -> str:
    from num2words import num2words

    return str(num2words(year, lang=code, to="year")).replace("-", " ")


def year_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for decades, and for four figures that can only be a year."""
    if tongue.code == "en":
        yield rule(
            r"(?<![\w.,$£€-])((?:1[1-9]|20)\d0)s(?!\w)",
            lambda m: _plural(said_year(m[1], tongue) if m[1] != "2000" else "two thousand"),
        )
        yield rule(r"(?<![\w.,$£€-])['\u2019]?([2-9]0)s(?!\w)", _short_decade)
    if tongue.code == "de":
        yield rule(r"(?<![\w.,-])(1[1-9]\d0)er(?!\w)", lambda m: f"{said_year(m[1], tongue)}er")
    if tongue.code == "sv":
        yield rule(r"(?<![\w.,-])(1[1-9])00-tal(?=\w)", _swedish_century)
    if after := tongue.table("years").get("after"):
        yield rule(
            rf"(?:(?<!\w)(?i:{one_of(after)})\s|\()(?P<year>(?:1[1-9]|20)\d\d)"
            r"(?!\w|[.,:]\d|\s?[%°€$£]|-\d)",
            partial(_year, tongue=tongue),
            "year",
        )


def _year(match: re.Match[str], tongue: Tongue) -> str:
    return said_year(match["year"], tongue)


def _short_decade(match: re.Match[str]) -> str:
    from num2words import num2words

    return _plural(str(num2words(int(match[1]), lang="en")))


def _plural(words: str) -> str:
    *before, last = words.split(" ")
    several = f"{last[:-1]}ies" if last.endswith("y") else _DECADES.get(last, f"{last}s")
    return " ".join((*before, several))


def _swedish_century(match: re.Match[str]) -> str:
    from num2words import num2words

    return f"{num2words(int(match[1]), lang='sv')}hundratal"
