"""Inlines as fragments: words in one language, remarks, note calls, gaps."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, assert_never

from tasktide_export.document import (
    Abbreviation,
    Alternative,
    Code,
    Emphasis,
    Image,
    Inlines,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Quotation,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    inline_text,
)
from tasktide_export.narration.languages import english
from tasktide_export.narration.maths import formula_words
from tasktide_export.narration.script import LONGEST
from tasktide_export.narration.split import is_plain


@dataclass(frozen=True, slots=True)
class Words:
    """Text of the document in one language, in parts: each with what is said for it."""

    parts: tuple[tuple[str, str], ...]
    language: str

    @classmethod
    def of(cls, text: str, language: str, said: str = "") -> "Words":
        """Return ``text``, with ``said`` spoken in its place, if given."""
        return cls(((text, said or text),), language)

    @property
    def text(self) -> str:
        """What the document has."""
        return "".join(text for text, _ in self.parts)

    @property
    def spoken(self) -> str:
        """What the voice is to say."""
        return "".join(said for _, said in self.parts)

    @property
    def is_plain(self) -> bool:
        """Whether the text is said as it is."""
        return all(text == said for text, said in self.parts)


@dataclass(frozen=True, slots=True)
class Remark:
    """The name of a phrase that is said between words."""

    phrase: Literal["inline_quote", "inline_end_quote", "image"]


@dataclass(frozen=True, slots=True)
class Breath:
    """A short quotation begins or ends here."""


@dataclass(frozen=True, slots=True)
class Call:
    """A note is referred to here."""

    note: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An image without a text stands here."""

    image: Image


Fragment: TypeAlias = Words | Remark | Breath | Call | Gap

_NOTHING = Words((), "")
_PRONOUNCED = re.compile(r"\w")
_CLOSING = re.compile(
    "(?:\u2019(?!\\w)|[.,;:!?\u2026%)\\]}\u00bb\u203a\u201d\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f"
    "\u300d\u300f\uff09\u060c\u061b\u061f])+"
)
"""Marks that belong to the words before them, whoever says those."""
_SHORT_WORDS = 5
_SHORT_LETTERS = 40
"""Up to so much, the ear takes a quotation for one without being told."""


def fragments(
    inlines: Inlines,
    language: str,
    *,
    figure: bool = False,
    formula: tuple[str, str] | None = None,
) -> list[Fragment]:
    """Return ``inlines`` as fragments in reading order, note calls at the end.

    The words put together are the inlines' text.  Words without a letter or a
    digit join their neighbours, whatever their language: no voice says them; and no
    words begin with a mark that ends others.  No sentence is torn apart for a note's
    sake.  ``figure`` tells that images were announced already.  ``formula`` is what is
    said in place of each formula, with its language.
    """
    found = list(_Cutter(figure, formula).cut(inlines, language))
    calls = [one for one in found if isinstance(one, Call)]
    return [*_joined(_settled(one for one in found if not isinstance(one, Call))), *calls]


def _settled(found: Iterable[Fragment]) -> list[Fragment]:
    """Move marks to the words that they belong to, across remarks and languages."""
    settled: list[Fragment] = []
    waiting = _NOTHING
    last = -1
    for fragment in found:
        words = fragment
        if isinstance(words, Words) and last >= 0 and not waiting.text and words.is_plain:
            marks = _CLOSING.match(words.text)
            if marks:
                settled[last] = _append(settled[last], marks.group())
                words = Words.of(words.text[marks.end() :], words.language)
        if isinstance(words, Words):
            words = _prepend(waiting, words)
            pronounced = _PRONOUNCED.search(words.spoken)
            waiting = _NOTHING if pronounced else words
            if not pronounced:
                continue
            last = len(settled)
        settled.append(words)
    if last >= 0:
        settled[last] = _append(settled[last], waiting.text)
    elif waiting.text:
        settled.append(waiting)
    return settled


def _append(words: Fragment, text: str) -> Fragment:
    assert isinstance(words, Words)  # noqa: S101 - its place was noted as that of words
    return replace(words, parts=(*words.parts, (text, text)))


def _prepend(before: Words, words: Words) -> Words:
    return Words((*before.parts, *words.parts), words.language or before.language)


def _joined(settled: Iterable[Fragment]) -> list[Fragment]:
    joined: list[Fragment] = []
    for fragment in settled:
        last = joined[-1] if joined else None
        if isinstance(fragment, Words) and isinstance(last, Words) and _join(last, fragment):
            joined[-1] = _merge(last, fragment)
        else:
            joined.append(fragment)
    return joined


def _join(last: Words, new: Words) -> bool:
    """Return whether two words are said in one go; what is said otherwise is not cut."""
    if last.language != new.language:
        return False
    if last.is_plain and new.is_plain:
        return True
    together = _merge(last, new)
    return len(together.text) <= LONGEST and all(
        is_plain(text) for text in (together.spoken, last.spoken, new.spoken)
    )


def _merge(last: Words, new: Words) -> Words:
    if last.is_plain and new.is_plain:
        return replace(last, parts=(*last.parts, *new.parts))
    touching = (last.spoken[-1:] + new.spoken[:1]).isalnum()
    space = (("", " "),) if touching and last.spoken and new.spoken else ()
    return replace(last, parts=(*last.parts, *space, *new.parts))


def _is_short(quoted: Inlines) -> bool:
    text = inline_text(quoted)
    return len(text.split()) <= _SHORT_WORDS and len(text) <= _SHORT_LETTERS


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts inlines: how images and formulas are told is the same all through."""

    figure: bool
    formula: tuple[str, str] | None

    def cut(self, inlines: Inlines, language: str) -> Iterator[Fragment]:
        for inline in inlines:
            match inline:
                case Text(value=value) | Code(value=value):
                    yield Words.of(value, language)
                case Math():
                    yield self._formula(inline, language)
                case (
                    Emphasis(children=children)
                    | Strong(children=children)
                    | Link(children=children)
                    | Superscript(children=children)
                    | Subscript(children=children)
                    | Abbreviation(children=children)
                ):
                    yield from self.cut(children, language)
                case Span(children=children, language=own):
                    yield from self.cut(children, own or language)
                case Quotation(children=children):
                    short = _is_short(children)
                    yield Breath() if short else Remark("inline_quote")
                    yield from self.cut(children, language)
                    yield Breath() if short else Remark("inline_end_quote")
                case LineBreak():
                    yield Words.of(" ", language)
                case Image():
                    yield from self._image(inline, language)
                case NoteReference(note=note):
                    yield Call(note)
                case _:
                    assert_never(inline)

    def _formula(self, formula: Math, language: str) -> Words:
        if self.formula:
            word, own = self.formula
            return Words.of(formula.alternative, own, word)
        said = formula_words(formula)
        return Words.of(formula.alternative, english(language) if said else language, said)

    def _image(self, image: Image, language: str) -> Iterator[Fragment]:
        if isinstance(image.alternative, Alternative):
            yield Gap(image)
            return
        if not self.figure:
            yield Remark("image")
        yield Words.of(image.alternative, language)
