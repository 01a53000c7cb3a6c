"""What the page marks at which second, made from the times of a recording."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tasktide_export.sound.recording import Cue

_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """What is marked from ``start`` to ``end``, in seconds of the recording.

    ``ids`` are the elements in which the spoken words stand: none while words are said
    that do not stand on the page.  ``about`` is the id of the element that such words
    are about, or of the call of the note that is being read; empty where there is none.
    """

    ids: tuple[str, ...]
    about: str
    start: float
    end: float


def sentences(cues: Iterable[Cue], placed: frozenset[str], calls: Mapping[str, str]) -> list[Passage]:
    """Return a passage for each cue.

    ``placed`` are the ids of utterances that stand on the page; ``calls`` has the id of
    the call for each note that is called.
    """
    return [
        Passage(
            (cue.id,) if cue.id in placed else (),
            calls.get(cue.utterance.note, "") or ("" if cue.id in placed else cue.utterance.place),
            round(cue.start, _DECIMALS),
            round(cue.end, _DECIMALS),
        )
        for cue in cues
    ]


def paragraphs(cues: Iterable[Cue], placed: frozenset[str], calls: Mapping[str, str]) -> list[Passage]:
    """Return a passage for each run of cues that belong to one block.

    What is announced in the midst of a block's own words ("quote") parts nothing.
    """
    joined: list[Passage] = []
    waiting: list[Passage] = []
    place = ""
    several = list(cues)
    for cue, passage in zip(several, sentences(several, placed, calls), strict=True):
        here = cue.utterance.place
        if here == place and passage.ids:
            last = joined[-1]
            joined[-1] = replace(last, ids=last.ids + passage.ids, end=passage.end)
            waiting.clear()
        elif here == place:
            waiting.append(passage)
        else:
            joined += [*waiting, passage]
            waiting.clear()
            place = here if passage.ids else ""
    return [*joined, *waiting]


UNITS: Mapping[str, Callable[..., list[Passage]]] = {
    "sentence": sentences,
    "paragraph": paragraphs,
}
"""How cues become passages, by what is marked at once."""


def as_json(passages: Iterable[Passage]) -> str:
    """Return the passages as the page carries them: a list of objects, empty parts left out."""
    facts = [dict(_facts(one)) for one in passages]
    return json.dumps(facts, separators=(",", ":"))


def _facts(passage: Passage) -> Iterator[tuple[str, object]]:
    if passage.ids:
        yield "ids", passage.ids
    if passage.about:
        yield "about", passage.about
    yield "start", passage.start
    yield "end", passage.end
