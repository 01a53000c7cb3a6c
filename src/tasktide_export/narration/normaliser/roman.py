"""Roman numerals where they can only be numbers, and ordinals in figures."""

import re
from collections.abc import Iterator
from functools import partial

from tasktide_export.narration.normaliser.german import (
    GERMAN_DOT,
    counted_noun,
    said_noun,
    said_ruler,
)
from tasktide_export.narration.normaliser.numbers import ordinal, roman
from tasktide_export.narration.normaliser.rule import Rule, one_of, rule
from tasktide_export.narration.normaliser.tongue import Tongue

_NUMERAL = "(?P<numeral>[IVXLC]{1,8})"
_INITIAL = re.compile(r"\.\s?[A-Z]")
_FRENCH_ENDING = "(?:e|ème|er|ère|re|nde?)"
_LAST_ORDINAL = {"es": 10, "pt": 10, "fr": 1}
"""The last ruler of a name whose number is an ordinal; later ones are counted."""


def roman_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for chapters, rulers, centuries, and for ordinals in figures."""
    words = tongue.table("roman")
    counted, kings, queens = (words.get(name, ()) for name in ("counted", "kings", "queens"))
    yield rule(rf"(?<!\w){one_of(counted)}[ \u00a0]{_NUMERAL}(?!\w)", _counted, "numeral")
    german = tongue.code == "de"
    name = rf"(?P<name>{one_of((*kings, *queens))})"
    said = rf"(?P<said>{_NUMERAL}(?P<first>er|re|ère)?(?!\w){GERMAN_DOT if german else ''})"
    yield rule(
        rf"(?<!\w){name}{'(?P<genitive>s)?' if german else ''}[ \u00a0]{said}",
        partial(_ruler, queens=frozenset(queens), tongue=tongue),
        "said",
    )
    if german:
        yield rule(counted_noun(tongue), partial(said_noun, tongue=tongue))
    if tongue.code == "fr":
        century = one_of(words["centuries"])
        yield rule(rf"(?<!\w){_NUMERAL}{_FRENCH_ENDING}(?=[ \u00a0]{century}(?!\w))", _century)
        yield rule(rf"(?<![\w.,-])(\d{{1,3}})({_FRENCH_ENDING})s?(?!\w)", _french_ordinal)


def _counted(match: re.Match[str]) -> str | None:
    number = 0 if _is_initial(match) else roman(match["numeral"])
    return str(number) if number else None


def _is_initial(match: re.Match[str]) -> bool:
    """Return whether one letter may be somebody's: "Henry V. Smith"."""
    return len(match["numeral"]) == 1 and bool(_INITIAL.match(match.string, match.end("numeral")))


def _century(match: re.Match[str]) -> str | None:
    number = roman(match["numeral"])
    return ordinal(number, "fr") if number else None


def _french_ordinal(match: re.Match[str]) -> str | None:
    number, ending = int(match[1]), match[2]
    if number == 0 or (number == 1) != (ending in ("er", "re", "ère")):
        return None
    if number == 1:
        return "premier" if ending == "er" else "première"
    return ordinal(number, "fr")


def _ruler(match: re.Match[str], queens: frozenset[str], tongue: Tongue) -> str | None:
    """Say which of that name a ruler is; a lone I may be the pronoun, so it needs an end."""
    number = 0 if _is_initial(match) else roman(match["numeral"])
    follows = match.string[match.end("said") : match.end("said") + 2].lstrip()
    if number == 0 or (match["first"] and number != 1):
        return None
    if match["said"] == "I" and tongue.code == "en" and follows[:1].isalpha():
        return None
    if number > _LAST_ORDINAL.get(tongue.code, number):
        return str(number)
    woman = match["name"] in queens
    said = ordinal(number, tongue.code)
    match tongue.code:
        case "en":
            return f"the {said}"
        case "nl":
            return f"de {said}"
        case "sv":
            masculine = not woman and said.endswith(("första", "andra"))
            return f"den {said[:-1]}e" if masculine else f"den {said}"
        case "de":
            return said_ruler(match, number, woman=woman)
        case "fr":
            return "première" if woman else "premier"
        case _:
            return f"{said[:-1]}a" if woman else said
