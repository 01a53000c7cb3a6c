"""The spoken script: chapters, utterances and pauses in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tasktide_export.document import Finding
from tasktide_export.narration.omissions import LeftOut

Role: TypeAlias = Literal["text", "announcement"]
"""Whose words an utterance says: the document's own, or ours about it."""

LONGEST = 1500
"""Characters that one utterance holds at most; longer text is split at sentence ends."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words for one voice to say in one go.

    ``id`` is unique in the script: that of the block or section that it belongs to, a
    full stop, ``s`` for the document's text or ``a`` for an announcement, and a number.
    ``language`` is a BCP 47 tag, empty when nobody knows.
    ``text`` is the document's when ``role`` is ``text``; the utterances with the
    same ``piece`` (from 1; 0 for announcements) put together are one piece of
    the document's text.  ``note`` is the id of the note that is being read.
    ``substitute`` is said in place of a text that would take minutes, or of a
    formula's TeX.
    """

    id: str
    text: str
    language: str = ""
    role: Role = "text"
    substitute: str = ""
    piece: int = 0
    note: str = ""

    @property
    def place(self) -> str:
        """The id of the block, section or note that the utterance belongs to."""
        return self.id.rpartition(".")[0]

    @property
    def spoken(self) -> str:
        """The words that the voice is given."""
        return self.substitute or self.text


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence of ``seconds``."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Chapter:
    """The start of a chapter; level 0 is the document, its sections count from 1."""

    id: str
    title: str
    level: int


Part: TypeAlias = Utterance | Pause | Chapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """How long the silences are, in seconds.

    ``head`` opens and ``tail`` closes the recording; ``paragraph`` follows a
    block, ``sentence`` a sentence, ``item`` a list item, a table cell or a line of code,
    ``scene`` a thematic break.  ``join`` is between two utterances in one sentence,
    ``quote`` around a short quotation.
    ``before_heading`` opens a chapter: the chapter starts with the silence, so that a
    player that jumps there cuts no word.  Around the headings of subsections the
    silences are shorter by ``heading_step`` for each level, never below ``paragraph``.
    """

    head: float = 0.75
    before_heading: float = 1.2
    after_heading: float = 0.8
    heading_step: float = 0.2
    after_title: float = 1.2
    paragraph: float = 0.6
    sentence: float = 0.4
    item: float = 0.35
    join: float = 0.1
    quote: float = 0.2
    scene: float = 1.5
    tail: float = 1.5

    def around_heading(self, level: int) -> tuple[float, float]:
        """Return the seconds before and after the heading of a section at ``level``, from 1."""
        shorter = self.heading_step * (level - 1)
        before, after = (
            min(whole, max(self.paragraph, round(whole - shorter, 3)))
            for whole in (self.before_heading, self.after_heading)
        )
        return before, after


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is said, and what is left unsaid.

    ``left_out`` names in reading order what is not read; ``findings`` has each with
    advice, besides what else there is to notice.
    """

    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """The utterances in the order in which they are said."""
        return tuple(part for part in self.parts if isinstance(part, Utterance))

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters in reading order; the first is the document's title."""
        return tuple(part for part in self.parts if isinstance(part, Chapter))

    def body_texts(self) -> tuple[str, ...]:
        """Return the pieces of the document's text as they are read, notes left out."""
        return tuple(_joined(one for one in self.utterances if not one.note))

    def note_texts(self) -> tuple[str, ...]:
        """Return the notes' pieces of text in the order in which they are read."""
        return tuple(_joined(one for one in self.utterances if one.note))


def _joined(utterances: Iterator[Utterance]) -> Iterator[str]:
    pieces: dict[int, list[str]] = {}
    for one in utterances:
        if one.role == "text":
            pieces.setdefault(one.piece, []).append(one.text)
    yield from ("".join(parts) for parts in pieces.values())
