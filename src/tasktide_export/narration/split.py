"""Cut text into what a voice says in one go, and spare listeners endless runs.

Five thousand digits last two minutes, a hundred thousand letters without a space
twelve.  Such a run is told in short; the document's text stays what it is.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tasktide_export.narration.script import LONGEST

_SENTENCE_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*\s+|[。！？｡]+[」』”’]*\s*|\n+"  # noqa: RUF001
)
_RUNS = re.compile(
    r"(?P<address>https?://[^\s<>\"]{4,})"
    r"|(?P<digits>\d{40,})"
    r"|(?P<symbols>(?:[^\w\s]\s*+){24,})"
    r"|(?P<letters>[!-~]{200,})"
    r"|(?P<repeated>(\S)\6{39,})"
)
_ENDS = (".", "!", "?", "。", "！", "？", "…", "؟", "।")  # noqa: RUF001 - marks of several scripts
_CLOSING = "\"'”’»)]」』"  # noqa: RUF001
_LONE = re.compile("[\ud800-\udfff]")
_PRONOUNCED = re.compile(r"\w")
_HOST = re.compile(r"https?://(?:[^/?#@\s]*@)?(?:www\.)?([^/?#:\s]+)")
_SAID = {"digits": 20, "symbols": 6, "letters": 40, "repeated": 5}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a text; ``substitute`` is said in its place, ``dropped`` characters are not."""

    text: str
    substitute: str = ""
    dropped: int = 0


def stretches(text: str, language: str) -> Iterator[Stretch]:
    """Yield ``text`` sentence by sentence, in stretches of at most :data:`LONGEST` characters.

    Put together their ``text`` is ``text``.  ``language`` is a BCP 47 tag, perhaps empty.
    """
    for stretch in _between_runs(text):
        if isinstance(stretch, Stretch):
            yield stretch
            continue
        for sentence in natural_sentences(stretch, language):
            yield from (Stretch(part) for part in sentences(sentence))


def shortened(text: str) -> Iterator[Stretch]:
    """Yield ``text`` as :func:`stretches` does, but not cut between sentences."""
    for stretch in _between_runs(text):
        if isinstance(stretch, Stretch):
            yield stretch
        else:
            yield from (Stretch(part) for part in sentences(stretch))


def _between_runs(text: str) -> Iterator[str | Stretch]:
    """Yield the text between endless runs, and the runs in short."""
    done = 0
    for run in _RUNS.finditer(text):
        if run.start() > done:
            yield text[done : run.start()]
        yield _shorten(run)
        done = run.end()
    if text[done:]:
        yield text[done:]


def natural_sentences(text: str, language: str) -> list[str]:
    """Return the sentences of ``text``, each with the white space after it.

    One without a letter or digit belongs to the one before it, or after the first.
    """
    import sentencex

    found: list[str] = []
    place = 0
    whole = _LONE.sub("\N{REPLACEMENT CHARACTER}", text)  # it refuses half a character
    for part in sentencex.segment(language.partition("-")[0].lower() or "en", whole):
        sentence = text[place : place + len(part)]
        place += len(part)
        if found and not (_PRONOUNCED.search(sentence) and _PRONOUNCED.search(found[-1])):
            found[-1] += sentence
        else:
            found.append(sentence)
    return found


def sentence_parts(parts: Iterable[tuple[str, str]], language: str) -> Iterator[tuple[str, str]]:
    """Yield text and what is said for it, sentence by sentence.

    ``parts`` are texts with what is said for each; one that is said otherwise is not cut.
    """
    waiting = deque(parts)
    missing = 0
    for sentence in natural_sentences("".join(text for text, _ in waiting), language):
        missing += len(sentence)
        text = said = ""
        while waiting and (missing > 0 or not waiting[0][0]):
            own, voiced = waiting.popleft()
            if own == voiced and len(own) > missing:
                waiting.appendleft((own[missing:], own[missing:]))
                own = voiced = own[:missing]
            text, said, missing = text + own, said + voiced, missing - len(own)
        if text or said:
            yield text, said


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
        return Stretch(whole, host.group(1)[:100] if host else whole[:100])
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
