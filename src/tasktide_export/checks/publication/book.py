"""An EPUB opened for inspection: its package document, its pages, its style sheets.

Nothing here comes from the code that writes EPUBs: the files may be anybody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from lxml import etree

from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.readback.markup import by_name, local_name
from tasktide_export.errors import ReadError

PAGE_TYPE = "application/xhtml+xml"
OVERLAY_TYPE = "application/smil+xml"
_MOST_LETTERS = 5_000_000
"""Characters of a style sheet that are looked at."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest (EPUB 3.3, 5.6.2); ``path`` is that in the archive."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]
    overlay: str
    element: Any


class Publication:
    """The files of an EPUB by path; each is parsed when it is asked for.

    Raises :class:`ReadError` when the archive, its container or its package document
    cannot be read.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        container = archive.xml("META-INF/container.xml")
        rootfile = next(by_name(container, "rootfile"), None)
        if rootfile is None:
            raise ReadError("the container names no package document", where="epub")
        self.path = rootfile.get("full-path", "")
        self.package = archive.xml(self.path)
        self.items = {one.get("id", ""): self._item(one) for one in by_name(self.package, "item")}
        self.problems: dict[str, str] = {}
        """What cannot be read, by its path, in words; the rest is inspected all the same."""
        self._pages: dict[str, Any] = {}

    def _item(self, element: Any) -> Item:
        return Item(
            id=element.get("id", ""),
            path=resolve(self.path, element.get("href", "")),
            media_type=element.get("media-type", ""),
            properties=frozenset(element.get("properties", "").split()),
            overlay=element.get("media-overlay", ""),
            element=element,
        )

    def page(self, path: str) -> Any:
        """Return the root of the XML file at ``path``; an empty one if it cannot be read."""
        if path not in self._pages:
            try:
                self._pages[path] = self.archive.xml(path)
            except ReadError as error:
                self.problems[path] = error.message
                self._pages[path] = etree.Element("unreadable")
        return self._pages[path]

    def pages(self) -> Iterator[tuple[Item, Any]]:
        """Yield every content document with its root, in the manifest's order."""
        for item in self.of_type(PAGE_TYPE):
            yield item, self.page(item.path)

    def of_type(self, media_type: str) -> Iterator[Item]:
        """Yield the items of a media type."""
        return (item for item in self.items.values() if item.media_type == media_type)

    def spine(self) -> Iterator[Item]:
        """Yield the items that are read, in order."""
        for reference in by_name(self.package, "itemref"):
            name = reference.get("idref", "")
            if name in self.items:
                yield self.items[name]
            else:
                message = f"the spine names {name!r}, which is not in the manifest"
                self.problems[self.path] = message

    def read_pages(self) -> Iterator[tuple[Item, Any]]:
        """Yield the content documents that are read, in order, with their roots."""
        for item in self.spine():
            if item.media_type == PAGE_TYPE:
                yield item, self.page(item.path)

    def navigation(self) -> Item | None:
        """Return the navigation document, ``None`` where there is none, as in EPUB 2."""
        return next((item for item in self.items.values() if "nav" in item.properties), None)

    def navs(self) -> Iterator[tuple[Item, Any]]:
        """Yield the ``nav`` elements with the navigation document they are in, if there is one."""
        navigation = self.navigation()
        if navigation is not None:
            for nav in by_name(self.page(navigation.path), "nav"):
                yield navigation, nav

    def metas(self, name: str) -> Iterator[Any]:
        """Yield the ``meta`` elements of a property."""
        return (one for one in by_name(self.package, "meta") if one.get("property") == name)

    def style_sheets(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield the style sheets of the page at ``path``: where each stands, and its text."""
        for element in self.page(path).iter("*"):
            name = local_name(element)
            if name == "style":
                yield place(path, element), (element.text or "")[:_MOST_LETTERS]
            elif name == "link" and "stylesheet" in element.get("rel", "").split():
                target = resolve(path, element.get("href", ""))
                if target in self.archive:
                    yield target, self.text(target)

    def text(self, path: str) -> str:
        """Return a text file of the archive, its first five million characters."""
        return self.archive.data(path).decode("utf-8-sig", errors="replace")[:_MOST_LETTERS]


def resolve(base: str, href: str) -> str:
    """Return the path in the archive that ``href`` in the file ``base`` leads to."""
    path = href.partition("#")[0].partition("?")[0]
    return normpath(join(dirname(base), unquote(path))) if path else base


def fragment(href: str) -> str:
    """Return the id that ``href`` leads to, empty for the whole file."""
    return unquote(href.partition("#")[2])


def is_hidden(element: Any) -> bool:
    """Tell whether ``element``, or what it is in, is kept from everybody or from listeners."""
    around = element
    while around is not None:
        if around.get("aria-hidden") == "true" or around.get("hidden") is not None:
            return True
        around = around.getparent()
    return False


def is_labelled(element: Any) -> bool:
    """Tell whether an attribute names the element, or refers to what does."""
    return bool(element.get("aria-label") or element.get("aria-labelledby"))


def place(path: str, element: Any) -> str:
    """Return where ``element`` stands: its file and id, or the nearest id and the line."""
    if element.get("id"):
        return f"{path}#{element.get('id')}"
    around = element.getparent()
    while around is not None:
        if around.get("id"):
            return f"{path}#{around.get('id')}, line {element.sourceline}"
        around = around.getparent()
    return f"{path}, line {element.sourceline}"
