"""Ranges, versions, powers and decimals."""

import re
from collections.abc import Iterator
from functools import partial

from tasktide_export.narration.normaliser.numbers import ALONE, NUMBER, spoken
from tasktide_export.narration.normaliser.rule import DASH, Rule, one_of, rule
from tasktide_export.narration.normaliser.tongue import Tongue
from tasktide_export.narration.normaliser.years import said_year

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻\u2212", "0123456789--")
_BASE = re.compile(r"(?<![\w.,])(?:10|2|[A-Za-z\u0391-\u03c9]|[mck]m)\Z")


def figure_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for figures that are neither money nor a measure."""
    if tongue.word("to"):
        yield from _range_rules(tongue)
    if tongue.table("power"):
        yield rule(r"(?<=\w)(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,6})(?![⁰¹²³⁴⁵⁶⁷⁸⁹])", partial(_raised, tongue=tongue))
        yield rule(
            r"(?<=[\d\w)])\^\(?([-\u2212]?\d{1,6})\)?(?!\w)",
            lambda m: f" {_power(m[1].translate(_RAISED), tongue)}",
        )
    if tongue.word("version"):
        yield rule(
            r"(?<![\w.])[vV](\d{1,6}(?:\.\d{1,6}){1,5})(?![\d.]*\d)",
            lambda m: f"{tongue.word('version')} {_points(m[1], tongue)}",
        )
        yield rule(
            r"(?<![\w.,/:-])\d{1,5}(?:\.\d{1,5}){2,5}(?!\.?\d)", partial(_dotted, tongue=tongue)
        )
    if tongue.word("decimal"):
        yield rule(
            rf"{ALONE}(\d{{1,9}}),(\d{{1,9}})(?![\d,])",
            lambda m: spoken(m[0], tongue),
        )


# --- ranges --------------------------------------------------------------------


def _range_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for what stands on both sides of a dash: years, figures, letters, days."""
    to = f" {tongue.word('to')} "
    alone = rf"(?<![\w.,:/{DASH}-])"
    year = r"(?:1[1-9]|20)\d\d"
    yield rule(
        rf"{alone}({year})(?:\s?{DASH}\s?|-)({year}|\d\d)(?![\w{DASH}-]|[.,]\d)",
        partial(_years, tongue=tongue),
    )
    number = rf"(?:\d{{1,2}}[:.]\d\d|{NUMBER})"
    yield rule(rf"{alone}{number}(?P<dash>{DASH})(?=\d)(?!{number}{DASH})", lambda _: to, "dash")
    yield rule(rf"(?<![\w{DASH}-])[A-Z](?P<dash>{DASH})[A-Z](?![\w{DASH}-])", lambda _: to, "dash")
    for cycle in (tongue.locale.days, tongue.locale.months):
        forms = (cycle["format"][form].values() for form in ("wide", "abbreviated"))
        named = {str(name) for form in forms for name in form}
        name = one_of({*named, *(one.rstrip(".") for one in named)})
        yield rule(rf"(?<!\w){name}(?P<dash>\s?{DASH}\s?){name}(?!\w)", lambda _: to, "dash")


def _years(match: re.Match[str], tongue: Tongue) -> str | None:
    """Say the years from one to another; "2024-05" may be a month, and is left alone."""
    first, last = match.groups()
    short = len(last) == 2  # noqa: PLR2004
    whole = first[:2] + last if short else last
    month = short and "-" in match[0] and int(last) <= 12  # noqa: PLR2004
    if int(whole) <= int(first) or month:
        return None
    ended = last if short else said_year(last, tongue)
    return f"{said_year(first, tongue)} {tongue.word('to')} {ended}"


# --- powers and versions ---------------------------------------------------------


def _raised(match: re.Match[str], tongue: Tongue) -> str | None:
    """Say an exponent: of ten, two, a letter or a measure.

    Elsewhere a raised number may be that of a note or a reference.
    """
    base = _BASE.search(match.string, max(0, match.start() - 12), match.start())
    if base is None:
        return None
    return f" {_power(match[1].translate(_RAISED), tongue)}"


def _power(digits: str, tongue: Tongue) -> str:
    """Return the words for an exponent, which may begin with a minus sign."""
    words = tongue.table("power")
    told = digits.replace("-", f"{tongue.word('minus')} ")
    return str(words.get(digits) or words["other"].format(n=told))


def _points(dotted: str, tongue: Tongue) -> str:
    return dotted.replace(".", f" {tongue.word('point')} ")


def _dotted(match: re.Match[str], tongue: Tongue) -> str | None:
    """Say each part of a dotted number, unless it is one number with thousands marks."""
    first, *others = match[0].split(".")
    if len(first) <= 3 and all(len(one) == 3 for one in others):  # noqa: PLR2004
        return None
    return _points(match[0], tongue)
