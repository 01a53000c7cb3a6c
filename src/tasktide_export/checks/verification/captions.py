"""Checks of captions against the document that they tell."""

from collections.abc import Iterator

from tasktide_export.checks.readback.base import Cue, Readback
from tasktide_export.document import Document, walk


def caption_texts(
    readback: Readback, document: Document
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the captions that tell the body's text, and those of the notes in their order.

    A recording reads a note where it is called; the id says whose words a caption is.
    """
    homes = {
        name: note.id
        for note in document.notes
        for name in (note.id, *(block.id for block in walk.blocks(note.blocks)))
    }
    own = [(_place(cue), cue) for cue in readback.cues if _is_own(cue)]
    notes: dict[str, list[str]] = {note.id: [] for note in document.notes}
    for place, cue in own:
        if place in homes:
            notes[homes[place]].append(cue.text)
    body = tuple(cue.text for place, cue in own if place not in homes)
    return body, tuple(_flat(notes))


def _is_own(cue: Cue) -> bool:
    """Tell the document's own words, whose ids end in ``.s`` and a number."""
    return cue.id.rpartition(".")[2].startswith("s")


def _place(cue: Cue) -> str:
    return cue.id.rpartition(".")[0]


def _flat(notes: dict[str, list[str]]) -> Iterator[str]:
    for texts in notes.values():
        yield from texts
