"""The outline: one entry for each section, nested as the sections are."""

from collections.abc import Iterator
from dataclasses import dataclass

from tasktide_export.document.nodes import Section
from tasktide_export.document.text import inline_text


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents.

    ``title`` is plain text, ``level`` counts from 1, ``id`` is the section's.
    """

    id: str
    title: str
    level: int
    children: tuple["Entry", ...] = ()


def outline_of(sections: tuple[Section, ...], level: int = 1) -> tuple[Entry, ...]:
    """Return the entries of ``sections``, the first of them at ``level``."""
    return tuple(
        Entry(
            section.id,
            inline_text(section.title),
            level,
            outline_of(section.sections, level + 1),
        )
        for section in sections
    )


def flatten(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Yield ``entries`` and everything below them in reading order."""
    for entry in entries:
        yield entry
        yield from flatten(entry.children)


def to_depth(entries: tuple[Entry, ...], depth: int) -> tuple[Entry, ...]:
    """Return ``entries`` cut below level ``depth``; 0 cuts nothing."""
    if not depth:
        return entries
    return tuple(
        Entry(entry.id, entry.title, entry.level, to_depth(entry.children, depth))
        for entry in entries
        if entry.level <= depth
    )
