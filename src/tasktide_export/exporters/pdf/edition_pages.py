"""The pages of an edition's parts: its articles, its front, its numbers.

Each is laid out by itself; what leads from one to another is settled when they are
put together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tasktide_export.document import Anchor, Document, Section, to_depth, walk
from tasktide_export.document.identify import owner_of
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.pdf.formulas import Formulas
from tasktide_export.exporters.pdf.print_page import (
    PrintPage,
    append_notes,
    print_rendering,
    styled_page,
    with_attachment,
)
from tasktide_export.xhtml.contents import contents_nav
from tasktide_export.xhtml.element import XHTML, el
from tasktide_export.xhtml.sections import render_front, render_sections

if TYPE_CHECKING:
    from tasktide_export.exporters.pdf import PdfOptions

ELSEWHERE = "https://elsewhere.invalid/#"
"""The private address of a place in another part; RFC 2606 keeps the name from use."""
_MARGINS = ["top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right"]
_EMPTY = "{" + "".join(f" @{one} {{ content: none }}" for one in _MARGINS) + " }"
_NO_FOLIOS = f"\n@page {_EMPTY}"
_SHEETS = (
    "\n.sheet { string-set: title attr(data-title); break-after: page; height: 1px }"
    ".sheet:last-child { break-after: auto } .sheet.wide { page: wide }"
    ".sheet.blank { page: blank }"
)
_BLANK = f"\n@page blank {_EMPTY}"
_NUMBERED = '\n.contents a::after, [dir="rtl"] .contents a::after { content: " " attr(data-page); }'


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of an edition: its running title, whether it lies sideways, whether it is bare."""

    title: str
    wide: bool = False
    blank: bool = False

    @property
    def classes(self) -> str:
        """The class names that choose its page."""
        return "sheet" + " wide" * self.wide + " blank" * self.blank


def article_page(
    document: Document, section: Section, options: "PdfOptions", setting: Setting
) -> PrintPage:
    """Return the page of one article of an edition: its section and its own notes.

    A link to another article leads to a private address (:data:`ELSEWHERE`), which
    is settled when the parts are put together.
    """
    formulas = Formulas()
    article = article_of(document, section)
    own = {*walk.ids(article), *(f"{note.id}-ref" for note in article.notes)}
    rendering = print_rendering(
        document, formulas, lambda anchor: _way(anchor, own), tells_blocks=setting.tells_pages
    )
    body = el("body", None, el("main", None, render_sections((section,), rendering)))
    append_notes(body, article.notes, rendering, options)
    return styled_page(document, (body, formulas), (options, setting), _NO_FOLIOS)


def front_page(
    document: Document, pages: Mapping[str, int], options: "PdfOptions", setting: Setting
) -> PrintPage:
    """Return the page of an edition's front matter and contents.

    ``pages`` gives the number of the page, from 1, on which each section begins.
    """
    formulas = Formulas()
    rendering = print_rendering(document, formulas, lambda anchor: f"{ELSEWHERE}{anchor.id}")
    body = el("body", None, render_front(document.metadata))
    entries = to_depth(document.outline, options.toc_depth)
    if options.toc and entries:
        contents = contents_nav(entries, rendering)
        for link in contents.iter(f"{{{XHTML}}}a"):
            target = (link.get("href") or "").removeprefix(ELSEWHERE)
            link.set("data-page", str(pages.get(target, "")))
        body.append(contents)
    made = styled_page(document, (body, formulas), (options, setting), _NO_FOLIOS + _NUMBERED)
    return with_attachment(document, made, options, setting)


def folio_markup(
    document: Document,
    sheets: list[Sheet],
    options: "PdfOptions",
    setting: Setting,
) -> str:
    """Return the page of empty sheets whose margins hold numbers and running titles."""
    body = el(
        "body",
        None,
        (el("div", {"class": one.classes, "data-title": one.title}) for one in sheets),
    )
    return styled_page(document, (body, Formulas()), (options, setting), _SHEETS + _BLANK).markup()


def article_of(document: Document, section: Section) -> Document:
    """Return one article of an edition with its own notes.

    Its notes are those that bear its key, and those that it calls, also out of a note.
    """
    alone = replace(document, blocks=(), sections=(section,), notes=())
    called: set[str] = set()
    waiting = set(walk.note_calls(walk.all_inlines(alone)))
    known = {note.id: note for note in document.notes}
    while waiting:
        name = waiting.pop()
        if name in known and name not in called:
            called.add(name)
            waiting.update(walk.note_calls(walk.blocks_inlines(known[name].blocks)))
    notes = (one for one in document.notes if one.id in called or owner_of(one) == section.id)
    return replace(alone, notes=tuple(notes))


def _way(anchor: Anchor, own: set[str]) -> str:
    return f"#{anchor.id}" if anchor.id in own else f"{ELSEWHERE}{anchor.id}"
