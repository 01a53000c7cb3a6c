"""The content documents of an EPUB: a title page, one file a top section, notes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tasktide_export.document import Anchor, Asset, Document, Section, inline_text, walk
from tasktide_export.exporters.base import PageStart
from tasktide_export.exporters.epub.overlay import Page, ReadAlong
from tasktide_export.exporters.epub.pages import mark_id, mark_pages
from tasktide_export.exporters.epub.resource import XHTML_TYPE, Resource
from tasktide_export.exporters.epub.target import Target
from tasktide_export.phrases import phrase
from tasktide_export.xhtml.blocks import render_blocks
from tasktide_export.xhtml.element import MATHML, Element, el
from tasktide_export.xhtml.maths import native_formula
from tasktide_export.xhtml.page import page
from tasktide_export.xhtml.rendering import EPUB_TYPES, Rendering
from tasktide_export.xhtml.sections import render_front, render_notes, render_section

TITLE_PAGE = "title.xhtml"
NOTES_PAGE = "notes.xhtml"
STYLE_SHEET = "style.css"


@dataclass(frozen=True, slots=True)
class Content:
    """The content files and where every id stands in them."""

    files: tuple[Resource, ...]
    homes: dict[str, str]
    pages: tuple[tuple[PageStart, str], ...] = ()
    """The pages of the printed edition that are marked, each with its mark's address."""
    along: ReadAlong | None = None

    def href(self, anchor: Anchor) -> str:
        """Return the address of ``anchor`` from any content document."""
        home = self.homes.get(anchor.id, TITLE_PAGE)
        return f"{home}#{anchor.id}" if anchor.id else home


Reader: TypeAlias = Callable[[Sequence[Page]], ReadAlong]
"""What marks the passages of pages and speaks them."""


def content_files(
    target: Target, pages: tuple[PageStart, ...] = (), reader: Reader | None = None
) -> Content:
    """Return the content documents, images and style sheet of an edition.

    ``pages`` are marked where they begin.  With a ``reader`` it reads along.
    """
    document = target.document
    homes = dict(_homes(document))
    locate = Content((), homes)
    rendering = Rendering(
        document=document,
        href=locate.href,
        source=image_path,
        formula=native_formula,
        semantics=EPUB_TYPES,
        heading_base=1,
        note_tag="aside",  # what reading systems show as a pop-up
        folds=target.folds,
    )
    drafts = [
        _title_page(document, rendering),
        *(_chapter(section, rendering) for section in document.sections),
        *_notes_page(document, rendering),
    ]
    marked = tuple(_marked(drafts, pages))
    along = reader([Page(one.name, one.path, one.body) for one in drafts]) if reader else None
    files = [
        *(
            _resource(draft, target, along.overlay_of(draft.name) if along else "")
            for draft in drafts
        ),
        *(along.files if along else ()),
        Resource(id="style", path=STYLE_SHEET, media_type="text/css", data=target.css.encode()),
        *(_image(asset, document) for asset in document.assets),
    ]
    return Content(tuple(files), homes, marked, along)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A content document before it is written; the first of them holds the title."""

    name: str
    path: str
    title: str
    body: Element


def _marked(drafts: list[_Draft], pages: tuple[PageStart, ...]) -> Iterator[tuple[PageStart, str]]:
    for number, draft in enumerate(drafts):
        here = [start for start in pages if start.place or number == 0]
        for start in mark_pages(draft.body, here) if here else ():
            yield start, f"{draft.path}#{mark_id(start)}"


def _homes(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each id with the file that it stands in."""
    yield from ((block.id, TITLE_PAGE) for block in walk.blocks(document.blocks))
    for top in document.sections:
        for section in walk.sections((top,)):
            yield section.id, _chapter_path(top)
            yield from ((block.id, _chapter_path(top)) for block in walk.blocks(section.blocks))
    for note in document.notes:
        yield note.id, NOTES_PAGE
        yield from ((block.id, NOTES_PAGE) for block in walk.blocks(note.blocks))
    yield from _calls(document)


def _calls(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the id of each note's first call with the file that it stands in."""
    seen = set()
    for path, calls in _calls_by_file(document):
        for note in calls:
            if note not in seen:
                seen.add(note)
                yield f"{note}-ref", path


def _calls_by_file(document: Document) -> Iterator[tuple[str, list[str]]]:
    yield TITLE_PAGE, walk.note_calls(walk.blocks_inlines(document.blocks))
    for top in document.sections:
        for section in walk.sections((top,)):
            words = [*walk.inlines(section.title), *walk.blocks_inlines(section.blocks)]
            yield _chapter_path(top), walk.note_calls(words)
    for note in document.notes:
        yield NOTES_PAGE, walk.note_calls(walk.blocks_inlines(note.blocks))


def _chapter_path(section: Section) -> str:
    return f"chapter-{section.id}.xhtml"


def image_path(asset: Asset) -> str:
    """Return where an image lies in the package."""
    return f"images/{asset.name}"


def _image(asset: Asset, document: Document) -> Resource:
    is_cover = asset.key == document.metadata.cover
    return Resource(
        id=f"image-{asset.key}",
        path=image_path(asset),
        media_type=asset.media_type,
        data=asset.data,
        properties=("cover-image",) if is_cover else (),
    )


def _title_page(document: Document, rendering: Rendering) -> _Draft:
    front = el("section", rendering.meaning("titlepage"), render_front(document.metadata))
    lead = render_blocks(document.blocks, rendering)
    body = el("body", None, front, lead)
    return _Draft("title", TITLE_PAGE, document.metadata.title, body)


def _chapter(section: Section, rendering: Rendering) -> _Draft:
    body = el("body", None, render_section(section, rendering))
    title = inline_text(section.title)
    return _Draft(f"chapter-{section.id}", _chapter_path(section), title, body)


def _notes_page(document: Document, rendering: Rendering) -> Iterator[_Draft]:
    notes = render_notes(document.notes, rendering)
    if notes is not None:
        title = phrase("notes", document.metadata.language).text
        yield _Draft("notes", NOTES_PAGE, title, el("body", None, notes))


def _resource(draft: _Draft, target: Target, overlay: str) -> Resource:
    sheet = el("link", {"rel": "stylesheet", "type": "text/css", "href": STYLE_SHEET})
    root = page(target.document.metadata, draft.title, sheet, draft.body)
    has_math = next(draft.body.iter(f"{{{MATHML}}}math"), None) is not None
    return Resource(
        id=draft.name,
        path=draft.path,
        media_type=XHTML_TYPE,
        data=target.write(root),
        properties=("mathml",) if has_math else (),
        spine="linear",
        overlay=overlay,
    )
