"""The XHTML that WeasyPrint lays out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from tasktide_export.document import (
    Anchor,
    Asset,
    Document,
    Inline,
    Link,
    Note,
    Section,
    inline_text,
    to_depth,
    to_json,
    walk,
)
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.pdf.formulas import Formulas
from tasktide_export.exporters.pdf.xmp import About
from tasktide_export.xhtml.blocks import render_blocks
from tasktide_export.xhtml.contents import contents_nav
from tasktide_export.xhtml.element import XHTML, Content, Element, el, serialise_styled
from tasktide_export.xhtml.page import page
from tasktide_export.xhtml.rendering import Rendering
from tasktide_export.xhtml.sections import render_front, render_notes, render_sections

if TYPE_CHECKING:
    from typing import TypeAlias

    from tasktide_export.exporters.pdf import PdfOptions

    _Look: TypeAlias = tuple[PdfOptions, Setting]


_W3C = "%Y-%m-%dT%H:%M:%SZ"
_WORD_JOINER = "\u2060"
ELSEWHERE = "https://elsewhere.invalid/#"
"""The private address of a place in another part; RFC 2606 keeps the name from use."""
_MARGINS = ["top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right"]
_NO_FOLIOS = "\n@page {" + "".join(f" @{one} {{ content: none }}" for one in _MARGINS) + " }"
_TWO_SIDED = (
    "\n@page :right { margin-left: 29mm; margin-right: 19mm }"
    " @page :left { margin-left: 19mm; margin-right: 29mm }"
)
_SHEETS = (
    "\n.sheet { string-set: title attr(data-title); break-after: page; height: 1px }"
    ".sheet:last-child { break-after: auto } .sheet.wide { page: wide }"
)
_NUMBERED = '\n.contents a::after, [dir="rtl"] .contents a::after { content: " " attr(data-page); }'


def asset_address(asset: Asset) -> str:
    """Return the address under which the renderer finds an admitted asset."""
    return f"asset:{asset.key}"


FITS = ("narrow", "landscape")
"""What is tried, one after the other, with a table that is wider than the page."""


class PrintPage:
    """The page, its style sheet and the pictures of its formulas."""

    def __init__(
        self, root: Element, css: str, formulas: Formulas, about: About, image_dpi: int = 0
    ) -> None:
        self._root = root
        self._css = css
        self.formulas = formulas
        self.about = about
        self.image_dpi = image_dpi
        self.attached: tuple[str, datetime] | None = None
        """The document as JSON and the time that it bears, to be attached."""

    def markup(self) -> str:
        """Return the page as text with its style sheet in it."""
        return serialise_styled(self._root, self._css).decode()

    def fit_tables(self, numbers: list[int], fit: str) -> None:
        """Give the tables with these numbers, from 0, the next way to fit."""
        tables = list(self._root.iter(f"{{{XHTML}}}table"))
        for number in numbers:
            frame = tables[number].getparent()
            if frame is not None:
                frame.set("class", f"{frame.get('class')} {fit}")


def print_page(document: Document, options: "PdfOptions", setting: Setting) -> PrintPage:
    """Return the page of a single article: front matter, contents, text, notes."""
    formulas = Formulas()
    rendering = _rendering(document, formulas, lambda anchor: f"#{anchor.id}")
    body = el("body", None, render_front(document.metadata))
    entries = to_depth(document.outline, options.toc_depth)
    if options.toc and entries:
        body.append(contents_nav(entries, rendering))
    lead = render_blocks(document.blocks, rendering)
    body.append(el("main", None, lead, render_sections(document.sections, rendering)))
    notes = render_notes(document.notes, rendering)
    if notes is not None:
        body.append(notes)
    return _attached(
        document, _page(document, (body, formulas), (options, setting)), options, setting
    )


def article_page(
    document: Document, section: Section, options: "PdfOptions", setting: Setting
) -> PrintPage:
    """Return the page of one article of an edition: its section and its own notes.

    A link to another article leads to a private address (:data:`ELSEWHERE`), which
    is settled when the parts are put together.
    """
    formulas = Formulas()
    own = article_ids(document, section)
    rendering = _rendering(document, formulas, lambda anchor: _way(anchor, own))
    body = el("body", None, el("main", None, render_sections((section,), rendering)))
    notes = render_notes(notes_of(document, section), rendering)
    if notes is not None:
        body.append(notes)
    return _page(document, (body, formulas), (options, setting), _NO_FOLIOS)


def front_page(
    document: Document, pages: Mapping[str, int], options: "PdfOptions", setting: Setting
) -> PrintPage:
    """Return the page of an edition's front matter and contents.

    ``pages`` gives the number of the page, from 1, on which each section begins.
    """
    formulas = Formulas()
    rendering = _rendering(document, formulas, lambda anchor: f"{ELSEWHERE}{anchor.id}")
    body = el("body", None, render_front(document.metadata))
    entries = to_depth(document.outline, options.toc_depth)
    if options.toc and entries:
        contents = contents_nav(entries, rendering)
        for link in contents.iter(f"{{{XHTML}}}a"):
            target = (link.get("href") or "").removeprefix(ELSEWHERE)
            link.set("data-page", str(pages.get(target, "")))
        body.append(contents)
    made = _page(document, (body, formulas), (options, setting), _NO_FOLIOS + _NUMBERED)
    return _attached(document, made, options, setting)


def folio_markup(
    document: Document,
    sheets: list[tuple[str, bool]],
    options: "PdfOptions",
    setting: Setting,
) -> str:
    """Return the page of empty sheets whose margins hold numbers and running titles.

    ``sheets`` gives each page's title and whether it is turned sideways.
    """
    body = el(
        "body",
        None,
        (
            el("div", {"class": "sheet wide" if wide else "sheet", "data-title": title})
            for title, wide in sheets
        ),
    )
    return _page(document, (body, Formulas()), (options, setting), _SHEETS).markup()


def notes_of(document: Document, section: Section) -> tuple[Note, ...]:
    """Return the notes that a section calls, and those that they call in turn, in order."""
    called: set[str] = set()
    waiting = set(walk.note_calls(_inlines_of(section)))
    known = {note.id: note for note in document.notes}
    while waiting:
        name = waiting.pop()
        if name in known and name not in called:
            called.add(name)
            waiting.update(walk.note_calls(walk.blocks_inlines(known[name].blocks)))
    return tuple(note for note in document.notes if note.id in called)


def article_ids(document: Document, section: Section) -> frozenset[str]:
    """Return the ids of all places in an article, its notes among them."""
    notes = notes_of(document, section)
    blocks = (block for one in walk.sections((section,)) for block in walk.blocks(one.blocks))
    inside = (block for note in notes for block in walk.blocks(note.blocks))
    return frozenset(
        [
            *(one.id for one in walk.sections((section,))),
            *(block.id for block in (*blocks, *inside)),
            *(note.id for note in notes),
            *(f"{note.id}-ref" for note in notes),
        ]
    )


def _inlines_of(section: Section) -> Iterator[Inline]:
    for one in walk.sections((section,)):
        yield from walk.inlines(one.title)
        yield from walk.blocks_inlines(one.blocks)


def _way(anchor: Anchor, own: frozenset[str]) -> str:
    return f"#{anchor.id}" if anchor.id in own else f"{ELSEWHERE}{anchor.id}"


def _rendering(document: Document, formulas: Formulas, href: Callable[[Anchor], str]) -> Rendering:
    return Rendering(
        document=document,
        href=href,
        source=asset_address,
        formula=formulas.element,
        heading_marks=_bookmark,
        targets=frozenset(_targets(document)),
        joiner=_WORD_JOINER,
    )


def _css(options: "PdfOptions", setting: Setting) -> str:
    css = setting.style.css("print") + setting.css
    if options.page_size:
        size = options.page_size
        css += f"\n@page {{ size: {size} }} @page wide {{ size: {size} landscape }}"
    return css + (_TWO_SIDED if options.two_sided else "")


def _page(
    document: Document, drawn: tuple[Element, Formulas], look: "_Look", css: str = ""
) -> PrintPage:
    body, formulas = drawn
    options, setting = look
    root = page(document.metadata, document.metadata.title, _head(document, setting), body)
    about = _about(document, setting)
    return PrintPage(root, _css(options, setting) + css, formulas, about, options.image_dpi)


def _attached(
    document: Document, made: PrintPage, options: "PdfOptions", setting: Setting
) -> PrintPage:
    if options.attach_json:
        made.attached = to_json(document), setting.moment
    return made


def _about(document: Document, setting: Setting) -> About:
    metadata = document.metadata
    return About(
        title=metadata.title,
        authors=metadata.authors,
        description=metadata.description,
        keywords=", ".join(metadata.subjects),
        language=metadata.language,
        moment=setting.moment.strftime(_W3C),
    )


def _bookmark(section: Section, level: int) -> dict[str, str]:
    """Return what makes a heading the bookmark of its outline entry."""
    return {"style": f"bookmark-level: {level}", "data-entry": inline_text(section.title)}


def _targets(document: Document) -> Iterator[str]:
    """Yield the ids that something leads to; ids cost layout time, so no others."""
    for inline in walk.all_inlines(document):
        match inline:
            case Link(target=Anchor(id=name)):
                yield name
            case _:
                pass


def _head(document: Document, setting: Setting) -> Content:
    about = document.metadata
    moment = setting.moment.strftime(_W3C)
    named = {
        "author": ", ".join(about.authors),
        "description": about.description,
        "keywords": ", ".join(about.subjects),
        "generator": "tasktide-export",
        "dcterms.created": moment,
        "dcterms.modified": moment,
    }
    metas = (el("meta", {"name": name, "content": value}) for name, value in named.items() if value)
    return (metas, el("style"))
