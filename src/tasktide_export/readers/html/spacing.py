"""White space as CSS collapses it, over the inlines of one paragraph."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from tasktide_export.document import (
    Code,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Text,
    inline_text,
)
from tasktide_export.document.inner import child_inlines, with_children
from tasktide_export.document.walk import inlines as walk_inlines

_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_WHITE = re.compile(r"[ \t\n\r\f]+")


def tidy(inlines: Inlines) -> Inlines:
    """Return a line's inlines: spaces collapsed and trimmed, texts joined, empties gone."""
    collapsed, _ = _collapse(inlines, " ")
    segments = [_trim_end(tuple(segment)) for segment in _lines(collapsed)]
    while segments and not segments[0]:
        segments.pop(0)
    while segments and not segments[-1]:
        segments.pop()
    line: list[Inline] = []
    for number, segment in enumerate(segments):
        line.extend([LineBreak()] * bool(number))
        line.extend(segment)
    return tuple(line)


def is_blank(inlines: Inlines) -> bool:
    """Tell whether nothing of ``inlines`` can be seen."""
    if "".join(inline_text(inlines).split()).strip(_ZERO_WIDTH):
        return False
    return not any(isinstance(one, Image | NoteReference | Math) for one in walk_inlines(inlines))


def split_paragraphs(inlines: Inlines) -> Iterator[Inlines]:
    """Split where two line breaks or more stand for the end of a paragraph."""
    paragraph: list[Inline] = []
    breaks = 0
    for inline in inlines:
        if isinstance(inline, LineBreak):
            breaks += 1
        elif not (breaks and isinstance(inline, Text) and not inline.value.strip(" \t\n\r\f")):
            if breaks > 1:
                yield tuple(paragraph)
                paragraph = []
            breaks = 0
        paragraph.append(inline)
    yield tuple(paragraph)


def part_pictures(inlines: Inlines) -> Iterator[Inlines]:
    """Split a tidy line where pictures that begin or end it have a line to themselves."""
    if not any(isinstance(one, LineBreak) for one in inlines):
        yield inlines
        return
    lines = [tuple(line) for line in _lines(inlines)]
    first = 0
    while first < len(lines) and _is_picture(lines[first]):
        first += 1
    last = len(lines)
    while last > first and _is_picture(lines[last - 1]):
        last -= 1
    if not (first or last < len(lines)) or first == last:
        yield inlines
        return
    yield from lines[:first]
    yield tuple(itertools.chain(*((*line, LineBreak()) for line in lines[first:last])))[:-1]
    yield from lines[last:]


def _is_picture(line: Inlines) -> bool:
    inside = list(walk_inlines(line))
    shows = any(isinstance(one, Image) for one in inside)
    return shows and all(isinstance(one, Image | Link) or _is_space(one) for one in inside)


def _is_space(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.value.strip()


def _lines(inlines: Inlines) -> Iterator[list[Inline]]:
    line: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, LineBreak):
            yield line
            line = []
        else:
            line.append(inline)
    yield line


_IMAGE = "image"


def _collapse(inlines: Inlines, last: str) -> tuple[Inlines, str]:
    """Return ``inlines`` with single spaces, and what they end with.

    ``last`` is the character that stands before them, or the mark of an image:
    an image's text is a word of its own and is kept apart from words beside it.
    """
    done: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text(value=value) | Code(value=value):
                value = _WHITE.sub(" ", value)
                value = value[1:] if last == " " and value.startswith(" ") else value
                if value:
                    if last == _IMAGE and value[0].isalnum():
                        done.append(Text(" "))
                    last = value[-1]
                    _append(done, Text(value) if isinstance(inline, Text) else Code(value))
            case LineBreak():
                last = " "
                done.append(inline)
            case Image(alternative=str()):
                if last.isalnum():
                    _append(done, Text(" "))
                last = _IMAGE
                done.append(inline)
            case Image() | NoteReference() | Math():
                last = ""
                done.append(inline)
            case _:
                inside, last = _collapse(child_inlines(inline), last)
                before, inside, after = _edges(inside)
                if before:
                    _append(done, Text(" "))
                if inside:
                    done.append(with_children(inline, inside))
                if after:
                    _append(done, Text(" "))
    return tuple(done), last


def _edges(inlines: Inlines) -> tuple[bool, Inlines, bool]:
    """Return whether a space begins and ends ``inlines``, and them without those."""
    before = after = False
    if inlines and isinstance(inlines[0], Text) and inlines[0].value.startswith(" "):
        before, inlines = True, _without(inlines[0].value[1:], inlines[1:])
    if inlines and isinstance(inlines[-1], Text) and inlines[-1].value.endswith(" "):
        after, inlines = True, _without(inlines[-1].value[:-1], (), inlines[:-1])
    return before, inlines, after


def _without(rest: str, after: Inlines, before: Inlines = ()) -> Inlines:
    return (*before, *((Text(rest),) if rest else ()), *after)


def _append(done: list[Inline], inline: Text | Code) -> None:
    last = done[-1] if done else None
    if (isinstance(last, Text) and isinstance(inline, Text)) or (
        isinstance(last, Code) and isinstance(inline, Code)
    ):
        done[-1] = replace(last, value=last.value + inline.value)
    else:
        done.append(inline)


def _trim_end(inlines: Inlines) -> Inlines:
    while inlines:
        *before, last = inlines
        match last:
            case Text(value=value) | Code(value=value):
                trimmed = value.rstrip(" \t\n\r\f")
                if trimmed:
                    return (*before, replace(last, value=trimmed))
            case LineBreak() | Image() | NoteReference() | Math():
                return inlines
            case _:
                inside = _trim_end(child_inlines(last))
                if inside:
                    return (*before, with_children(last, inside))
        inlines = tuple(before)
    return inlines
