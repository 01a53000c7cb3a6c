"""Numbers as they are written, and number words that espeak-ng does not know."""

import re
from decimal import Decimal

from tasktide_export.narration.normaliser.tongue import Tongue

_GROUP = "[.,'\u2019\u00a0\u202f\u2009]"
NUMBER = rf"\d{{1,15}}+(?:{_GROUP}\d{{3}}(?!\d))*+(?:[.,]\d{{1,12}}(?!\d))?+"
"""A number with or without thousands marks and decimals; at most 15 digits in a row."""
ALONE = r"(?<![\w.,:/–-])(?<!\d[\u00a0\u202f\u2009])"  # noqa: RUF001
"""What must not stand before a number: it would be part of something else."""

_ROMAN = re.compile(
    "M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})",
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def count(written: str, tongue: Tongue) -> Decimal:
    """Return the value of a number; which mark is the decimal one, the language tells.

    It chooses a plural: whole numbers and fractions have forms of their own.
    """
    marks = re.findall(r"[.,]", written)
    digits = re.sub(r"[^\d.,]", "", written)
    if not marks:
        return Decimal(digits)
    decimal_mark = str(tongue.locale.number_symbols.get("latn", {}).get("decimal", "."))
    last = marks[-1]
    tail = digits.rpartition(last)[2]
    if len(tail) == 3 and (last != decimal_mark or len(marks) > 1):  # noqa: PLR2004
        return Decimal(re.sub("[.,]", "", digits))
    whole = re.sub("[.,]", "", digits[: -len(tail) - 1])
    return Decimal(f"{whole}.{tail}")


def roman(numeral: str) -> int:
    """Return the value of a Roman number in capitals, 0 when it is none."""
    if not numeral or not _ROMAN.fullmatch(numeral):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def ordinal(number: int, code: str) -> str:
    """Return the ordinal in words: "fourteenth", "vierzehnte", "quatorzième"."""
    from num2words import num2words

    return str(num2words(number, lang=code, to="ordinal"))


def cardinal(number: int, code: str) -> str:
    """Return the number in words."""
    from num2words import num2words

    return str(num2words(number, lang=code))


def year(written: str, tongue: Tongue) -> str:
    """Return a year as people say it: "nineteen fourteen", "neunzehnhundertvierzehn"."""
    from num2words import num2words

    number = int(written)
    english = tongue.code == "en" and (1100 <= number < 2000 or 2010 <= number < 2100)  # noqa: PLR2004
    if english or (tongue.code == "de" and 1100 <= number < 2000):  # noqa: PLR2004
        return str(num2words(number, lang=tongue.code, to="year")).replace("-", " ")
    return written


def power(digits: str, tongue: Tongue) -> str:
    """Return the words for an exponent, which may begin with a minus sign; or nothing."""
    words = tongue.table("power")
    told = digits.replace("-", f"{tongue.word('minus')} ").replace("\u2212", "-")
    return str(words.get(digits) or words.get("other", "").format(n=told))
