"""Quantities: units, amounts of money, ranges, versions, powers."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from tasktide_export.narration.normaliser.numbers import ALONE, NUMBER, count, power, year
from tasktide_export.narration.normaliser.rule import Rule, one_of
from tasktide_export.narration.normaliser.tongue import Tongue, units

_SPACE = r"[ \u00a0\u202f\u2009]"
_TO = "\\s?[\u2013]\\s?"
_CODES = ("USD", "EUR", "GBP", "JPY", "CHF", "SEK", "NOK", "DKK", "CAD", "AUD", "NZD", "CNY",
          "INR", "PLN", "CZK", "BRL", "MXN", "KRW", "TRY", "UAH", "ZAR", "HKD", "SGD")  # fmt: skip
_DOLLARS = {"US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
            "HK$": "HKD", "S$": "SGD", "R$": "BRL"}  # fmt: skip
_KNOWN = {"€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₩": "KRW",
          "₪": "ILS", "zł": "PLN", "Kč": "CZK"}  # fmt: skip
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_CENTS = re.compile(r"(\d[\d.,' \u00a0\u202f\u2019]*)[.,](\d\d)")


def quantity_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for quantities, in the order in which they apply."""
    yield from _money_rules(tongue)
    yield from _unit_rules(tongue)
    yield from _range_rules(tongue)
    yield from _power_rules(tongue)
    if tongue.word("version"):
        yield Rule(
            re.compile(r"(?<![\w.])[vV](\d{1,6}(?:\.\d{1,6}){1,5})(?![\d.]*\d)"),
            lambda m: f"{tongue.word('version')} {_points(m[1], tongue)}",
        )
        yield Rule(
            re.compile(r"(?<![\w.,/:-])\d{1,5}(?:\.\d{1,5}){2,5}(?!\.?\d)"),
            partial(_dotted, tongue=tongue),
        )
    if tongue.word("decimal"):
        yield Rule(
            re.compile(rf"{ALONE}(\d{{1,9}}),(\d{{1,9}})(?![\d,])"),
            lambda m: f"{m[1]} {tongue.word('decimal')} {m[2]}",
        )


def _points(dotted: str, tongue: Tongue) -> str:
    return dotted.replace(".", f" {tongue.word('point')} ")


def _dotted(match: re.Match[str], tongue: Tongue) -> str | None:
    """Say each part of a dotted number, unless it is one number with thousands marks."""
    first, *others = match[0].split(".")
    if len(first) <= 3 and all(len(one) == 3 for one in others):  # noqa: PLR2004
        return None
    return _points(match[0], tongue)


def _range(first: str, last: str | None, tongue: Tongue) -> str:
    return f"{first} {tongue.word('to')} {last}" if last else first


# --- units -------------------------------------------------------------------


def _unit_rules(tongue: Tongue) -> Iterator[Rule]:
    names, apart = units()
    last = rf"(?:{_TO}(?P<last>{NUMBER}))?+" if tongue.word("to") else "(?P<last>(?!))?"
    close = one_of(set(names) - apart)
    yield Rule(
        re.compile(
            rf"{ALONE}(?P<first>[-\u2212+]?{NUMBER}){last}"
            rf"(?:(?:{_SPACE}|(?P<joined>-))?(?P<close>{close})|{_SPACE}(?P<apart>{one_of(apart)})"
            r"(?!\.?\s?[A-Z(]))(?![\w²³/°'’-])"  # noqa: RUF001
        ),
        partial(_unit, tongue=tongue),
    )


def _unit(match: re.Match[str], tongue: Tongue) -> str | None:
    from babel.units import UnknownUnitError

    written = match["last"] or match["first"]
    name = units()[0][match["close"] or match["apart"]]
    amount = count(written.lstrip("-\u2212+"), tongue)
    attributive = bool(match["joined"]) or _is_attributive(match, tongue)
    try:
        said = _named(1 if attributive else amount, name, tongue)
    except UnknownUnitError:
        return None
    if said is None:
        return None
    number = _range(match["first"], match["last"], tongue)
    return said.format(_one(number, name, tongue))


def _named(amount: Any, name: str, tongue: Tongue) -> str | None:
    """Return the unit's name around ``{}``, or ``None`` where it leaves the number out."""
    from babel.numbers import format_decimal
    from babel.units import format_unit

    written = format_decimal(amount, locale=tongue.locale)
    whole = format_unit(amount, name, "long", locale=tongue.locale)
    before, found, after = whole.partition(written)
    return f"{before}{{}}{after}" if found and "{" not in before + after else None


def _one(number: str, name: str, tongue: Tongue) -> str:
    """Return the article that is said for 1, where the language has one."""
    words = tongue.table("one")
    if number != "1" or not words:
        return number
    return str(words["otherwise" if name in words["units"] else "usual"])


def _is_attributive(match: re.Match[str], tongue: Tongue) -> bool:
    """Return whether the quantity stands before what it measures: "a 5 km run"."""
    articles = tongue.table("money").get("attributive", ())
    before = match.string[max(0, match.start() - 8) : match.start()].split()
    follows = match.string[match.end() : match.end() + 2]
    return bool(before) and before[-1].lower() in articles and follows[1:].isalpha()


# --- money -------------------------------------------------------------------


def _money_rules(tongue: Tongue) -> Iterator[Rule]:
    words = tongue.table("money")
    signs = {*words.get("symbols", ()), *_DOLLARS, *_KNOWN, *_CODES}
    magnitudes = one_of(words.get("magnitudes", ()))
    last = rf"(?:{_TO}(?:{one_of(signs)})?+(?P<last>{NUMBER}))?+" if tongue.word("to") else ""
    say = partial(_money, tongue=tongue)
    number = rf"(?P<first>{NUMBER}){last or '(?P<last>(?!))?'}"
    yield Rule(
        re.compile(
            rf"(?<![\w$.,])(?P<minus>[-\u2212])?(?P<sign>{one_of(signs)}){_SPACE}?{number}"
            rf"(?:{_SPACE}?(?P<size>{magnitudes})(?!\w))?(?![\w%])"
        ),
        say,
    )
    yield Rule(
        re.compile(
            rf"{ALONE}(?P<minus>[-\u2212])?{number}{_SPACE}?(?:(?P<size>{magnitudes}){_SPACE}?)?"
            rf"(?P<sign>{one_of(signs)})(?![\w])"
        ),
        say,
    )


def _money(match: re.Match[str], tongue: Tongue) -> str | None:
    words = tongue.table("money")
    written = match["last"] or match["first"]
    amount = count(written, tongue)
    number = f"{match['minus'] or ''}{_range(match['first'], match['last'], tongue)}"
    single = bool(words) and _is_attributive(match, tongue)
    if match["size"]:
        name = _currency(match["sign"], 1 if single else 5, tongue)
        return name and _with_magnitude(number, match["size"], amount, name, tongue)
    name = _currency(match["sign"], 1 if single else amount, tongue)
    parts = _CENTS.fullmatch(match["first"])
    if not name or not words or not parts or match["last"]:
        return name and f"{_one(number, match['sign'], tongue)} {name}"
    whole, cents = parts.groups()
    name = _currency(match["sign"], 1 if single else count(whole, tongue), tongue)
    said = _one(f"{match['minus'] or ''}{whole}", match["sign"], tongue)
    if cents == "00":
        return f"{said} {name}"
    if cents.startswith("0") or whole.strip("0") == "":
        return f"{number} {_currency(match['sign'], amount, tongue)}"
    return str(words["divided"]).format(whole=said, name=name, part=cents)


def _with_magnitude(number: str, size: str, amount: Any, name: str, tongue: Tongue) -> str:
    words = tongue.table("money")
    key = next(one for one in words["magnitudes"] if one.replace(" ", "") == _closed(size))
    forms = words["magnitudes"][key]
    magnitude = forms.get(str(tongue.locale.plural_form(amount)), forms["other"])
    of = words.get("of_vowel" if name[0].lower() in "aeiouyéè" else "of", "")
    said = str(words["with_magnitude"])
    return said.format(number=_one(number, "", tongue), magnitude=magnitude, of=of, name=name)


def _closed(written: str) -> str:
    return re.sub(r"\s", "", written)


def _currency(sign: str, amount: Any, tongue: Tongue) -> str:
    """Return the currency's name in the plural of ``amount``, empty when nobody knows it."""
    from babel.numbers import get_currency_name

    own = tongue.table("money").get("symbols", {}).get(sign)
    if own:
        return str(own.get(str(tongue.locale.plural_form(amount)), own["other"]))
    code = _DOLLARS.get(sign) or _KNOWN.get(sign) or (sign if sign in _CODES else "")
    name = str(get_currency_name(code, amount, tongue.locale)) if code else ""
    return "" if name == code else name


# --- ranges and powers ---------------------------------------------------------


def _range_rules(tongue: Tongue) -> Iterator[Rule]:
    to = tongue.word("to")
    if not to:
        return
    yield Rule(
        re.compile(
            r"(?<![\w.,:/–-])((?:1[1-9]|20)\d\d)(?:\s?–\s?|-)((?:1[1-9]|20)\d\d|\d\d)(?![\w–-]|[.,]\d)"  # noqa: RUF001
        ),
        partial(_years, tongue=tongue),
    )
    clock = r"\d{1,2}[:.]\d\d"
    yield Rule(
        re.compile(
            rf"(?<![\w.,:/–-])(?P<first>{clock}|{NUMBER})(?P<dash>–)(?={clock}|\d)(?!{NUMBER}–)"  # noqa: RUF001
        ),
        lambda _: f" {to} ",
        "dash",
    )
    capitals = r"(?<![\w–-])[A-Z](?P<dash>–)[A-Z](?![\w–-])"  # noqa: RUF001
    yield Rule(re.compile(capitals), lambda _: f" {to} ", "dash")
    spans = (tongue.locale.days, tongue.locale.months)
    for span in spans:
        names = {
            str(one) for form in ("wide", "abbreviated") for one in span["format"][form].values()
        }
        known = one_of({*names, *(one.rstrip(".") for one in names)})
        both = rf"(?<!\w){known}(?P<dash>\s?–\s?){known}(?!\w)"  # noqa: RUF001
        yield Rule(re.compile(both), lambda _: f" {to} ", "dash")


def _years(match: re.Match[str], tongue: Tongue) -> str | None:
    first, last = match.groups()
    hyphen = "-" in match[0]
    whole = last if len(last) == 4 else first[:2] + last  # noqa: PLR2004
    if int(whole) <= int(first) or (hyphen and len(last) == 2 and int(last) <= 12):  # noqa: PLR2004
        return None
    ended = year(last, tongue) if len(last) == 4 else last  # noqa: PLR2004
    return f"{year(first, tongue)} {tongue.word('to')} {ended}"


def _power_rules(tongue: Tongue) -> Iterator[Rule]:
    if not tongue.table("power"):
        return
    yield Rule(
        re.compile(r"(?<=[\d\w)])(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,6})(?![⁰¹²³⁴⁵⁶⁷⁸⁹])"),
        partial(_raised, tongue=tongue),
    )
    yield Rule(
        re.compile(r"(?<=[\d\w)])\^\(?([-\u2212]?\d{1,6})\)?(?!\w)"),
        lambda m: f" {power(m[1], tongue)}",
    )


def _raised(match: re.Match[str], tongue: Tongue) -> str | None:
    """Say an exponent; after a word, a raised number is that of a note or a reference."""
    before = re.search(r"\w+\Z", match.string[max(0, match.start() - 12) : match.start()])
    if before and len(before[0]) > 1 and not before[0].isdigit():
        return None
    return f" {power(match[1].translate(_RAISED), tongue)}"
