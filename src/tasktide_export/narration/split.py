"""Cut text into what a voice says in one go, and spare listeners endless runs.

Five thousand digits last two minutes, a hundred thousand letters without a space
twelve.  Such a run is told in short; the document's text stays what it is.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasktide_export.narration.normaliser import Spoken, said
from tasktide_export.narration.script import LONGEST

_SENTENCE_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*\s+|[。！？｡]+[」』”’]*\s*|\n+"  # noqa: RUF001
)
_RUNS = re.compile(
    r"(?P<address>https?://[^\s<>\"]{4,})"
    r"|(?P<digits>\d(?:[\u00a0\u202f\u2009]?\d){39,})"
    r"|(?P<symbols>(?:[^\w\s]\s*+){24,})"
    r"|(?P<letters>[!-~\u00a1-\u0dff\u10a0-\u10ff\u1e00-\u1fff]{200,})"
    r"|(?P<repeated>(\S)\6{39,})"
)
"""Runs by kind.  The letters are of scripts that put spaces between words, or their like."""
_ENDS = (".", "!", "?", "。", "！", "？", "…", "؟", "।")  # noqa: RUF001 - marks of several scripts
_CLOSING = "\"'”’»)]」』"  # noqa: RUF001
_LETTER_END = re.compile(r"(?<=[^\w])[a-z]\.\s+(?=[^\W\d_a-z])")
"""A letter that may be the sign of a unit at the end of a sentence."""
_LONE = re.compile("[\ud800-\udfff]")
_PRONOUNCED = re.compile(r"\w")
_HOST = re.compile(r"https?://(?:[^/?#@\s]*@)?(?:www\.)?([^/?#:\s]+)")
_SAID = {"digits": 20, "symbols": 6, "letters": 40, "repeated": 5}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a text; ``substitute`` is said in its place, ``dropped`` characters are not.

    Of an address the substitute is the ``host`` as it is written.
    """

    text: str
    substitute: str = ""
    dropped: int = 0
    host: bool = False


def runs(text: str) -> tuple[Spoken, ...]:
    """Return the stretches of ``text`` that are told in short."""
    return tuple(
        Spoken(run.start(), run.end(), _shorten(run).substitute) for run in _RUNS.finditer(text)
    )


def stretches(text: str, language: str, spans: Sequence[Spoken] = ()) -> Iterator[Stretch]:
    """Yield ``text`` sentence by sentence, in stretches of at most :data:`LONGEST` characters.

    Put together their ``text`` is ``text``.  ``language`` is a BCP 47 tag, perhaps empty.
    ``spans`` of the text are said otherwise; no sentence ends in one, and none lies
    in a run.
    """
    for place, part in _between_runs(text):
        if isinstance(part, Stretch):
            yield part
        else:
            yield from _said_sentences(part, language, _within(spans, place, place + len(part)))


def shortened(text: str) -> Iterator[Stretch]:
    """Yield ``text`` as :func:`stretches` does, but not cut between sentences."""
    for _, part in _between_runs(text):
        if isinstance(part, Stretch):
            yield part
        else:
            yield from (Stretch(one) for one in sentences(part))


def _between_runs(text: str) -> Iterator[tuple[int, str | Stretch]]:
    """Yield the text between endless runs, and the runs in short, each with its place."""
    done = 0
    for run in _RUNS.finditer(text):
        if run.start() > done:
            yield done, text[done : run.start()]
        yield run.start(), _shorten(run)
        done = run.end()
    if text[done:]:
        yield done, text[done:]


def _within(spans: Sequence[Spoken], start: int, end: int) -> Sequence[Spoken]:
    """Return the spans that lie between two places, counted from the first of these."""
    found = []
    for one in spans[bisect_left(spans, start, key=lambda span: span.start) :]:
        if one.start >= end:
            break
        if one.end <= end:
            found.append(replace(one, start=one.start - start, end=one.end - start))
    return found


def _said_sentences(text: str, language: str, spans: Sequence[Spoken]) -> Iterator[Stretch]:
    place = 0
    for sentence in natural_sentences(text, language, spans):
        yield from _bounded(sentence, _within(spans, place, place + len(sentence)), LONGEST)
        place += len(sentence)


def _bounded(text: str, spans: Sequence[Spoken], longest: int) -> Iterator[Stretch]:
    """Yield ``text`` in stretches whose words, too, are at most :data:`LONGEST` characters."""
    place = 0
    for part in sentences(text, longest):
        own = _within(spans, place, place + len(part))
        place += len(part)
        told = said(part, own)
        if len(told) > LONGEST and len(part) > 1:
            yield from _bounded(part, own, (len(part) + 1) // 2)
        else:
            yield Stretch(part, "" if told == part else told)


def natural_sentences(text: str, language: str, spans: Sequence[Spoken] = ()) -> list[str]:
    """Return the sentences of ``text``, each with the white space after it.

    One without a letter or digit belongs to the one before it, or after the first.  None
    ends in one of ``spans``: "19. Jahrhundert" is no end, nor "M. " before a name.
    """
    found: list[str] = []
    place = 0
    for part in _segments(text, language, spans):
        sentence = text[place : place + len(part)]
        goes_on = _holds(spans, text, place) or _is_inside_word(text, place)
        place += len(part)
        speaks = found and _PRONOUNCED.search(sentence) and _PRONOUNCED.search(found[-1])
        if found and (goes_on or not speaks):
            found[-1] += sentence
        else:
            found.append(sentence)
    return found


def _segments(text: str, language: str, spans: Sequence[Spoken]) -> Iterator[str]:
    """Yield what sentencex takes for sentences, also cut where it saw an initial in "2 h. It"."""
    import sentencex

    measured = {one.end for one in spans}
    place = 0
    whole = _LONE.sub("\N{REPLACEMENT CHARACTER}", text)  # it refuses half a character
    for part in sentencex.segment(language.partition("-")[0].lower() or "en", whole):
        start = 0
        for end in _LETTER_END.finditer(part):
            if place + end.start() + 1 in measured:
                yield part[start : end.end()]
                start = end.end()
        yield part[start:]
        place += len(part)


def _is_inside_word(text: str, place: int) -> bool:
    """Return whether a full stop before ``place`` begins a word there, as in ".NET"."""
    before = text[place - 2 : place] if place > 1 else " " + text[:place]
    return before[1:] == "." and not before[0].isalnum() and text[place : place + 1].isalnum()


def _holds(spans: Sequence[Spoken], text: str, place: int) -> bool:
    """Return whether ``place`` is inside a span, or after one that ends in white space."""
    before = bisect_left(spans, place, key=lambda span: span.start) - 1
    if before < 0:
        return False
    end = spans[before].end
    return place < end or (place == end and text[end - 1].isspace())


def ended(text: str) -> bool:
    """Return whether a sentence ends with ``text``, quotation marks and brackets aside."""
    return text.rstrip().rstrip(_CLOSING).endswith(_ENDS)


def code_lines(text: str) -> Iterator[str]:
    """Yield code line by line, each with its line feed.

    A line in which nothing is pronounced belongs to the one before it, or to the first.
    """
    waiting = ""
    for line in text.splitlines(keepends=True):
        if _PRONOUNCED.search(line) and _PRONOUNCED.search(waiting):
            yield waiting
            waiting = ""
        waiting += line
    if waiting:
        yield waiting


def is_plain(text: str) -> bool:
    """Return whether ``text`` is said as it is, in one go."""
    return len(text) <= LONGEST and not _RUNS.search(text)


def _shorten(run: re.Match[str]) -> Stretch:
    whole, kind = run.group(), run.lastgroup or ""
    if kind == "address":
        host = _HOST.match(whole)
        return Stretch(whole, host.group(1)[:100] if host else whole[:100], host=True)
    said = whole[: _SAID[kind]]
    return Stretch(whole, said, len(whole) - len(said))


def sentences(text: str, longest: int = LONGEST) -> Iterator[str]:
    """Yield ``text`` in parts of at most ``longest`` characters, cut between sentences.

    A sentence that is longer is cut between words, a word that is longer anywhere.
    """
    start = 0
    while len(text) - start > longest:
        end = _cut(text, start, start + longest)
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    ends = [end.end() for end in _SENTENCE_END.finditer(text, start, limit)]
    if ends and ends[-1] > start:
        return ends[-1]
    space = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit))
    return space + 1 if space > start else limit
