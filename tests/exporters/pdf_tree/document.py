"""The structure tree that a document's PDF must have, from the document alone."""

from collections import Counter
from collections.abc import Iterator

from tasktide_export.dates import human_date
from tasktide_export.document import (
    Block,
    Document,
    Entry,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Section,
    walk,
)
from tasktide_export.phrases import foreign, phrase
from tests.exporters.pdf_tree.blocks import block_kids
from tests.exporters.pdf_tree.inlines import Place, inline_kids, place_in
from tests.exporters.pdf_tree.node import Kid, Node, node, pruned, settled

_DEEPEST_HEADING = 6


def expected(document: Document) -> Node:
    """Return the tree, node by node, as ISO 32000-1 (14.8.4) and ISO 14289-1 (7) have it."""
    place = place_in(document)
    kids = [
        _front(document.metadata),
        *_contents(document.outline, place),
        *block_kids(document.blocks, place),
        *(_section(one, place, 1) for one in document.sections),
        node("Sect", _notes(document, place)),
    ]
    return pruned(settled(node("Document", kids)))


def _front(about: Metadata) -> Node:
    """Return the title, set apart from the headings of sections."""
    day = human_date(about.published, about.language)
    imprint = " · ".join(filter(None, [day, about.site or about.publisher]))
    rest = (about.subtitle, ", ".join(about.authors), imprint)
    kids = [node("H1", [about.title]), *(node("P", [line]) for line in rest)]
    return node("Div", kids, title="Front matter")


def _contents(entries: tuple[Entry, ...], place: Place) -> Iterator[Node]:
    if entries:
        words = phrase("contents", place.language)
        caption = node("Caption", [words.text], lang=foreign(words, place.language))
        yield node("TOC", [caption, *map(_entry, entries)])


def _entry(entry: Entry) -> Node:
    """Return a line of the contents; the page's number is not in it."""
    kids = [node("Reference", [node("Link", [entry.title])])]
    if entry.children:
        kids.append(node("TOC", map(_entry, entry.children)))
    return node("TOCI", kids)


def _section(section: Section, place: Place, level: int) -> Node:
    rank = min(level + 1, _DEEPEST_HEADING)
    kids = [
        node(f"H{rank}", inline_kids(section.title, place)),
        *block_kids(section.blocks, place),
        *(_section(one, place, level + 1) for one in section.sections),
    ]
    return node("Sect", kids, lang=section.language)


def _notes(document: Document, place: Place) -> Iterator[Node]:
    """Yield the notes, each with a way back to the call if a call stands before it."""
    called = Counter(_calls(document.blocks))
    for section in walk.sections(document.sections):
        called.update(one.note for one in section.title if isinstance(one, NoteReference))
        called.update(_calls(section.blocks))
    for note in document.notes:
        yield _note(note, place, called=bool(called[note.id]))
        called.update(_calls(note.blocks))


def _calls(blocks: tuple[Block, ...]) -> Iterator[str]:
    found = walk.blocks_inlines(blocks)
    return (one.note for one in found if isinstance(one, NoteReference))


def _note(note: Note, place: Place, *, called: bool) -> Node:
    number = str(place.numbers[note.id])
    back: Kid = node("Lbl", [node("Link", [number]) if called else number])
    match note.blocks:
        case (Paragraph() as first, *rest):
            opening = node("P", [back, *inline_kids(first.children, place)], lang=first.language)
        case rest:
            opening = node("P", [back])
    return node("Note", [opening, *block_kids(tuple(rest), place)])
