"""Amounts of money, before and after the sign of a currency."""

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
from tasktide_export.narration.normaliser.rule import GAP, Rule, one_of, plain, rule
from tasktide_export.narration.normaliser.tongue import Tongue
from tasktide_export.narration.normaliser.units import is_attributive

_CODES = ("USD", "EUR", "GBP", "JPY", "CHF", "SEK", "NOK", "DKK", "CAD", "AUD", "NZD", "CNY",
          "INR", "PLN", "CZK", "BRL", "MXN", "KRW", "TRY", "UAH", "ZAR", "HKD", "SGD")  # fmt: skip
"""Currencies that are written with their code (ISO 4217)."""
_SIGNS = {"US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
          "HK$": "HKD", "S$": "SGD", "R$": "BRL", "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB",
          "₺": "TRY", "₴": "UAH", "₩": "KRW", "₪": "ILS", "zł": "PLN", "Kč": "CZK"}  # fmt: skip
"""Signs of one currency alone; "$" and "¥" are not, nor is "kr"."""
_PARTS = re.compile(r"(\d[\d.,' \u00a0\u202f\u2019]*)[.,](\d\d)")
_SEVERAL = 5


def money_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for amounts of money."""
    words = tongue.table("money")
    sign = one_of({*words.get("symbols", ()), *_SIGNS, *_CODES})
    size = rf"(?P<size>{one_of(words.get('magnitudes', ()))})"
    number = rf"(?P<first>{NUMBER}){up_to(tongue, sign)}"
    minus = "(?P<minus>[-\u2212])?"
    say = partial(_amount, tongue=tongue)
    yield rule(
        rf"(?<![\w$.,]){minus}(?P<sign>{sign}){GAP}?{number}(?:{GAP}?{size}(?!\w))?(?![\w%])", say
    )
    yield rule(rf"{ALONE}{minus}{number}{GAP}?(?:{size}{GAP}?)?(?P<sign>{sign})(?!\w)", say)


def _amount(match: re.Match[str], tongue: Tongue) -> str | None:
    words, sign = tongue.table("money"), match["sign"]
    amount = count(match["last"] or match["first"], tongue)
    number = f"{match['minus'] or ''}{ranged(match, tongue)}"
    single = bool(words) and is_attributive(match, tongue)
    if match["size"]:
        name = _currency(sign, 1 if single else _SEVERAL, tongue)
        return name and _millions(number, match["size"], amount, name, tongue)
    name = _currency(sign, 1 if single else amount, tongue)
    parts = _PARTS.fullmatch(match["first"])
    if not name or not words or not parts or match["last"]:
        return name and f"{article_for_one(number, sign, tongue)} {name}"
    whole, cents = parts.groups()
    told = article_for_one(f"{match['minus'] or ''}{whole}", sign, tongue)
    own = _currency(sign, 1 if single else count(whole, tongue), tongue)
    if cents == "00":
        return f"{told} {own}"
    if cents.startswith("0") or not whole.strip("0"):
        return f"{number} {name}"
    return str(words["divided"]).format(whole=told, name=own, part=cents)


def _millions(number: str, size: str, amount: Any, name: str, tongue: Tongue) -> str:
    words = tongue.table("money")
    forms = next(said for one, said in words["magnitudes"].items() if plain(one) == plain(size))
    magnitude = forms.get(str(tongue.locale.plural_form(amount)), forms["other"])
    of = words.get("of_vowel" if name[0].lower() in "aeiouyéè" else "of", "")
    told = article_for_one(number, "", tongue)
    return str(words["with_magnitude"]).format(number=told, magnitude=magnitude, of=of, name=name)


def _currency(sign: str, amount: Any, tongue: Tongue) -> str:
    """Return the currency's name in the plural of ``amount``, empty when nobody knows it."""
    from babel.numbers import get_currency_name

    own = tongue.table("money").get("symbols", {}).get(sign)
    if own:
        return str(own.get(str(tongue.locale.plural_form(amount)), own["other"]))
    code = sign if sign in _CODES else _SIGNS.get(sign, "")
    name = str(get_currency_name(code, amount, tongue.locale)) if code else ""
    return "" if name == code else name
