"""German endings, which depend on what stands before."""

import re

from tasktide_export.narration.normaliser.numbers import ordinal
from tasktide_export.narration.normaliser.rule import one_of, word_before
from tasktide_export.narration.normaliser.tongue import Tongue

GERMAN_DOT = r"(?(genitive)(?:\.[ \u00a0])?|(?:\.(?=\s?[a-zäöü,;:)\u2013]))?)"
"""The full stop after the number of a ruler: in "Ludwigs XIV. Hof" it ends no sentence."""
_DATIVE = ("von", "mit", "unter", "bei", "zu", "nach", "seit", "aus", "vor")
_ACCUSATIVE = ("für", "durch", "gegen", "ohne", "um")


def ending_of(match: re.Match[str], gender: str, tongue: Tongue) -> str:
    """Return what an ordinal adds before a noun of ``gender``: "am fünften", "fünfter"."""
    word, words = word_before(match).lower(), tongue.table("ordinals")
    if word in words["weak"]:
        return "n"
    if word in words["plain"]:
        return "n" if word == "der" and gender == "f" else ""
    return {"m": "r", "n": "s", "f": ""}[gender]


def counted_noun(tongue: Tongue) -> str:
    """Return the pattern for "19. Jahrhundert" and "19. Jh.": groups ``number`` and ``noun``."""
    noun = one_of((*tongue.table("ordinals")["nouns"], *_short_nouns(tongue)))
    return rf"(?<![\w.,:/-])(?P<number>\d{{1,3}})\.[ \u00a0](?P<noun>{noun})(?!\w)"


def _short_nouns(tongue: Tongue) -> dict[str, str]:
    """Return the nouns by how they are written in short: "Jh."."""
    nouns = tongue.table("ordinals")["nouns"]
    return {short: said for short, said in tongue.table("abbreviations").items() if said in nouns}


def said_noun(match: re.Match[str], tongue: Tongue) -> str | None:
    """Say "19. Jahrhundert" with the ending that its article asks for."""
    number = int(match["number"])
    noun = _short_nouns(tongue).get(match["noun"], match["noun"])
    if number == 0:
        return None
    ending = ending_of(match, tongue.table("ordinals")["nouns"][noun], tongue)
    return f"{ordinal(number, 'de')}{ending} {noun}"


def said_ruler(match: re.Match[str], number: int, *, woman: bool) -> str:
    """Say which of that name a ruler is: "Ludwig der Vierzehnte", "Ludwigs des Vierzehnten"."""
    word, said = word_before(match).lower(), ordinal(number, "de").capitalize()
    space = " " if match["said"][-1].isspace() else ""
    if woman:
        return f"der {said}n{space}" if match["genitive"] or word in _DATIVE else f"die {said}"
    if match["genitive"]:
        return f"des {said}n{space}"
    if word in _DATIVE:
        return f"dem {said}n"
    return f"den {said}n" if word in _ACCUSATIVE else f"der {said}"
