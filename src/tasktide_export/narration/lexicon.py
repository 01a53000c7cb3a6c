"""A pronunciation lexicon: how words are said that a voice gets wrong.

The file format is the W3C's Pronunciation Lexicon Specification 1.0; see
:mod:`~tasktide_export.narration.pls`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasktide_export.document import Finding, Severity
from tasktide_export.narration.normaliser import Spoken

_SPACE = re.compile(r"\s")
_TAG = re.compile(
    r"(?P<language>[a-z]{2,8})(?:-[a-z]{3})*(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?(?![a-z\d])"
)
"""The subtags of a language tag that come first (RFC 5646, 2.1)."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one lexicon file and what is said for them.

    ``name`` is the file's.  ``language`` is a BCP 47 tag: the lexicon applies to text in
    that language, of any region where either names none.  ``aliases`` are respellings by
    what is written (PLS 1.0, 4.5 and 4.7), matched as they stand, capitals and all.
    ``unspoken`` are words that have phonemes alone, which no engine here takes.
    """

    name: str
    language: str
    aliases: Mapping[str, str]
    unspoken: tuple[str, ...] = ()

    def fits(self, language: str) -> bool:
        """Return whether the lexicon is for text in ``language``."""
        own, other = _subtags(self.language), _subtags(language)
        same = own[0] == other[0] and bool(own[0])
        return same and all(a == b or not (a and b) for a, b in zip(own, other, strict=True))

    def findings(self) -> tuple[Finding, ...]:
        """Return what of the lexicon cannot be used."""
        if not self.unspoken:
            return ()
        return (
            Finding(
                rule="lexicon-phonemes",
                severity=Severity.WARNING,
                message=f"{len(self.unspoken)} words of the lexicon have phonemes alone, "
                "which are not used by this engine",
                place=self.name,
                excerpt=", ".join(self.unspoken[:3]),
                advice="add an alias that respells the word",
                clause="PLS 1.0, 4.6",
            ),
        )


def lexicon_spans(text: str, language: str, lexicons: Sequence[Lexicon]) -> tuple[Spoken, ...]:
    """Return what of ``text`` is in ``lexicons``; the first that has a word decides.

    Whole words are meant, and the longest of several that begin at one place.
    """
    aliases, lengths, starts = _index(tuple(lexicons), language)
    if starts is None:
        return ()
    spaced = _SPACE.sub(" ", text)
    return tuple(_found(spaced, aliases, lengths, starts))


def _found(
    text: str, aliases: Mapping[str, str], lengths: Mapping[str, Sequence[int]],
    starts: re.Pattern[str],
) -> Iterator[Spoken]:  # fmt: skip
    place = 0
    while start := starts.search(text, place):
        first = start.start()
        place = first + 1
        for length in lengths[text[first]]:
            word = text[first : first + length]
            if word in aliases and _is_whole(text, first, first + length):
                place = first + length
                yield Spoken(first, place, aliases[word])
                break


@lru_cache(maxsize=32)
def _index(
    lexicons: tuple[Lexicon, ...], language: str
) -> tuple[Mapping[str, str], Mapping[str, Sequence[int]], re.Pattern[str] | None]:
    """Return the respellings, their lengths by first character, and where one may begin."""
    aliases: dict[str, str] = {}
    for one in reversed([lexicon for lexicon in lexicons if lexicon.fits(language)]):
        aliases.update(one.aliases)
    lengths: dict[str, set[int]] = {}
    for word in aliases:
        lengths.setdefault(word[0], set()).add(len(word))
    starts = re.compile(f"[{re.escape(''.join(lengths))}]") if lengths else None
    return aliases, {one: sorted(some, reverse=True) for one, some in lengths.items()}, starts


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether no word goes on at either end; some scripts do not part words."""
    return _parts(text[start - 1 : start], text[start]) and _parts(
        text[end : end + 1], text[end - 1]
    )


def _parts(outside: str, inside: str) -> bool:
    goes_on = (
        outside.isalnum() or outside == "_" or bool(outside and unicodedata.combining(outside))
    )
    return not goes_on or unicodedata.east_asian_width(inside) in "WF"


def _subtags(language: str) -> tuple[str, str, str]:
    """Return language, script and region of a BCP 47 tag, in lower case."""
    tag = _TAG.match(language.replace("_", "-").lower())
    return (tag["language"], tag["script"] or "", tag["region"] or "") if tag else ("", "", "")
