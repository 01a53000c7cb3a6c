"""The XHTML that WeasyPrint lays out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tasktide_export.document import (
    Anchor,
    Asset,
    Document,
    Link,
    Section,
    inline_text,
    to_depth,
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
    from tasktide_export.exporters.pdf import PdfOptions


_W3C = "%Y-%m-%dT%H:%M:%SZ"
_WORD_JOINER = "\u2060"


def asset_address(asset: Asset) -> str:
    """Return the address under which the renderer finds an admitted asset."""
    return f"asset:{asset.key}"


FITS = ("narrow", "landscape")
"""What is tried, one after the other, with a table that is wider than the page."""


class PrintPage:
    """The page, its style sheet and the pictures of its formulas."""

    def __init__(self, root: Element, css: str, formulas: Formulas, about: About) -> None:
        self._root = root
        self._css = css
        self.formulas = formulas
        self.about = about

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
    """Return the page: front matter, contents, text, notes."""
    formulas = Formulas()
    rendering = Rendering(
        document=document,
        href=lambda anchor: f"#{anchor.id}",
        source=asset_address,
        formula=formulas.element,
        heading_marks=_bookmark,
        targets=frozenset(_targets(document)),
        joiner=_WORD_JOINER,
    )
    css = setting.style.css("print") + setting.css
    if options.page_size:
        size = options.page_size
        css += f"\n@page {{ size: {size} }} @page wide {{ size: {size} landscape }}"
    root = page(
        document.metadata,
        document.metadata.title,
        _head(document, setting),
        _body(document, options, rendering),
    )
    return PrintPage(root, css, formulas, _about(document, setting))


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


def _body(document: Document, options: "PdfOptions", rendering: Rendering) -> Element:
    body = el("body", None, render_front(document.metadata))
    entries = to_depth(document.outline, options.toc_depth)
    if options.toc and entries:
        body.append(contents_nav(entries, rendering))
    lead = render_blocks(document.blocks, rendering)
    sections = render_sections(document.sections, rendering)
    body.append(el("main", None, lead, sections))
    notes = render_notes(document.notes, rendering)
    if notes is not None:
        body.append(notes)
    return body
