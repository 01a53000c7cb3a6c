"""Numbers as they are written, and number words that espeak-ng does not know."""

import re
from decimal import Decimal
from functools import lru_cache

from tasktide_export.narration.normaliser.rule import DASH
from tasktide_export.narration.normaliser.tongue import Tongue

_GROUP = "[.,'\u2019\u00a0\u202f\u2009]"
NUMBER = rf"\d{{1,15}}+(?:{_GROUP}\d{{3}}(?!\d))*+(?:[.,]\d{{1,12}}(?!\d))?+"
"""A number with or without thousands marks and decimals; at most 15 digits in a row."""
ALONE = rf"(?<![\w.,:/{DASH}-])(?<!\d[\u00a0\u202f\u2009])"
"""What must not stand before a number: it would be part of something else."""

_ROMAN = re.compile(
    "M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})",
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_THOUSANDS = 3
"""Digits between two thousands marks."""


def count(written: str, tongue: Tongue) -> Decimal:
    """Return the value of a number; which mark is the decimal one, the language tells.

    It chooses a plural: whole numbers and fractions have forms of their own.
    """
    digits = re.sub(r"[^\d.,]", "", written)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return Decimal(digits)
    decimal_mark = str(tongue.locale.number_symbols.get("latn", {}).get("decimal", "."))
    whole, last, tail = digits.rpartition(marks[-1])
    if len(tail) == _THOUSANDS and (last != decimal_mark or len(marks) > 1):
        return Decimal(re.sub("[.,]", "", digits))
    return Decimal(f"{re.sub('[.,]', '', whole)}.{tail}")


def up_to(tongue: Tongue, sign: str = "(?!)") -> str:
    """Return a pattern for the end of a range, group ``last``; ``sign`` may stand before it."""
    dash = rf"\s?{DASH}\s?(?:{sign})?+" if tongue.word("to") else "(?!)"
    return rf"(?:{dash}(?P<last>{NUMBER}))?+"


def ranged(match: re.Match[str], tongue: Tongue) -> str:
    """Return the words for a number, or for a range of two: groups ``first`` and ``last``."""
    first, last = spoken(match["first"], tongue), match["last"]
    return f"{first} {tongue.word('to')} {spoken(last, tongue)}" if last else first


def spoken(written: str, tongue: Tongue) -> str:
    """Return a number with a word for its comma, where the voice says a wrong one."""
    comma = tongue.word("decimal")
    return re.sub(r"(?<=\d),(?=\d)", f" {comma} ", written) if comma else written


def article_for_one(number: str, what: str, tongue: Tongue) -> str:
    """Return the number, or the word for a 1 that counts ``what`` (a unit or a currency).

    Voices read "1 Kilometer" as "eins Kilometer", where people say "ein".
    """
    words = tongue.table("one")
    if number != "1" or not words:
        return number
    return str(words["otherwise" if what in words["units"] else "usual"])


def roman(numeral: str) -> int:
    """Return the value of a Roman number in capitals, 0 when it is none."""
    if not _ROMAN.fullmatch(numeral):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


@lru_cache(maxsize=1024)
def ordinal(number: int, code: str) -> str:
    """Return the ordinal in words: "fourteenth", "vierzehnte", "quatorzième"."""
    from num2words import num2words

    return str(num2words(number, lang=code, to="ordinal"))
