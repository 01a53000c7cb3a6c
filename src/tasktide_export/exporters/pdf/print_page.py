"""The XHTML that WeasyPrint lays out."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tasktide_export.document import (
    Anchor,
    Asset,
    Document,
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
from tasktide_export.exporters.pdf.page_notes import put_at_calls, put_back
from tasktide_export.exporters.pdf.xmp import About
from tasktide_export.xhtml.blocks import render_blocks
from tasktide_export.xhtml.contents import contents_nav
from tasktide_export.xhtml.element import XHTML, Content, Element, el, html_tree, serialise_styled
from tasktide_export.xhtml.page import page
from tasktide_export.xhtml.rendering import Rendering
from tasktide_export.xhtml.sections import render_front, render_notes, render_sections

if TYPE_CHECKING:
    from typing import TypeAlias

    from tasktide_export.exporters.pdf import PdfOptions

    Look: TypeAlias = tuple[PdfOptions, Setting]


_W3C = "%Y-%m-%dT%H:%M:%SZ"
_TOP = "title"
"""The id of the title block, where a link to the top of the page leads."""
_WORD_JOINER = "\u2060"
_TWO_SIDED = (
    "\n@page :right { margin-left: 29mm; margin-right: 19mm }"
    " @page :left { margin-left: 19mm; margin-right: 29mm }"
)


BASE = "asset:document/"
"""Where addresses on our pages begin."""


def asset_address(asset: Asset) -> str:
    """Return the address under which the renderer finds an admitted asset."""
    return f"asset:{asset.key}"


FITS = ("narrow", "landscape")
"""What is tried, one after the other, with tables that are wider than the page."""
UNREPEATED = "unrepeated"
"""What is done with tables whose heads are too high to be repeated: they are not."""
_LONG_TABLE = 24, 2_000
"""Rows and characters of a table that may go on on the next page; shorter ones stay whole."""


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
        self.shortcuts = True
        """Whether the layout may take shortcuts that give the same bytes."""
        self.has_own_css = False
        """Whether rules of the user's are in it, which may hide what they like."""
        self.tells_pages = False
        """Whether it is wanted where its pages begin."""
        self.attached: tuple[str, datetime] | None = None
        """The document as JSON and the time that it bears, to be attached."""

    def markup(self) -> str:
        """Return the page as text with its style sheet in it."""
        return serialise_styled(self._root, self._css).decode()

    def tree(self) -> ET.Element:
        """Return the page as an HTML parser would read it from its text, in less time."""
        return html_tree(self._root, self._css)

    def fit_tables(self, numbers: list[int], fit: str) -> None:
        """Give the tables with these numbers, from 0, the next way to fit."""
        tables = list(self._root.iter(f"{{{XHTML}}}table"))
        for number in numbers:
            frame = tables[number].getparent()
            if frame is not None:
                frame.set("class", f"{frame.get('class')} {fit}")

    def put_notes_back(self, places: set[str] | None) -> bool:
        """Let the notes with these places stand at the end, without places all of them.

        Tells whether there were any at the feet of pages.
        """
        return put_back(self._root, places)


def print_page(document: Document, options: "PdfOptions", setting: Setting) -> PrintPage:
    """Return the page of a single article: front matter, contents, text, notes."""
    formulas = Formulas()
    rendering = print_rendering(
        document,
        formulas,
        lambda anchor: f"#{anchor.id or _TOP}",
        tells_blocks=setting.tells_pages,
    )
    front = render_front(document.metadata)
    front.set("id", _TOP)
    body = el("body", None, front)
    entries = to_depth(document.outline, options.toc_depth)
    if options.toc and entries:
        body.append(contents_nav(entries, rendering))
    lead = render_blocks(document.blocks, rendering)
    body.append(el("main", None, lead, render_sections(document.sections, rendering)))
    append_notes(body, document.notes, rendering, options)
    return with_attachment(
        document, styled_page(document, (body, formulas), (options, setting)), options, setting
    )


def append_notes(
    body: Element, notes: tuple[Note, ...], rendering: Rendering, options: "PdfOptions"
) -> None:
    """Put the notes at the end, and from there to the feet of pages if that was asked for."""
    section = render_notes(notes, rendering)
    if section is None:
        return
    if options.notes == "page":
        put_at_calls(body, section)
    body.append(section)


def print_rendering(
    document: Document,
    formulas: Formulas,
    href: Callable[[Anchor], str],
    *,
    tells_blocks: bool = False,
) -> Rendering:
    """Return how a page is rendered whose links ``href`` makes."""
    return Rendering(
        document=document,
        href=href,
        source=asset_address,
        formula=formulas.element,
        heading_marks=_bookmark,
        targets=frozenset(_targets(document)),
        joiner=_WORD_JOINER,
        tells_blocks=tells_blocks,
        folds=False,
    )


def _css(options: "PdfOptions", setting: Setting) -> str:
    css = setting.style.css("print") + setting.css
    if options.page_size:
        size = options.page_size
        css += f"\n@page {{ size: {size} }} @page wide {{ size: {size} landscape }}"
    return css + (_TWO_SIDED if options.two_sided else "")


def styled_page(
    document: Document, drawn: tuple[Element, Formulas], look: "Look", css: str = ""
) -> PrintPage:
    """Return a page around a body and its formulas, with ``css`` on top of the style's."""
    body, formulas = drawn
    options, setting = look
    _loosen(body)
    root = page(document.metadata, document.metadata.title, _head(document, setting), body)
    about = about_file(document, setting)
    made = PrintPage(root, _css(options, setting) + css, formulas, about, options.image_dpi)
    made.shortcuts = options.shortcuts
    made.tells_pages = setting.tells_pages
    made.has_own_css = bool(setting.css)
    return made


def _loosen(body: Element) -> None:
    """Let long tables go over pages, and lines break before a note's number after a space."""
    rows, characters = _LONG_TABLE
    for table in body.iter(f"{{{XHTML}}}table"):
        frame = table.getparent()
        is_long = sum(1 for _ in table.iter(f"{{{XHTML}}}tr")) > rows
        if frame is not None and (is_long or sum(map(len, table.itertext())) > characters):
            frame.set("class", f"{frame.get('class')} long")
    for call in body.iter(f"{{{XHTML}}}sup"):
        before, around = call.getprevious(), call.getparent()
        text = before.tail if before is not None else around.text if around is not None else ""
        if call.get("class") == "noteref" and len(call) and (text or " ")[-1].isspace():
            call[0].text = (call[0].text or "").removeprefix(_WORD_JOINER)


def with_attachment(
    document: Document, made: PrintPage, options: "PdfOptions", setting: Setting
) -> PrintPage:
    """Return a page to which the document is attached if that was asked for."""
    if options.attach_json:
        made.attached = to_json(document), setting.moment
    return made


def about_file(document: Document, setting: Setting) -> About:
    """Return what the metadata of the file says of a document."""
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
