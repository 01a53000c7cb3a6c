# ruff: noqa: RUF001 - quotation marks are what this is about
"""Languages as Word marks them: tags, directions, quotation marks."""

import re

from tasktide_export.document import UNDETERMINED, text_direction
from tasktide_export.exporters.docx.wordml import Element, w

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|[xX](-[A-Za-z0-9]{1,8})+")
_EAST_ASIAN = frozenset({"zh", "ja", "ko", "yue", "wuu", "hak", "nan", "cmn"})
NO_LANGUAGE = "x-none"
"""Word's tag for text in no language that it knows (MS-OE376, ``ST_Lang``)."""

_USUAL = "“”‘’"
_MARKS = {
    "«»‹›": "am de-ch fa fr-ch gsw it-ch jgo mzn rm wae",
    "«»“”": "ast bm br ca el es-us eu it kab kk lij mg pt-pt sc sg sq ti",
    "«»„“": "ab be cu cv ky os ru sah uk",
    "«»„”": "shi zgh",
    "«»‘’": "no rw",
    "«»«»": "co fr hy oc",
    "«»”“": "fr-ca",
    "„“‚‘": "cs de dsb et hr hsb is lb mk nds sk sl",
    "„“„“": "bg lt",
    "„“«»": "ka",
    "„“‘’": "sr",
    "„”‘’": "bs",
    "„”‚’": "ff",
    "„”«»": "pl ro",
    "„”»«": "hu szl",
    "”“’‘": "ar ur",
    "””’’": "fi he lag rn se sn sv yi",
    "‘’“”": "fur ia nr nso ss st tn ts ve",
    "‘’‘’": "nl",
    "»«›‹": "kl ug",
    "「」『』": "ja yue zh-hant zh-tw zh-hk",
}
"""The marks that style sheets put around ``q``: of a quotation, and of one inside it."""

_QUOTES = {tag: marks for marks, tags in _MARKS.items() for tag in tags.split()}


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
    marks = _QUOTES.get(tag, _USUAL)
    first = 2 * min(depth, 1)
    return marks[first], marks[first + 1]
