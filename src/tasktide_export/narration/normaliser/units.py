"""Measures: a number and the sign of a unit, which CLDR has names for."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from tasktide_export.narration.normaliser.numbers import (
    ALONE,
    NUMBER,
    article_for_one,
    count,
    ranged,
    up_to,
)
from tasktide_export.narration.normaliser.rule import GAP, Rule, one_of, rule, word_before
from tasktide_export.narration.normaliser.tongue import Tongue, units


def unit_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rule for measures; a sign of one letter counts after a space alone."""
    names, apart = units()
    number = rf"(?P<first>[-\u2212+]?{NUMBER}){up_to(tongue)}"
    close = rf"(?:{GAP}|(?P<joined>-))?(?P<close>{one_of(set(names) - apart)})"
    # A capital with a dot is more often the initial of a name.
    far = rf"{GAP}(?P<apart>{one_of(apart)})(?!\s?[A-Z(]|(?<=[A-Z])\.\s?[A-Z(])"
    yield rule(
        rf"{ALONE}{number}(?:{close}|{far})(?![\w²³/°'\u2019-])", partial(_measure, tongue=tongue)
    )


def _measure(match: re.Match[str], tongue: Tongue) -> str | None:
    from babel.units import UnknownUnitError

    name = units()[0][match["close"] or match["apart"]]
    amount = count((match["last"] or match["first"]).lstrip("-\u2212+"), tongue)
    attributive = bool(match["joined"]) or is_attributive(match, tongue)
    try:
        said = _around(1 if attributive else amount, name, tongue)
    except UnknownUnitError:
        return None
    number = article_for_one(ranged(match, tongue), name, tongue)
    return said.format(number) if said else None


def _around(amount: Any, name: str, tongue: Tongue) -> str:
    """Return a unit's name with ``{}`` for the number, nothing where there is no place for it."""
    from babel.numbers import format_decimal
    from babel.units import format_unit

    written = format_decimal(amount, locale=tongue.locale)
    whole = format_unit(amount, name, "long", locale=tongue.locale).replace("\u00a0", " ")
    written = written.replace("\u00a0", " ")
    before, found, after = whole.partition(written)
    return f"{before}{{}}{after}" if found and "{" not in before + after else ""


def is_attributive(match: re.Match[str], tongue: Tongue) -> bool:
    """Return whether a quantity stands before what it measures: "a 5 km run"."""
    follows = match.string[match.end() : match.end() + 2]
    articles = tongue.table("money").get("attributive", ())
    return word_before(match).lower() in articles and follows[1:].isalpha()
