"""An EPUB opened for inspection: its package document, its pages, its style sheets.

Nothing here comes from the code that writes EPUBs: the files may be anybody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.readback.markup import by_name
from tasktide_export.errors import ReadError

PAGE_TYPE = "application/xhtml+xml"
OVERLAY_TYPE = "application/smil+xml"
STYLE_TYPE = "text/css"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
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
        """Return the root of the XML file at ``path``."""
        if path not in self._pages:
            self._pages[path] = self.archive.xml(path)
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
            item = self.items.get(reference.get("idref", ""))
            if item is None:
                raise ReadError("the spine names an item that is not in the manifest", where="epub")
            yield item

    def read_pages(self) -> Iterator[tuple[Item, Any]]:
        """Yield the content documents that are read, in order, with their roots."""
        for item in self.spine():
            if item.media_type == PAGE_TYPE:
                yield item, self.page(item.path)

    def navigation(self) -> Item:
        """Return the navigation document; raise :class:`ReadError` without one."""
        for item in self.items.values():
            if "nav" in item.properties:
                return item
        raise ReadError("there is no navigation document", where="epub")

    def metas(self, name: str) -> Iterator[Any]:
        """Yield the ``meta`` elements of a property."""
        return (one for one in by_name(self.package, "meta") if one.get("property") == name)

    def style_sheets(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield the style sheets of the page at ``path``: where each stands, and its text."""
        for element in self.page(path).iter():
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
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
    return normpath(join(dirname(base), unquote(href.partition("#")[0])))


def place(path: str, element: Any) -> str:
    """Return where ``element`` stands: its file and the nearest id, or its line."""
    around = element
    while around is not None:
        if around.get("id"):
            return f"{path}#{around.get('id')}"
        around = around.getparent()
    return f"{path}:{element.sourceline}"
