"""Read an EPUB back: container, package document, navigation, spine."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.readback.base import Readback
from tasktide_export.checks.readback.html import repeated_ids
from tasktide_export.checks.readback.markup import Markup, by_name, list_lines, roles
from tasktide_export.errors import ReadError

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PAGE_TYPE = "application/xhtml+xml"
_CLAIMS = ("schema:access", "dcterms:conformsTo", "a11y:")


def read(data: bytes) -> Readback:
    """Return what the publication says; raise :class:`ReadError` when it cannot be opened."""
    book = _Book(Archive(data))
    markup = Markup()
    for page in book.spine():
        for body in by_name(page, "body"):
            markup.read(body)
    body_texts = markup.pieces()
    return Readback(
        format="epub",
        title=book.element("title"),
        language=book.element("language"),
        headings=tuple(markup.headings),
        contents=tuple(
            line
            for nav in by_name(book.navigation(), "nav")
            if "doc-toc" in roles(nav)
            for line in list_lines(nav)
        ),
        body_texts=body_texts,
        note_texts=tuple(markup.notes),
        alternatives=tuple(markup.alternatives),
        formulas=tuple(markup.formulas),
        bare_tables=tuple(markup.bare_tables),
        dangling=tuple(book.dangling()),
        faults=tuple(book.faults()),
        claims=tuple(book.claims()),
    )


class _Book:
    """An opened EPUB: its package document and the content documents by path."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        container = archive.xml("META-INF/container.xml")
        rootfile = next(by_name(container, "rootfile"), None)
        if rootfile is None:
            raise ReadError("the container names no package document", where="epub")
        path = rootfile.get("full-path", "")
        self._folder = dirname(path)
        self._package = archive.xml(path)
        self._items = {one.get("id", ""): one for one in by_name(self._package, "item")}
        self._pages: dict[str, Any] = {}

    def _path(self, item: Any) -> str:
        return normpath(join(self._folder, unquote(item.get("href", ""))))

    def _page(self, path: str) -> Any:
        if path not in self._pages:
            self._pages[path] = self._archive.xml(path)
        return self._pages[path]

    def spine(self) -> Iterator[Any]:
        """Yield the root of each content document in reading order."""
        for reference in by_name(self._package, "itemref"):
            item = self._items.get(reference.get("idref", ""))
            if item is None:
                raise ReadError("the spine names an item that is not in the manifest", where="epub")
            yield self._page(self._path(item))

    def navigation(self) -> Any:
        """Return the root of the navigation document."""
        for item in self._items.values():
            if "nav" in item.get("properties", "").split():
                return self._page(self._path(item))
        raise ReadError("there is no navigation document", where="epub")

    def element(self, name: str) -> str:
        """Return the text of the first Dublin Core element called ``name``."""
        found = next(by_name(self._package, name), None)
        return " ".join((found.text or "").split()) if found is not None else ""

    def claims(self) -> Iterator[str]:
        """Yield the accessibility claims of the package metadata."""
        for meta in by_name(self._package, "meta"):
            name = meta.get("property", "")
            if name.startswith(_CLAIMS):
                yield f"{name.rpartition(':')[2]}: {meta.text or ''}"

    def _content(self) -> Iterator[tuple[str, Any]]:
        for item in self._items.values():
            if item.get("media-type") == _PAGE_TYPE:
                path = self._path(item)
                yield path, self._page(path)

    def dangling(self) -> Iterator[str]:
        """Yield the targets of links inside the publication that lead nowhere."""
        pages = dict(self._content())
        ids = {
            path: {one.get("id") for one in page.iter() if one.get("id")}
            for path, page in pages.items()
        }
        for path, page in pages.items():
            for link in by_name(page, "a"):
                href = link.get("href", "")
                if not href or "://" in href or href.startswith(("mailto:", "tel:", "data:")):
                    continue
                file, _, fragment = href.partition("#")
                target = normpath(join(dirname(path), unquote(file))) if file else path
                missing = target not in ids or (fragment and unquote(fragment) not in ids[target])
                if missing and (target in ids or _is_local(file)):
                    yield f"{path}: {href}"

    def faults(self) -> Iterator[str]:
        """Yield what is broken in the package itself."""
        if self._archive.names[:1] != ("mimetype",):
            yield "the first file is not mimetype"
        listed = {self._path(item) for item in self._items.values()}
        for path in sorted(listed - set(self._archive.names)):
            yield f"the manifest names {path}, which is not there"
        for name in self._archive.names:
            if name not in listed and not name.startswith("META-INF/") and not _is_own(name):
                yield f"{name} is not in the manifest"
        if not self._package.get(_LANGUAGE):
            yield "the package document has no xml:lang"
        for path, page in self._content():
            yield from (f"{path}: the id {name!r} is used twice" for name in repeated_ids(page))


def _is_local(file: str) -> bool:
    return not file or ":" not in file


def _is_own(name: str) -> bool:
    return name == "mimetype" or name.endswith((".opf", "/"))
