"""The navigation document, and the NCX for reading systems of the EPUB 2 days."""

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from tasktide_export.document import Anchor, Document, Entry, to_depth
from tasktide_export.document.identifier import identifier
from tasktide_export.exporters.epub.chapters import (
    NOTES_PAGE,
    STYLE_SHEET,
    TITLE_PAGE,
    Content,
)
from tasktide_export.exporters.epub.resource import XHTML_TYPE, Resource
from tasktide_export.exporters.epub.target import Target
from tasktide_export.phrases import phrase
from tasktide_export.xhtml.contents import contents_list
from tasktide_export.xhtml.element import Element, el
from tasktide_export.xhtml.page import page

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


def navigation_files(
    target: Target, entries: tuple[Entry, ...], content: Content
) -> list[Resource]:
    """Return nav.xhtml and toc.ncx for ``entries``.

    A table of contents may not be empty (EPUB 3.3, 7.3): a document without
    sections has one entry, its title.
    """
    document = target.document
    shown = entries or (Entry("", document.metadata.title, 1),)
    return [
        Resource(
            id="nav",
            path="nav.xhtml",
            media_type=XHTML_TYPE,
            data=target.write(_nav_page(document, shown, content)),
            properties=("nav",),
            spine="aside",
        ),
        Resource(
            id="ncx",
            path="toc.ncx",
            media_type="application/x-dtbncx+xml",
            data=_ncx(document, to_depth(shown, target.ncx_depth), content.href),
        ),
    ]


def _nav_page(document: Document, entries: tuple[Entry, ...], content: Content) -> Element:
    language = document.metadata.language
    title = phrase("contents", language).text
    toc = {"epub:type": "toc", "role": "doc-toc", "id": "toc", "aria-labelledby": "toc-title"}
    body = el(
        "body",
        None,
        el(
            "nav",
            toc,
            el("h1", {"id": "toc-title"}, title),
            contents_list(entries, content.href),
        ),
        _landmarks(document, content),
        _page_list(document, content),
    )
    sheet = el("link", {"rel": "stylesheet", "type": "text/css", "href": STYLE_SHEET})
    return page(document.metadata, title, sheet, body)


def _landmarks(document: Document, content: Content) -> Element:
    """Return the landmarks; hidden, since some reading systems list them as chapters."""
    language = document.metadata.language
    label = phrase("landmarks", language).text
    marks = {"epub:type": "landmarks", "hidden": "hidden", "aria-label": label}
    items = (
        el("li", None, el("a", {"epub:type": kind, "href": href}, title))
        for kind, href, title in _places(document, content, language)
    )
    return el("nav", marks, el("h2", None, label), el("ol", None, items))


def _page_list(document: Document, content: Content) -> "Element | tuple[()]":
    """Return the list of the printed edition's pages (EPUB 3.3, 7.4.3), if any are marked."""
    if not content.pages:
        return ()
    label = phrase("pages", document.metadata.language).text
    marks = {"epub:type": "page-list", "role": "doc-pagelist", "hidden": "hidden"}
    items = (
        el("li", None, el("a", {"href": href}, str(page.number))) for page, href in content.pages
    )
    return el("nav", {**marks, "aria-label": label}, el("h2", None, label), el("ol", None, items))


def _places(document: Document, content: Content, language: str) -> Iterator[tuple[str, str, str]]:
    yield "toc", "nav.xhtml#toc", phrase("contents", language).text
    first = document.outline[:1]
    lead = bool(document.blocks) or not first
    start = TITLE_PAGE if lead else content.href(Anchor(first[0].id))
    yield "bodymatter", start, document.metadata.title if lead else first[0].title
    if document.notes:
        yield "endnotes", NOTES_PAGE, phrase("notes", language).text


def _ncx(document: Document, entries: tuple[Entry, ...], href: Callable[[Anchor], str]) -> bytes:
    nsmap: dict[Any, str] = {None: _NCX}
    root = etree.Element(f"{{{_NCX}}}ncx", {"version": "2005-1"}, nsmap)
    head = etree.SubElement(root, f"{{{_NCX}}}head")
    etree.SubElement(head, f"{{{_NCX}}}meta", name="dtb:uid", content=identifier(document))
    _labelled(root, "docTitle", document.metadata.title)
    _points(etree.SubElement(root, f"{{{_NCX}}}navMap"), entries, href)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _points(parent: Element, entries: tuple[Entry, ...], href: Callable[[Anchor], str]) -> None:
    for entry in entries:
        point = etree.SubElement(parent, f"{{{_NCX}}}navPoint", id=f"nav-{entry.id or 'title'}")
        _labelled(point, "navLabel", entry.title)
        etree.SubElement(point, f"{{{_NCX}}}content", src=href(Anchor(entry.id)))
        _points(point, entry.children, href)


def _labelled(parent: Element, tag: str, words: str) -> None:
    label = etree.SubElement(parent, f"{{{_NCX}}}{tag}")
    etree.SubElement(label, f"{{{_NCX}}}text").text = words
