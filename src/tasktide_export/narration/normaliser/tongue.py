"""What is known of a language: its words for what is written in short, and its locale."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from tasktide_export.phrases import primary_subtag

if TYPE_CHECKING:
    from babel import Locale

_REGIONS = 32
"""Tongues that are kept: more than one document has."""


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """A language as its texts are read.

    ``code`` is the primary subtag (BCP 47), ``words`` what ``languages/reading/`` has for
    it, empty where nobody has written that down, ``locale`` what CLDR has.
    """

    code: str
    region: str
    words: Mapping[str, Any]
    locale: "Locale"

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a table of the language's words, empty where there is none."""
        found: Mapping[str, Any] = self.words.get(name, {})
        return found

    def word(self, name: str) -> str:
        """Return one word, or an empty string."""
        return str(self.words.get(name, ""))


def tongue(language: str) -> Tongue | None:
    """Return what is known of a BCP 47 ``language``, or ``None``."""
    return _tongue(language.replace("_", "-").lower()[:_REGIONS])


@cache
def _tongue(language: str) -> Tongue | None:
    from babel import Locale, UnknownLocaleError

    code = primary_subtag(language)
    if not code.isalpha() or not code.isascii() or code == "und":
        return None
    region = next((one for one in language.split("-")[1:] if len(one) == 2 and one.isalpha()), "")  # noqa: PLR2004
    for tag in (f"{code}-{region}" if region else code, code):
        try:
            locale = Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
        return Tongue(code, region.upper(), _words(code), locale)
    return None


def _words(code: str) -> dict[str, Any]:
    return _file(code) if code not in ("units",) else {}


@cache
def _file(name: str) -> dict[str, Any]:
    file = resources.files("tasktide_export") / "languages" / "reading" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


@cache
def units() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return the signs of units with their names in CLDR, and the signs that stand apart."""
    tables = _file("units")
    return {**tables["units"], **tables["apart"]}, frozenset(tables["apart"])
