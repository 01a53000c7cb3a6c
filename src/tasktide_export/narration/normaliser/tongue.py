"""What is known of a language: its words for what is written in short, and its locale."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from tasktide_export.phrases import primary_subtag

if TYPE_CHECKING:
    from babel import Locale

_CODE = re.compile("[a-z]{2,3}")
_LONGEST_TAG = 35
"""Characters of a tag that are looked at (RFC 5646, 4.4.1)."""


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
    return _tongue(language.replace("_", "-").lower()[:_LONGEST_TAG])


@cache
def _tongue(language: str) -> Tongue | None:
    from babel import Locale, UnknownLocaleError

    code = primary_subtag(language)
    if not _CODE.fullmatch(code) or code == "und":
        return None
    region = next((one for one in language.split("-")[1:] if len(one) == 2 and one.isalpha()), "")  # noqa: PLR2004
    for tag in (f"{code}-{region}" if region else code, code):
        try:
            locale = Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
        return Tongue(code, region.upper(), _file(code), locale)
    return None


@cache
def _file(name: str) -> dict[str, Any]:
    file = resources.files("tasktide_export") / "languages" / "reading" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


@cache
def units() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return the signs of units with their names in CLDR, and the signs that stand apart."""
    tables = _file("units")
    return {**tables["units"], **tables["apart"]}, frozenset(tables["apart"])
