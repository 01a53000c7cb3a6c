"""What a document must hold to be rendered at all.

Readers give valid documents.  A document built by hand, or read from JSON, may
break the rules that renderers rely on; :func:`faults` says which, in words.
"""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator

from tasktide_export.document import walk
from tasktide_export.document.characters import is_clean
from tasktide_export.document.identify import RESERVED
from tasktide_export.document.nodes import (
    Anchor,
    Cell,
    CodeBlock,
    Embed,
    Image,
    Link,
    List,
    NoteReference,
    Table,
)
from tasktide_export.document.plain import plain_text
from tasktide_export.document.text import inline_text
from tasktide_export.document.tree import Document

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a link may lead to outside of the document."""

MOST_SPANNED = 1_000
"""Columns or rows that one cell may span (HTML, "colspan": the same)."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


def faults(document: Document) -> tuple[str, ...]:
    """Return what is wrong with ``document``, in sentences; empty when valid."""
    return (
        *_id_faults(document),
        *_reference_faults(document),
        *_asset_faults(document),
        *_shape_faults(document),
    )


def _id_faults(document: Document) -> Iterator[str]:
    counts = Counter(walk.ids(document))
    if counts[""]:
        yield f"{counts['']} sections or blocks have no id; call identify() first"
    for name in counts:
        if name and (name in RESERVED or not _ID.fullmatch(name)):
            yield f"{name[:40]!r} cannot be an id; call identify() for others"
    for name, times in counts.items():
        if name and times > 1:
            yield f"the id {name!r} is used {times} times"


def _reference_faults(document: Document) -> Iterator[str]:
    ids = set(walk.ids(document))
    notes = {note.id for note in document.notes}
    for inline in walk.all_inlines(document):
        match inline:
            case Link(target=Anchor(id=wanted, article="")) if wanted and wanted not in ids:
                yield f"a link leads to {wanted!r}, which is not there"
            case NoteReference(note=note) if note not in notes:
                yield f"a note reference leads to {note!r}, which is not there"
            case _:
                pass
        if isinstance(inline, Link) and isinstance(inline.target, str):
            scheme = inline.target.partition(":")[0].lower()
            if scheme not in LINK_SCHEMES:
                yield f"a link leads to {inline.target[:60]!r}, which is no address for a link"
        if isinstance(inline, Link):
            inside = walk.inlines(inline.children)
            if any(isinstance(one, Link | NoteReference) for one in inside):
                yield f"the link {inline_text(inline.children)!r} holds another link or a note call"


def _asset_faults(document: Document) -> Iterator[str]:
    names = Counter(asset.name.casefold() for asset in document.assets)
    for asset in document.assets:
        if not _FILE_NAME.fullmatch(asset.name):
            yield f"{asset.name[:60]!r} is no safe file name for an asset"
        elif names[asset.name.casefold()] > 1:
            yield f"two assets are called {asset.name!r}"
        if asset.width < 0 or asset.height < 0:
            yield f"the asset {asset.key!r} has a negative size"
    keys = {asset.key for asset in document.assets}
    wanted = {one.asset for one in walk.all_inlines(document) if isinstance(one, Image)}
    wanted |= {one.poster for one in walk.all_blocks(document) if isinstance(one, Embed)}
    wanted |= {document.metadata.cover}
    yield from (f"the asset {key!r} is not there" for key in sorted(wanted - keys - {""}))


def _shape_faults(document: Document) -> Iterator[str]:
    if not is_clean(plain_text(document)):
        yield "the text holds characters that XML forbids; clean() takes them out"
    for field in dataclasses.fields(document.metadata):
        if not is_clean("".join(getattr(document.metadata, field.name))):
            yield f"the metadata field {field.name} holds characters that XML forbids"
    for section in walk.sections(document.sections):
        if not inline_text(section.title).strip():
            yield f"the section {section.id!r} has no title"
    for block in walk.all_blocks(document):
        match block:
            case Table(head=head, bodies=bodies, foot=foot):
                cells = [c for rows in (head, *bodies, foot) for row in rows for c in row.cells]
                if any(not _spans(cell) for cell in cells):
                    yield f"the table {block.id!r} has a span outside of 1 to {MOST_SPANNED}"
                if not cells:
                    yield f"the table {block.id!r} has no cell"
            case List(items=()):
                yield f"the list {block.id!r} has no item"
            case Embed(title=""):
                yield f"the embed {block.id!r} has no title"
            case CodeBlock(text=text) if "\r" in text:
                yield f"the code block {block.id!r} has carriage returns"
            case _:
                pass


def _spans(cell: Cell) -> bool:
    return 1 <= cell.column_span <= MOST_SPANNED and 1 <= cell.row_span <= MOST_SPANNED
