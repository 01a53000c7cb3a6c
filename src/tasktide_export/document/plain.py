"""The text of a whole document: what every edition must say."""

from collections.abc import Iterator

from tasktide_export.document.text import blocks_texts, section_texts
from tasktide_export.document.tree import Document


def body_texts(document: Document) -> Iterator[str]:
    """Yield the lead's and the sections' pieces of text, without the notes."""
    yield from blocks_texts(document.blocks)
    for section in document.sections:
        yield from section_texts(section)


def note_texts(document: Document) -> Iterator[str]:
    """Yield the notes' pieces of text in the order of their numbers."""
    for note in document.notes:
        yield from blocks_texts(note.blocks)


def plain_text(document: Document) -> str:
    """Return the document's text, pieces separated by blank lines."""
    return "\n\n".join([*body_texts(document), *note_texts(document)])
