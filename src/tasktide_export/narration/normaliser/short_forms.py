"""Abbreviations, titles, signs, and addresses."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from tasktide_export.narration.normaliser.rule import GAP, Rule, one_of, plain, rule, word_before
from tasktide_export.narration.normaliser.tongue import Tongue

_CAPITAL = r"(?=[^\W\d_a-zß-öø-ÿ]|(?:dr|prof|dott|h)\.)"
"""A name or a further title comes next."""
_DOMAINS = ("com", "org", "net", "edu", "gov", "info", "io", "dev", "app", "eu", "uk", "de", "fr",
            "es", "nl", "pt", "se", "ch", "ca", "au", "jp", "cn", "ru", "pl", "br")  # fmt: skip
"""Top domains that a host without "www." ends in; others ("it", "is", "at") may be words."""
_LABELS = r"(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,8}"


def address_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for e-mail addresses and hosts; of a path only the host is said."""
    if not tongue.words:
        return
    yield rule(
        rf"(?<![\w.@+-])(?P<who>[\w.+-]{{1,64}}+)@(?P<host>{_LABELS}[A-Za-z]{{2,24}})(?![\w@])",
        lambda m: f"{_spelled(m['who'], tongue)} {tongue.word('at')} {_spelled(m['host'], tongue)}",
    )
    path = r"(?:/[\w/.?&=%#~+-]{0,400}(?<![.?]))?"
    host = rf"(?:www\.(?P<web>{_LABELS}[A-Za-z]{{2,24}})|(?P<host>{_LABELS}{one_of(_DOMAINS)}))"
    yield rule(
        rf"(?<![\w.@/:-]){host}(?![\w@-]|\.\w){path}",
        lambda m: _spelled(m["web"] or m["host"], tongue),
    )


def _spelled(address: str, tongue: Tongue) -> str:
    return re.sub("[_-]", " ", address).replace(".", f" {tongue.word('dot')} ")


def short_form_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for abbreviations, titles before a name, and words before a number.

    The space after one that cannot end a sentence belongs to it: no sentence ends there.
    """
    shorts, after = tongue.table("abbreviations"), tongue.table("after_name")
    titles, numbered = tongue.table("titles"), tongue.table("numbered")
    names = _capitalised(shorts)
    yield rule(
        rf"(?<![\w.])(?P<short>{one_of(_spellings(shorts))})(?!\w|\.\w)"
        rf"(?P<gap>{GAP}(?=[a-zß-öø-ÿ]))?",
        lambda m: f"{names[plain(m['short'])]}{m['gap'] or ''}",
    )
    yield rule(
        rf"(?<=[a-z] )(?P<short>{one_of(after)})(?!\s[A-Z])(?!\w)", lambda m: str(after[m["short"]])
    )
    yield rule(
        rf"(?<![\w.])(?P<short>{one_of(titles)}){GAP}+{_CAPITAL}", partial(_title, titles=titles)
    )
    yield rule(
        rf"(?<![\w.&#])(?P<short>{one_of(numbered)}){GAP}*(?=\d|[IVX]+\b)",
        lambda m: f"{numbered[m['short']]} ",
    )


def _capitalised(table: Mapping[str, str]) -> dict[str, str]:
    """Return a table by what is written without spaces, with forms for sentence starts."""
    names = {plain(short): str(said) for short, said in table.items()}
    upper = {one[0].upper() + one[1:]: said[0].upper() + said[1:] for one, said in names.items()}
    return {**upper, **names}


def _spellings(table: Mapping[str, str]) -> list[str]:
    shorts = [re.sub(r"\.(?=\S)", ". ", short) for short in table]
    return [*shorts, *(one[0].upper() + one[1:] for one in shorts)]


def _title(match: re.Match[str], titles: Mapping[str, str]) -> str | None:
    """Say a title, unless it is one letter after a name: then it may be an initial."""
    lone = len(match["short"]) == 2  # noqa: PLR2004
    return None if lone and word_before(match).istitle() else f"{titles[match['short']]} "


def sign_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rule for signs that the voice passes over, or names in another language.

    Those that are listed with spaces around them are meant between words alone.
    """
    signs = tongue.table("signs")
    if signs:
        apart = one_of(one.strip() for one in signs if one.startswith(" "))
        close = one_of(one for one in signs if not one.startswith(" "))
        names = {one.strip(): str(said) for one, said in signs.items()}
        yield rule(rf"(?<=\s){apart}(?=\s)|{close}", lambda m: _apart(m, names[m[0]]))


def _apart(match: re.Match[str], said: str) -> str:
    """Return ``said`` with spaces where the match has letters beside it."""
    before = match.string[match.start() - 1 : match.start()] if match.start() else ""
    after = match.string[match.end() : match.end() + 1]
    return f"{' ' if before.isalnum() else ''}{said}{' ' if after.isalnum() else ''}"
