# ruff: noqa: RUF001 - quotation marks are what this is about
"""Languages as Word marks them: tags, directions, quotation marks."""

import re

from tasktide_export.document import UNDETERMINED, text_direction
from tasktide_export.exporters.docx.wordml import Element, w

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|[xX](-[A-Za-z0-9]{1,8})+")
_EAST_ASIAN = frozenset({"zh", "ja", "ko", "yue", "wuu", "hak", "nan", "cmn"})
NO_LANGUAGE = "x-none"
"""Word's tag for text in no language that it knows (MS-OE376, ``ST_Lang``)."""

_ENGLISH = "“”‘’"
_QUOTES = {
    "en": _ENGLISH,
    "de": "„“‚‘",
    "de-ch": "«»‹›",
    "cs": "„“‚‘",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "da": "»«›‹",
    "is": "„“‚‘",
    "pl": "„”«»",
    "hu": "„”»«",
    "ro": "„”«»",
    "bg": "„“‚‘",
    "ru": "«»„“",
    "uk": "«»„“",
    "be": "«»„“",
    "fr": "«»“”",
    "it": "«»“”",
    "es": "«»“”",
    "pt": "«»“”",
    "pt-br": _ENGLISH,
    "ca": "«»“”",
    "el": "«»“”",
    "nb": "«»‘’",
    "no": "«»‘’",
    "nn": "«»‘’",
    "sv": "””’’",
    "fi": "””’’",
    "nl": _ENGLISH,
    "ja": "「」『』",
    "zh-hant": "「」『』",
    "zh-tw": "「」『』",
    "fa": "«»‹›",
    "ar": "«»“”",
    "he": "””’’",
}
_INNER_SPACE = {"fr": "\N{NO-BREAK SPACE}"}


def usable(language: str) -> str:
    """Return ``language`` if it is a well-formed tag (BCP 47, 2.1), else ``und``."""
    return language if _TAG.fullmatch(language) else UNDETERMINED


def write_language(parent: Element, language: str, tag: str = "lang") -> None:
    """Append ``w:lang`` or ``w:themeFontLang`` (17.3.2.20, 17.15.1.88).

    Word looks up the attribute of the script: ``eastAsia`` for Chinese, Japanese
    and Korean, ``bidi`` for what runs from right to left.
    """
    word = NO_LANGUAGE if language == UNDETERMINED else language
    element = w(parent, tag, val=word)
    if language.split("-", maxsplit=1)[0].lower() in _EAST_ASIAN:
        element.set(element.tag.replace(tag, "eastAsia"), word)
    if text_direction(language) == "rtl":
        element.set(element.tag.replace(tag, "bidi"), word)


def quotation_marks(language: str, depth: int) -> tuple[str, str]:
    """Return the opening and closing mark of a quotation inside ``depth`` others."""
    tag = language.lower()
    while tag and tag not in _QUOTES:
        tag = tag.rpartition("-")[0]
    marks = _QUOTES.get(tag, _ENGLISH)
    first = 2 * (depth % 2)
    space = _INNER_SPACE.get(tag, "") if first == 0 else ""
    return marks[first] + space, space + marks[first + 1]
