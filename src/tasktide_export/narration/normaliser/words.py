"""Abbreviations, Roman numerals, signs, and addresses."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from tasktide_export.narration.normaliser.dates import german_ending
from tasktide_export.narration.normaliser.numbers import ordinal, roman
from tasktide_export.narration.normaliser.rule import Rule, one_of, plain
from tasktide_export.narration.normaliser.tongue import Tongue

_GAP = r"[ \u00a0\u202f]?"
_NUMERAL = "(?P<numeral>[IVXLC]{1,8})"
_FRENCH_ENDING = "(?:e|ème|er|ère|re|nde?)"
_DOMAINS = ("com", "org", "net", "edu", "gov", "info", "io", "dev", "app", "eu", "uk", "de", "fr",
            "es", "nl", "pt", "se", "ch", "ca", "au", "jp", "cn", "ru", "pl", "br")  # fmt: skip
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})"
_HOST = rf"(?:{_LABEL}\.){{1,8}}"
_EARLIEST_CARDINAL = {"es": 10, "pt": 10, "fr": 1}
"""The last ruler of a name whose number is an ordinal; later ones are counted."""


def word_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for words, in the order in which they apply."""
    if not tongue.words:
        return
    yield from _roman_rules(tongue)
    yield from _abbreviation_rules(tongue)
    if tongue.code == "de":
        yield Rule(
            re.compile(
                rf"(?<![\w.,:/-])(?P<number>\d{{1,3}})\.[ \u00a0](?P<noun>{one_of(_nouns(tongue))})(?!\w)"
            ),
            partial(_german_ordinal, tongue=tongue),
        )
    if tongue.code == "fr":
        yield Rule(
            re.compile(rf"(?<![\w.,-])(\d{{1,3}})({_FRENCH_ENDING})s?(?!\w)"), _french_ordinal
        )


def sign_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for signs that the voice passes over, or names in another language."""
    signs = tongue.table("signs")
    if signs:
        apart = [one.strip() for one in signs if one.startswith(" ")]
        close = [one for one in signs if not one.startswith(" ")]
        names = {one.strip(): str(said) for one, said in signs.items()}
        pattern = rf"(?<=\s){one_of(apart)}(?=\s)|{one_of(close)}"
        yield Rule(re.compile(pattern), lambda m: _apart(m, names[m[0]]))


def _apart(match: re.Match[str], said: str) -> str:
    """Return ``said`` with spaces where the match has letters beside it."""
    before = match.string[: match.start()][-1:]
    after = match.string[match.end() : match.end() + 1]
    return f"{' ' if before.isalnum() else ''}{said}{' ' if after.isalnum() else ''}"


# --- abbreviations -----------------------------------------------------------------


def _capitalised(table: Mapping[str, str]) -> dict[str, str]:
    """Return a table by what is written without spaces, with forms for sentence starts."""
    names = {plain(short): str(said) for short, said in table.items()}
    upper = {one[0].upper() + one[1:]: said[0].upper() + said[1:] for one, said in names.items()}
    return {**upper, **names}


def _spellings(table: Mapping[str, str]) -> list[str]:
    shorts = [re.sub(r"\.(?=\S)", ". ", short) for short in table]
    return [*shorts, *(one[0].upper() + one[1:] for one in shorts)]


def _abbreviation_rules(tongue: Tongue) -> Iterator[Rule]:
    shorts = tongue.table("abbreviations")
    names = _capitalised(shorts)
    pattern = rf"(?<![\w.])(?P<short>{one_of(_spellings(shorts))})(?!\w|\.\w)"
    yield Rule(re.compile(pattern), lambda m: names[plain(m["short"])])
    after = tongue.table("after_name")
    streets = rf"(?<=[a-z] )(?P<short>{one_of(after)})(?!\s[A-Z])(?!\w)"
    yield Rule(re.compile(streets), lambda m: str(after[m["short"]]))
    titles = tongue.table("titles")
    pattern = rf"(?<![\w.])(?P<short>{one_of(titles)})(?P<gap>[ \u00a0\u202f]+)(?=[^\W\d_a-zß-öø-ÿ]|(?:dr|prof|dott|h)\.)"
    yield Rule(re.compile(pattern), partial(_title, titles=titles))
    numbered = tongue.table("numbered")
    pattern = rf"(?<![\w.&#])(?P<short>{one_of(numbered)})[ \u00a0\u202f]*(?=\d|[IVX]+\b)"
    yield Rule(re.compile(pattern), lambda m: f"{numbered[m['short']]} ")


def _title(match: re.Match[str], titles: Mapping[str, str]) -> str | None:
    """Say a title, unless it is one letter after a name: then it may be an initial."""
    before = match.string[max(0, match.start() - 40) : match.start()].split()
    if len(match["short"]) == 2 and before and before[-1].istitle():  # noqa: PLR2004
        return None
    return f"{titles[match['short']]} "


# --- Roman numerals and ordinals ---------------------------------------------------


def _roman_rules(tongue: Tongue) -> Iterator[Rule]:
    words = tongue.table("roman")
    counted, kings, queens = (words.get(name, ()) for name in ("counted", "kings", "queens"))
    yield Rule(
        re.compile(
            rf"(?<!\w){one_of(counted)}[ \u00a0](?P<numeral>[IVXLC]{{1,8}})(?!\w|\.\s?[A-Z])"
        ),
        lambda m: str(roman(m["numeral"])) if roman(m["numeral"]) else None,
        "numeral",
    )
    dot = r"(?:\.(?=\s?[a-zäöü,;:)\u2013]))?" if tongue.code == "de" else ""
    genitive = "s?" if tongue.code == "de" else ""
    yield Rule(
        re.compile(
            rf"(?<!\w)(?P<name>{one_of((*kings, *queens))}){genitive}[ \u00a0]"
            rf"(?P<said>{_NUMERAL}(?P<first>er|re|ère)?{dot})(?!\w|\.\s?[A-Z])"
        ),
        partial(_ruler, queens=frozenset(queens), tongue=tongue),
        "said",
    )
    if centuries := words.get("centuries"):
        yield Rule(
            re.compile(rf"(?<!\w){_NUMERAL}{_FRENCH_ENDING}(?=[ \u00a0]{one_of(centuries)}(?!\w))"),
            lambda m: ordinal(roman(m["numeral"]), "fr") if roman(m["numeral"]) else None,
        )


def _ruler(match: re.Match[str], queens: frozenset[str], tongue: Tongue) -> str | None:
    """Say which of that name a ruler is; a lone I may be the pronoun, so it needs an end."""
    number = roman(match["numeral"])
    follows = match.string[match.end("said") :].lstrip()
    if number == 0 or (match["first"] and number != 1):
        return None
    if match["said"] == "I" and tongue.code == "en" and follows[:1].isalpha():
        return None
    woman = match["name"] in queens
    if number > _EARLIEST_CARDINAL.get(tongue.code, number):
        return str(number)
    said = ordinal(number, tongue.code)
    match tongue.code:
        case "en":
            return f"the {said}"
        case "nl":
            return f"de {said}"
        case "sv":
            masculine = not woman and number % 10 in (1, 2) and said.endswith("a")
            return f"den {said[:-1]}e" if masculine else f"den {said}"
        case "de":
            return _german_ruler(match, said.capitalize(), woman=woman)
        case "fr":
            return "première" if woman else "premier"
        case _:
            return f"{said[:-1]}a" if woman else said


def _german_ruler(match: re.Match[str], said: str, *, woman: bool) -> str:
    before = match.string[max(0, match.start() - 12) : match.start()].split()
    word = before[-1].lower() if before else ""
    genitive = match.string[match.end("name") : match.start("said")].startswith("s")
    dative = word in ("von", "mit", "unter", "bei", "zu", "nach", "seit", "aus", "vor")
    accusative = word in ("für", "durch", "gegen", "ohne", "um")
    if woman:
        return f"der {said}n" if genitive or dative else f"die {said}"
    article = "des" if genitive else "dem" if dative else "den" if accusative else "der"
    return f"{article} {said}" + ("" if article == "der" else "n")


def _nouns(tongue: Tongue) -> dict[str, str]:
    nouns: dict[str, str] = tongue.table("ordinals").get("nouns", {})
    return nouns


def _german_ordinal(match: re.Match[str], tongue: Tongue) -> str | None:
    number, noun = int(match["number"]), match["noun"]
    if number == 0:
        return None
    ending = german_ending(match, _nouns(tongue)[noun], tongue)
    return f"{ordinal(number, 'de')}{ending} {noun}"


def _french_ordinal(match: re.Match[str]) -> str | None:
    number, ending = int(match[1]), match[2]
    if number == 0 or (number == 1) != (ending in ("er", "re", "ère")):
        return None
    if number == 1:
        return "premier" if ending == "er" else "première"
    return ordinal(number, "fr")


# --- addresses -----------------------------------------------------------------------


def address_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for e-mail addresses and hosts; of a path only the host is said."""
    if not tongue.words:
        return
    yield Rule(
        re.compile(
            rf"(?<![\w.@+-])(?P<who>[\w.+-]{{1,64}}+)@(?P<host>{_HOST}[A-Za-z]{{2,24}})(?![\w@])"
        ),
        lambda m: f"{_spelled(m['who'], tongue)} {tongue.word('at')} {_spelled(m['host'], tongue)}",
    )
    last = "|".join(_DOMAINS)
    yield Rule(
        re.compile(
            rf"(?<![\w.@/:-])(?:www\.)?(?P<host>{_HOST}(?:{last}))(?P<path>/[\w/.?&=%#~+-]*)?(?![\w@])"
        ),
        lambda m: _spelled(m["host"], tongue),
    )


def _spelled(address: str, tongue: Tongue) -> str:
    return re.sub(r"[.]", f" {tongue.word('dot')} ", address).replace("_", " ").replace("-", " ")
