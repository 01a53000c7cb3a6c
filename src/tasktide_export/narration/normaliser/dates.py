"""Dates, years and times of day."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial

from tasktide_export.narration.normaliser.numbers import ordinal, year
from tasktide_export.narration.normaliser.rule import Rule, one_of
from tasktide_export.narration.normaliser.tongue import Tongue

_ISO = re.compile(
    r"(?<![\w./-])(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?P<seconds>:\d\d)?)(?:[.,]\d{1,9})?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
    r"(?![\w/-])"
)
_ENGLISH_DECADE = {"ten": "tens", "hundred": "hundreds", "thousand": "thousands"}
_RAISED_DAY = (1, 2, 3)


def date_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for dates and times, in the order in which they apply."""
    yield Rule(_ISO, partial(_iso, tongue=tongue))
    yield from _numeric_rules(tongue)
    yield from _written_rules(tongue)
    yield from _year_rules(tongue)
    yield from _time_rules(tongue)


def _iso(match: re.Match[str], tongue: Tongue) -> str | None:
    try:
        day = dt.date.fromisoformat(match["day"])
    except ValueError:
        return None
    said, time, zone = _long(day, tongue), match["time"], match["zone"]
    if not time:
        return said
    told = time if match["seconds"] else _apply(_time_rules(tongue), time)
    return f"{said}, {told}" + (f" UTC{zone.removeprefix('Z')}" if zone else "")


def _long(day: dt.date, tongue: Tongue) -> str:
    from babel.dates import format_date

    return _apply(_written_rules(tongue), str(format_date(day, "long", tongue.locale)))


def _apply(rules: Iterator[Rule], text: str) -> str:
    for rule in rules:
        if (match := rule.pattern.search(text)) and (said := rule.say(match)) is not None:
            return text[: match.start(rule.group)] + said + text[match.end(rule.group) :]
    return text


# --- dates in figures ----------------------------------------------------------


def _numeric_rules(tongue: Tongue) -> Iterator[Rule]:
    order = tongue.word("numeric_dates")
    if tongue.code == "en":
        order = "m/d/y" if tongue.region in ("US", "PH") else "d/m/y" if tongue.region else "?/?/y"
    if order:
        yield Rule(
            re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\w/-]|\.\d)"),
            partial(_numeric, order=order, tongue=tongue),
        )


def _numeric(match: re.Match[str], order: str, tongue: Tongue) -> str | None:
    first, mark, second, years = match.groups()
    months_first = order.startswith("m")
    if order.startswith("?"):
        if (int(first) > 12) == (int(second) > 12):  # noqa: PLR2004 - either may be the month
            return None
        months_first = int(second) > 12  # noqa: PLR2004
    month, day = (first, second) if months_first else (second, first)
    if mark == "." and "." not in order:
        return None
    try:
        return _long(dt.date(int(years), int(month), int(day)), tongue)
    except ValueError:
        return None


# --- dates with the month in words ---------------------------------------------


def _written_rules(tongue: Tongue) -> Iterator[Rule]:
    wide = {str(name): str(name) for name in tongue.locale.months["format"]["wide"].values()}
    short = {}
    for number, name in tongue.locale.months["format"]["abbreviated"].items():
        full = str(tongue.locale.months["format"]["wide"][number])
        short.update({str(name): full, f"{str(name).rstrip('.')}.": full})
    months = {**short, **wide}
    say = partial(_SAID.get(tongue.code, _as_written), months=months, tongue=tongue)
    month = rf"(?P<month>{one_of(months)})"
    years = r"(?P<year>(?:1\d|20)\d\d)(?![\w–-]|[.,]\d)"  # noqa: RUF001
    if tongue.code == "en":
        yield Rule(
            re.compile(
                rf"(?<![\w-]){month} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:,? {years})?(?!\w|[–:.,]\d)"
            ),
            say,
        )
    if tongue.code in _SAID:
        dot = r"\." if tongue.code == "de" else "(?:st|nd|rd|th)?" if tongue.code == "en" else ""
        yield Rule(
            re.compile(
                rf"(?<![\w–.,:/-])(?P<day>[0-3]?\d){dot}[ \u00a0]{month}(?!\w)(?:,?[ \u00a0]{years})?"  # noqa: RUF001
            ),
            say,
        )
    if tongue.code in ("en", "de"):
        yield Rule(re.compile(rf"(?<![\w-])(?P<day>){month},? {years}"), say)


def _as_written(_match: re.Match[str], **_known: object) -> None:
    """Leave a date whose figures the voice reads well."""


def _english(match: re.Match[str], months: dict[str, str], tongue: Tongue) -> str | None:
    month, years = months[match["month"]], match["year"]
    told = year(years, tongue) if years else ""
    if not match["day"]:
        return f"{month} {told}"
    if not (said := _day(match["day"], tongue)):
        return None
    if match.start("month") < match.start("day"):
        return f"{month} {said}, {told}" if years else f"{month} {said}"
    the = "" if re.search(r"\b[Tt]he\s\Z", match.string[: match.start()][-5:]) else "the "
    return f"{the}{said} of {month} {told}".rstrip()


def _german(match: re.Match[str], months: dict[str, str], tongue: Tongue) -> str | None:
    month, years = months[match["month"]], match["year"]
    told = f" {year(years, tongue)}" if years else ""
    if not match["day"]:
        return f"{month}{told}"
    said = _day(match["day"], tongue)
    return said and f"{said}{german_ending(match, 'm', tongue)} {month}{told}"


def _swedish(match: re.Match[str], months: dict[str, str], tongue: Tongue) -> str | None:
    said = _day(match["day"], tongue)
    years = f" {match['year']}" if match["year"] else ""
    return said and f"{said} {months[match['month']]}{years}"


_SAID = {"en": _english, "de": _german, "sv": _swedish}


def _day(written: str, tongue: Tongue) -> str:
    return ordinal(int(written), tongue.code) if 1 <= int(written) <= 31 else ""  # noqa: PLR2004


def german_ending(match: re.Match[str], gender: str, tongue: Tongue) -> str:
    """Return what German adds to an ordinal, by the article or preposition before it."""
    before = match.string[max(0, match.start() - 12) : match.start()].split()
    word = before[-1].lower() if before else ""
    words = tongue.table("ordinals")
    if word in words["weak"]:
        return "n"
    if word in words["plain"]:
        return "n" if word == "der" and gender == "f" else ""
    return {"m": "r", "n": "s", "f": ""}[gender]


# --- years -----------------------------------------------------------------------


def _year_rules(tongue: Tongue) -> Iterator[Rule]:
    if tongue.code == "en":
        yield Rule(
            re.compile(r"(?<![\w.,$£€-])((?:1[1-9]|20)\d0)s(?!\w)"), partial(_decade, tongue=tongue)
        )
        yield Rule(
            re.compile(r"(?<![\w.,$£€-])['\u2019]?([2-9]0)s(?!\w)"),
            partial(_short_decade, tongue=tongue),
        )
    if tongue.code == "de":
        yield Rule(
            re.compile(r"(?<![\w.,-])(1[1-9]\d0)er(?!\w)"), lambda m: f"{year(m[1], tongue)}er"
        )
    if tongue.code == "sv":
        yield Rule(re.compile(r"(?<![\w.,-])(1[1-9])00-tal(?=\w)"), partial(_swedish_century))
    if after := tongue.table("years").get("after"):
        yield Rule(
            re.compile(
                rf"(?:(?<!\w)(?i:{one_of(after)})\s|\()(?P<year>(?:1[1-9]|20)\d\d)"
                r"(?!\w|[.,:]\d|\s?[%°€$£]|-\d)"
            ),
            lambda m: year(m["year"], tongue),
            "year",
        )


def _decade(match: re.Match[str], tongue: Tongue) -> str:
    return _plural(year(match[1], tongue) if match[1] != "2000" else "two thousand")


def _short_decade(match: re.Match[str], tongue: Tongue) -> str:
    from num2words import num2words

    return _plural(str(num2words(int(match[1]), lang=tongue.code)))


def _plural(words: str) -> str:
    *before, last = words.split(" ")
    several = f"{last[:-1]}ies" if last.endswith("y") else _ENGLISH_DECADE.get(last, f"{last}s")
    return " ".join((*before, several))


def _swedish_century(match: re.Match[str]) -> str:
    from num2words import num2words

    return f"{num2words(int(match[1]), lang='sv')}hundratal"


# --- times -------------------------------------------------------------------------


def _time_rules(tongue: Tongue) -> Iterator[Rule]:
    words = tongue.table("time")
    if not words:
        return
    separators = "[:.]" if "word" in words else ":"
    unit = rf"[ \u00a0\u202f]?{words['word']}(?!\w)" if "word" in words else "(?!)"
    half_day = one_of(words.get("half_day", ()))
    say = partial(_time, tongue=tongue)
    alone, end = r"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])", r"(?P<minute>[0-5]\d)"
    yield Rule(re.compile(rf"{alone}{separators}{end}{unit}(?P<half>)"), say)
    if before := words.get("before"):
        clock = rf"(?P<clock>(?P<hour>[01]?\d|2[0-4])[:.]{end}(?P<half>))"
        yield Rule(re.compile(rf"(?<!\w){one_of(before)}[ \u00a0]?{clock}(?!\d)"), say, "clock")
    if letter := words.get("letter"):
        yield Rule(
            re.compile(rf"{alone}[ \u00a0\u202f]?{letter}[ \u00a0\u202f]?{end}(?P<half>)(?!\w)"),
            say,
        )
        yield Rule(re.compile(rf"{alone}{letter}(?P<minute>)(?P<half>)(?![\w.-])"), say)
    yield Rule(
        re.compile(rf"{alone}:{end}(?P<half>[ \u00a0\u202f]?{half_day})?(?![\w:]|\.\d)"), say
    )


def _time(match: re.Match[str], tongue: Tongue) -> str | None:
    """Say an hour and its minutes; what the voice reads well is left alone."""
    words, hour = tongue.table("time"), str(int(match["hour"]))
    minute, half = match["minute"], match["half"] or ""
    lone = "_one" if hour in ("0", "1") else ""
    if not int(minute or 0):
        if half:
            return f"{hour} {half.strip()}"
        if tongue.code == "en" and not 1 <= int(hour) <= 12:  # noqa: PLR2004
            return f"{hour} hundred" if int(hour) else None
        return str(words.get(f"oclock{lone}") or words["oclock"]).format(h=hour)
    if "past" in words:
        said = str(words.get(f"past{lone}") or words["past"])
        return said.format(h=hour, m=int(minute))
    if minute.startswith("0") and "low" in words:
        return str(words["low"]).format(h=hour, m=int(minute)) + half
    return None
