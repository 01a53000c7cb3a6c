"""Which stretches of a text are said otherwise than they are written."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tasktide_export.narration.normaliser.dates import date_rules
from tasktide_export.narration.normaliser.figures import figure_rules
from tasktide_export.narration.normaliser.money import money_rules
from tasktide_export.narration.normaliser.roman import roman_rules
from tasktide_export.narration.normaliser.rule import Rule
from tasktide_export.narration.normaliser.short_forms import (
    address_rules,
    short_form_rules,
    sign_rules,
)
from tasktide_export.narration.normaliser.times import time_rules
from tasktide_export.narration.normaliser.tongue import Tongue, tongue
from tasktide_export.narration.normaliser.units import unit_rules
from tasktide_export.narration.normaliser.years import year_rules

_DIGIT = re.compile(r"\d")
_RULES = (
    (address_rules, False),
    (date_rules, True),
    (year_rules, True),
    (time_rules, True),
    (money_rules, True),
    (unit_rules, True),
    (figure_rules, False),
    (roman_rules, False),
    (short_form_rules, False),
    (sign_rules, False),
)
"""In the order in which they claim text, and whether a digit must be in it."""
_CLOSING = "\"'\u201d\u2019\u00bb)]"


@dataclass(frozen=True, slots=True)
class Spoken:
    """The characters from ``start`` up to ``end`` of a text are said as ``words``."""

    start: int
    end: int
    words: str


def spoken_spans(text: str, language: str, taken: Iterable[Spoken] = ()) -> tuple[Spoken, ...]:
    """Return what of ``text`` is said otherwise in a BCP 47 ``language``, in order.

    ``taken`` are stretches that were decided before; they are part of the result, and
    nothing that overlaps them is.  A language that is not known gives nothing more.
    The time grows with the length of the text and no faster.
    """
    found = list(taken)
    claimed = bytearray(len(text))
    for one in found:
        claimed[one.start : one.end] = b"\1" * (one.end - one.start)
    known = tongue(language)
    digits = bool(_DIGIT.search(text))
    for rule, numeric in _rules(known) if known else ():
        if numeric and not digits:
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span(rule.group)
            if claimed.find(1, start, end) >= 0:
                continue
            words = rule.say(match)
            if words is not None and words != text[start:end]:
                found.append(Spoken(start, end, words))
                claimed[start:end] = b"\1" * (end - start)
    return tuple(sorted(found, key=lambda one: one.start))


@cache
def _rules(known: Tongue) -> tuple[tuple[Rule, bool], ...]:
    """Return the rules for a language; their patterns are made once."""
    return tuple((rule, numeric) for make, numeric in _RULES for rule in make(known))


def said(text: str, spans: Sequence[Spoken]) -> str:
    """Return ``text`` with the words of ``spans``, which lie in it and in order.

    A full stop that closed both an abbreviation and the sentence is said once more.
    """
    parts: list[str] = []
    done = 0
    for one in spans:
        parts += [text[done : one.start], one.words]
        done = one.end
    rest = text[done:]
    if spans and text[:done].endswith(".") and not rest.strip().strip(_CLOSING):
        parts.append("" if spans[-1].words.endswith((".", "!", "?")) else ".")
    return "".join((*parts, rest))


def normalised(text: str, language: str) -> str:
    """Return ``text`` as it is to be said in a BCP 47 ``language``."""
    return said(text, spoken_spans(text, language))
