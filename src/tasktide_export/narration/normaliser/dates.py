"""Dates: in figures, and with the month in words."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial

from tasktide_export.narration.normaliser.german import ending_of
from tasktide_export.narration.normaliser.numbers import ordinal
from tasktide_export.narration.normaliser.rule import DASH, Rule, one_of, rule
from tasktide_export.narration.normaliser.times import time_rules
from tasktide_export.narration.normaliser.tongue import Tongue
from tasktide_export.narration.normaliser.years import said_year

_ISO = (
    r"(?<![\w./-])(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?P<seconds>:\d\d)?)(?:[.,]\d{1,9})?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
    r"(?![\w/-])"
)
_YEAR = rf"(?P<year>(?:1\d|20)\d\d)(?![\w{DASH}-]|[.,]\d)"
_MONTHS = 12
_DAYS = 31


def date_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for dates: ISO 8601, in figures, with the month in words."""
    yield rule(_ISO, partial(_iso, tongue=tongue))
    order = _order(tongue)
    if order:
        yield rule(
            r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\w/-]|\.\d)",
            partial(_numeric, order=order, tongue=tongue),
        )
    yield from _written_rules(tongue)


def _iso(match: re.Match[str], tongue: Tongue) -> str | None:
    try:
        day = dt.date.fromisoformat(match["day"])
    except ValueError:
        return None
    said, time, zone = _long(day, tongue), match["time"], match["zone"]
    if not time:
        return said
    told = time if match["seconds"] else _first(time_rules(tongue), time)
    return f"{said}, {told}" + (f" UTC{zone.removeprefix('Z')}" if zone else "")


def _long(day: dt.date, tongue: Tongue) -> str:
    from babel.dates import format_date

    return _first(_written_rules(tongue), str(format_date(day, "long", tongue.locale)))


def _first(rules: Iterator[Rule], text: str) -> str:
    """Return ``text`` as the first rule that takes it says it."""
    for one in rules:
        if (match := one.pattern.search(text)) and (said := one.say(match)) is not None:
            return text[: match.start(one.group)] + said + text[match.end(one.group) :]
    return text


# --- in figures ------------------------------------------------------------------


def _order(tongue: Tongue) -> str:
    """Return the order of day and month in figures; in English the region tells."""
    if tongue.code != "en":
        return tongue.word("numeric_dates")
    if not tongue.region:
        return "?/?/y"
    return "m/d/y" if tongue.region in ("US", "PH") else "d/m/y"


def _numeric(match: re.Match[str], order: str, tongue: Tongue) -> str | None:
    first, mark, second, year = match.groups()
    if mark == "." and "." not in order:
        return None
    months_first = order.startswith("m")
    if order.startswith("?"):
        if (int(first) > _MONTHS) == (int(second) > _MONTHS):
            return None  # either may be the month
        months_first = int(second) > _MONTHS
    month, day = (first, second) if months_first else (second, first)
    try:
        return _long(dt.date(int(year), int(month), int(day)), tongue)
    except ValueError:
        return None


# --- with the month in words -----------------------------------------------------


def _written_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for the languages whose voices read a day as a plain number."""
    if tongue.code not in _SAID:
        return
    months = _month_names(tongue)
    say = partial(_SAID[tongue.code], months=months, tongue=tongue)
    month = rf"(?P<month>{one_of(months)})"
    day = "(?P<day>[0-3]?\\d)"
    suffix = {"de": r"\.", "en": "(?:st|nd|rd|th)?"}.get(tongue.code, "")
    if tongue.code == "en":
        yield rule(rf"(?<![\w-]){month} {day}{suffix}(?:,? {_YEAR})?(?!\w|[{DASH}:.,]\d)", say)
    yield rule(
        rf"(?<![\w{DASH}.,:/-]){day}{suffix}[ \u00a0]{month}(?!\w)(?:,?[ \u00a0]{_YEAR})?", say
    )
    if tongue.code in ("en", "de"):
        yield rule(rf"(?<![\w-])(?P<day>){month},? {_YEAR}", say)


def _month_names(tongue: Tongue) -> dict[str, str]:
    """Return the full names of months by the full and the short ones."""
    forms = tongue.locale.months["format"]
    names = {str(name): str(name) for name in forms["wide"].values()}
    for number, short in forms["abbreviated"].items():
        full = str(forms["wide"][number])
        names.setdefault(str(short), full)
        names.setdefault(f"{str(short).rstrip('.')}.", full)
    if tongue.code == "en":
        names["Sept."] = "September"
    return names


def _english(match: re.Match[str], months: dict[str, str], tongue: Tongue) -> str | None:
    month, year = months[match["month"]], match["year"]
    told = said_year(year, tongue) if year else ""
    if not match["day"]:
        return f"{month} {told}"
    if not (said := _day(match["day"], tongue)):
        return None
    if match.start("month") < match.start("day"):
        return f"{month} {said}, {told}" if year else f"{month} {said}"
    the = "" if match.string[: match.start()][-5:].lower().endswith("the ") else "the "
    return f"{the}{said} of {month} {told}".rstrip()


def _german(match: re.Match[str], months: dict[str, str], tongue: Tongue) -> str | None:
    month, year = months[match["month"]], match["year"]
    told = f" {said_year(year, tongue)}" if year else ""
    if not match["day"]:
        return f"{month}{told}"
    said = _day(match["day"], tongue)
    return f"{said}{ending_of(match, 'm', tongue)} {month}{told}" if said else None


def _swedish(match: re.Match[str], months: dict[str, str], tongue: Tongue) -> str | None:
    said = _day(match["day"], tongue)
    year = f" {match['year']}" if match["year"] else ""
    return f"{said} {months[match['month']]}{year}" if said else None


_SAID = {"en": _english, "de": _german, "sv": _swedish}


def _day(written: str, tongue: Tongue) -> str:
    return ordinal(int(written), tongue.code) if 1 <= int(written) <= _DAYS else ""
