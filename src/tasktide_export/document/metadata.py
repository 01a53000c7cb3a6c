"""What is known about a document as a whole."""

from dataclasses import dataclass

from tasktide_export.document.kinds import Direction

UNDETERMINED = "und"
"""The BCP 47 tag of a language that nobody could tell."""

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A document's metadata.

    Declared values are never invented: a field is empty when the source does
    not say.  The names of fields that were inferred rather than declared stand
    in ``inferred``.  ``published`` and ``modified`` are ISO 8601 dates or
    date-times, ``language`` is a BCP 47 tag (``und`` when unknown), ``source``
    the address of the original, ``cover`` an asset key.
    """

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    language: str = UNDETERMINED
    description: str = ""
    publisher: str = ""
    site: str = ""
    published: str = ""
    modified: str = ""
    source: str = ""
    identifier: str = ""
    rights: str = ""
    subjects: tuple[str, ...] = ()
    cover: str = ""
    inferred: frozenset[str] = frozenset()

    @property
    def direction(self) -> Direction:
        """The base direction of the language's usual script."""
        return text_direction(self.language)


def text_direction(language: str) -> Direction:
    """Return the direction that the script of a BCP 47 tag is written in."""
    subtags = language.lower().split("-")
    if any(script in subtags for script in ("arab", "hebr", "syrc", "thaa", "nkoo")):
        return "rtl"
    if "latn" in subtags:
        return "ltr"
    return "rtl" if subtags[0] in _RIGHT_TO_LEFT else "ltr"
