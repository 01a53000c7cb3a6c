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
)


@dataclass(frozen=True, slots=True)
class Words:
    """Text of the document in one language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Remark:
    """The name of a phrase that is said between words."""

    phrase: Literal["inline_quote", "inline_end_quote", "image"]


@dataclass(frozen=True, slots=True)
class Call:
    """A note is referred to here."""

    note: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An image without a text stands here."""

    image: Image


Fragment: TypeAlias = Words | Remark | Call | Gap

_PRONOUNCED = re.compile(r"\w")


def fragments(inlines: Inlines, language: str, *, figure: bool = False) -> list[Fragment]:
    """Return ``inlines`` as fragments in reading order, note calls at the end.

    The words put together are the inlines' text.  Words without a letter or a
    digit join their neighbours, whatever their language: no voice says them.  No
    sentence is torn apart for a note's sake.  ``figure`` tells that images were
    announced already.
    """
    found = list(_fragments(inlines, language, figure))
    calls = [one for one in found if isinstance(one, Call)]
    return [*_joined(one for one in found if not isinstance(one, Call)), *calls]


def _joined(found: Iterable[Fragment]) -> list[Fragment]:
    joined: list[Fragment] = []
    for fragment in found:
        last = joined[-1] if joined else None
        if isinstance(fragment, Words) and isinstance(last, Words) and _join(last, fragment):
            joined[-1] = _merge(last, fragment)
        else:
            joined.append(fragment)
    return joined


def _merge(last: Words, new: Words) -> Words:
    spoken = last if _PRONOUNCED.search(last.text) else new
    return replace(spoken, text=last.text + new.text)


def _join(last: Words, new: Words) -> bool:
    if last.language == new.language:
        return True
    return not (_PRONOUNCED.search(last.text) and _PRONOUNCED.search(new.text))


def _fragments(inlines: Inlines, language: str, figure: bool) -> Iterator[Fragment]:  # noqa: FBT001
    for inline in inlines:
        match inline:
            case Text(value=value) | Code(value=value) | Math(alternative=value):
                yield Words(value, language)
            case (
                Emphasis(children=children)
                | Strong(children=children)
                | Link(children=children)
                | Superscript(children=children)
                | Subscript(children=children)
                | Abbreviation(children=children)
            ):
                yield from _fragments(children, language, figure)
            case Span(children=children, language=own):
                yield from _fragments(children, own or language, figure)
            case Quotation(children=children):
                yield Remark("inline_quote")
                yield from _fragments(children, language, figure)
                yield Remark("inline_end_quote")
            case LineBreak():
                yield Words(" ", language)
            case Image(alternative=alternative):
                if isinstance(alternative, Alternative):
                    yield Gap(inline)
                    continue
                if not figure:
                    yield Remark("image")
                yield Words(alternative, language)
            case NoteReference(note=note):
                yield Call(note)
            case _:
                assert_never(inline)
