"""The XHTML that WeasyPrint lays out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tasktide_export.document import (
    Anchor,
    Asset,
    Document,
    Link,
    Math,
    MathBlock,
    Section,
    inline_text,
    to_depth,
    walk,
)
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.pdf.formulas import Formulas
from tasktide_export.xhtml.blocks import render_blocks
from tasktide_export.xhtml.contents import contents_nav
from tasktide_export.xhtml.element import Content, Element, el, serialise
from tasktide_export.xhtml.page import page
from tasktide_export.xhtml.rendering import Rendering
from tasktide_export.xhtml.sections import render_front, render_notes, render_sections

if TYPE_CHECKING:
    from tasktide_export.exporters.pdf import PdfOptions


_WORD_JOINER = "\u2060"


def asset_address(asset: Asset) -> str:
    """Return the address under which the renderer finds an admitted asset."""
    return f"asset:{asset.key}"


class PrintPage:
    """The page's markup and the pictures of its formulas, by address."""

    def __init__(self, markup: str, formulas: Formulas) -> None:
        self.markup = markup
        self.formulas = formulas


def print_page(document: Document, options: "PdfOptions", setting: Setting) -> PrintPage:
    """Return the markup: front matter, contents, text, notes, and its style sheet."""
    formulas = Formulas()

    def formula(node: Math | MathBlock) -> Element:
        return formulas.element(node)

    rendering = Rendering(
        document=document,
        href=lambda anchor: f"#{anchor.id}",
        source=asset_address,
        formula=formula,
        heading_marks=_bookmark,
        targets=frozenset(_targets(document)),
        joiner=_WORD_JOINER,
    )
    css = setting.style.css("print") + setting.css
    if options.page_size:
        css += f"\n@page {{ size: {options.page_size} }}"
    root = page(
        document.metadata,
        document.metadata.title,
        _head(document, setting),
        _body(document, options, rendering),
    )
    sheet = "<style>" + css.replace("</", r"<\/") + "</style>"
    markup = serialise(root).decode().replace("<style></style>", sheet, 1)
    return PrintPage(markup, formulas)


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
    moment = setting.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
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
    outline = document.outline
    entries = to_depth(outline, options.toc_depth) if options.toc_depth else outline
    if options.toc and entries:
        body.append(contents_nav(entries, rendering))
    lead = render_blocks(document.blocks, rendering)
    sections = render_sections(document.sections, rendering)
    body.append(el("main", None, lead, sections))
    notes = render_notes(document.notes, rendering)
    if notes is not None:
        body.append(notes)
    return body
