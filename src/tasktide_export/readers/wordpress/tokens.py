"""Stored post content as tags, comments, texts and untouchable elements, in one linear pass."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TAG = re.compile(
    r"<!--(?P<comment>(?:[^-<]++|-(?!->)|<(?!!--))*+)-->"
    r"""|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>"""
)
_KEPT = frozenset({"pre", "code", "script", "style", "textarea", "svg", "math", "kbd", "samp"})
"""Elements whose text is taken as it is."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of content; ``name`` is a tag's, in lower case."""

    kind: Literal["text", "start", "end", "comment", "kept"]
    markup: str
    name: str = ""


def tokens(content: str) -> Iterator[Token]:
    """Yield the tokens of ``content``; joined, their markup is ``content``."""
    place = 0
    never_closed: set[str] = set()
    while found := TAG.search(content, place):
        if found.start() > place:
            yield Token("text", content[place : found.start()])
        place = found.end()
        if found["name"] is None:
            yield Token("comment", found[0], found["comment"].strip())
            continue
        name = found["name"].lower()
        if found["end"]:
            yield Token("end", found[0], name)
            continue
        end = None if name in never_closed or name not in _KEPT else _close(content, name, place)
        if end is not None:
            yield Token("kept", content[found.start() : end], name)
            place = end
            continue
        if name in _KEPT:
            never_closed.add(name)
        yield Token("start", found[0], name)
    if place < len(content):
        yield Token("text", content[place:])


def _close(content: str, name: str, start: int) -> int | None:
    found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(content, start)
    return found.end() if found else None
