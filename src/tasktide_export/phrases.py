"""The few words that editions add to a document, by language.

They stand in ``languages/``, one TOML file for each language: what is written under
``written``, what is said under ``spoken``.  Each phrase is given with the language
that it is in: where there is no translation it is English, and whoever writes it
marks it as such.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeAlias

Key: TypeAlias = Literal[
    "contents", "notes", "skip", "important", "warning", "missing", "back", "table", "landmarks",
    "pages", "description", "listen", "play", "pause", "previous_sentence", "next_sentence",
    "previous_paragraph", "next_paragraph", "speed", "follow", "read_here", "choose",
    "figures", "tables", "figure_number", "table_number",
]  # fmt: skip

ENGLISH = "en"

# Codes that mean a language whose words stand under another code.
_ALIASES = {"no": "nb", "iw": "he"}
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words and the language (BCP 47) that they are in."""

    text: str
    language: str


def phrase(key: Key, language: str) -> Phrase:
    """Return the phrase for ``key`` in ``language``, or in English."""
    words = wording(language)
    spoken = primary_subtag(language) if words else ENGLISH
    return Phrase(str((words or wording(ENGLISH))["written"][key]), spoken)


def foreign(words: Phrase, language: str) -> str:
    """Return the phrase's language if it is not that of ``language``, else ``""``."""
    return "" if words.language == primary_subtag(language) else words.language


def wording(language: str) -> dict[str, Any]:
    """Return the phrases in ``language``, those written and those said.

    The result is empty where nobody has translated them.
    """
    primary = primary_subtag(language)
    name = _ALIASES.get(primary, primary)
    if name == "zh" and _TRADITIONAL & set(language.lower().replace("_", "-").split("-")):
        name = "zh-hant"
    return _file(name)


def primary_subtag(language: str) -> str:
    """Return the part of a BCP 47 tag that names the language, in lower case."""
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()


@cache
def _file(name: str) -> dict[str, Any]:
    if not name.replace("-", "").isalpha() or not name.isascii():
        return {}
    file = resources.files("tasktide_export") / "languages" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
