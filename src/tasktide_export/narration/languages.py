"""Which voice says what is not in the document's language."""

import unicodedata

from tasktide_export.phrases import ENGLISH, primary_subtag


def english(language: str) -> str:
    """Return the tag for English words: the document's own where it is in English."""
    return language if primary_subtag(language) == ENGLISH else ENGLISH


def code_language(code: str, language: str) -> str:
    """Return the language whose voice reads ``code`` in a text in ``language``.

    Voices for other scripts spell Latin letters or leave them out, so English reads
    code that is mostly Latin there.
    """
    if not language or _is_latin(language):
        return language
    letters = [char for char in code if char.isalpha()]
    latin = sum("LATIN" in unicodedata.name(char, "") for char in letters)
    return ENGLISH if 2 * latin >= len(letters) else language


def _is_latin(language: str) -> bool:
    from babel.core import get_global

    subtags = language.replace("_", "-").lower().split("-")
    script = next((one for one in subtags[1:] if len(one) == 4 and one.isalpha()), "")  # noqa: PLR2004
    if script:
        return script == "latn"
    likely = str(get_global("likely_subtags").get(subtags[0], ""))
    return not likely or "_Latn" in likely
