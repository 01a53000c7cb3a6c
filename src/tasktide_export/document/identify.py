"""Settle the ids of sections, blocks and notes.

One set of ids serves every edition: PDF destinations, EPUB and HTML anchors,
DOCX bookmarks, cues of audio and captions.  A section's id comes from its
title's words, with a number on collision; a block's id counts within its
section; a note's is ``note-N``.  Ids start with a letter and hold only ASCII
letters, digits and hyphens, so they are valid wherever they are used.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tasktide_export.document.nodes import (
    Anchor,
    Block,
    Blocks,
    Figure,
    Inline,
    Inlines,
    Landmark,
    Link,
    Note,
    NoteReference,
    Section,
)
from tasktide_export.document.text import inline_text
from tasktide_export.document.transform import map_blocks, map_document
from tasktide_export.document.tree import Document

_LONGEST = 40
RESERVED = ("lead", "note", "noteref", "contents", "contents-title", "main", "text", "title")
"""Ids that renderers use themselves."""


def slug(words: str) -> str:
    """Return ``words`` as an id of ASCII letters, digits and hyphens, or ``""``."""
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_words.lower()).strip("-")
    if len(name) > _LONGEST:
        name = name[:_LONGEST].rsplit("-", 1)[0]
    return name if not name or name[0].isalpha() else f"s-{name}"


class Names:
    """Hands out names, each once: a number is added to one that is taken."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return ``wanted``, or ``wanted-2`` and so on when it was given before."""
        name, count = wanted, self._next.get(wanted, 2)
        while name in self._taken:
            name, count = f"{wanted}-{count}", count + 1
        self._next[wanted] = count
        self._taken.add(name)
        return name


def identify(document: Document, aliases: Mapping[str, str] | None = None) -> Document:
    """Return ``document`` with every id settled and every reference following.

    Ids that are there already are names to be referred to, not to be kept:
    links and note references are carried over to the settled ids.  ``aliases``
    maps further names to such ids (an anchor inside a paragraph to the
    paragraph).  A link whose anchor is not in the document loses its link, never
    its text.
    """
    names = Names(RESERVED)
    moved: dict[str, str] = {}
    note_ids = {note.id: f"note-{n}" for n, note in enumerate(document.notes, start=1)}
    for note_id in note_ids.values():
        names.take(note_id)
        names.take(f"{note_id}-ref")
    sections = tuple(_name_section(one, names, moved) for one in document.sections)
    named = replace(
        document,
        blocks=_number_blocks(document.blocks, "lead", names, moved),
        sections=tuple(_number_section(one, names, moved) for one in sections),
        notes=tuple(
            Note(note_ids[note.id], _number_blocks(note.blocks, note_ids[note.id], names, moved))
            for note in document.notes
        ),
    )
    moved |= note_ids
    for alias, name in (aliases or {}).items():
        if name in moved:
            moved.setdefault(alias, moved[name])
    named = replace(named, landmarks=_landmarks(document.landmarks, moved))
    return map_document(named, inline_map=lambda inline: _follow(inline, moved, note_ids))


def _landmarks(known: tuple[Landmark, ...], moved: Mapping[str, str]) -> tuple[Landmark, ...]:
    """Return the source's names that are not ids, those of an earlier settling followed."""
    places = {one.name: moved.get(one.id, one.id) for one in known}
    places |= {name: place for name, place in moved.items() if name not in places}
    return tuple(Landmark(name, place) for name, place in places.items() if name != place)


def _name_section(section: Section, names: Names, moved: dict[str, str]) -> Section:
    name = names.take(slug(inline_text(section.title)) or "section")
    if section.id:
        moved.setdefault(section.id, name)
    children = tuple(_name_section(child, names, moved) for child in section.sections)
    return replace(section, id=name, sections=children)


def _number_section(section: Section, names: Names, moved: dict[str, str]) -> Section:
    return replace(
        section,
        blocks=_number_blocks(section.blocks, section.id, names, moved),
        sections=tuple(_number_section(child, names, moved) for child in section.sections),
    )


def _number_blocks(blocks: Blocks, prefix: str, names: Names, moved: dict[str, str]) -> Blocks:
    count = itertools.count(1)

    def number(block: Block) -> Blocks:
        name = names.take(f"{prefix}-{next(count)}")
        if isinstance(block, Figure) and block.description:
            names.take(description_id(name))
        if block.id:
            moved.setdefault(block.id, name)
        return (replace(block, id=name),)

    return map_blocks(blocks, number)


def description_id(figure: str) -> str:
    """Return the id of the long description of the figure called ``figure``."""
    return f"{figure}-description"


def _follow(inline: Inline, moved: dict[str, str], notes: dict[str, str]) -> Inlines:
    match inline:
        case Link(target=Anchor(id=wanted, article="")) if wanted:
            if wanted in moved:
                return (replace(inline, target=Anchor(moved[wanted])),)
            return inline.children
        case NoteReference(note=note):
            return (NoteReference(notes[note]),) if note in notes else ()
        case _:
            return (inline,)


def owner_of(note: Note) -> str:
    """Return what :func:`prefix_ids` put before the id of a note, or ``""``."""
    return note.id.rpartition("-note-")[0]


def prefix_ids(document: Document, article: str) -> Document:
    """Return ``document`` with ``article-`` before every id and reference to one."""

    def block(one: Block) -> Blocks:
        return (replace(one, id=f"{article}-{one.id}"),)

    def inline(one: Inline) -> Inlines:
        match one:
            case Link(target=Anchor(id=wanted, article="")):
                target = f"{article}-{wanted}" if wanted else article
                return (replace(one, target=Anchor(target)),)
            case NoteReference(note=note):
                return (NoteReference(f"{article}-{note}"),)
            case _:
                return (one,)

    def section(one: Section) -> Section:
        children = tuple(section(child) for child in one.sections)
        return replace(one, id=f"{article}-{one.id}", sections=children)

    mapped = map_document(document, block, inline)
    return replace(
        mapped,
        sections=tuple(section(one) for one in mapped.sections),
        landmarks=tuple(Landmark(one.name, f"{article}-{one.id}") for one in mapped.landmarks),
        notes=tuple(Note(f"{article}-{note.id}", note.blocks) for note in mapped.notes),
    )
