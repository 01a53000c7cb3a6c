"""Read an EPUB back: container, package document, navigation, spine."""

from collections.abc import Iterator

from tasktide_export.checks.publication.book import Publication, fragment, resolve
from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.readback.base import Readback
from tasktide_export.checks.readback.html import repeated_ids
from tasktide_export.checks.readback.markup import (
    Markup,
    by_name,
    has_long_description,
    is_page_list,
    list_lines,
    roles,
)

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CLAIMS = ("schema:access", "dcterms:conformsTo", "a11y:")


def read(data: bytes) -> Readback:
    """Return what the publication says; raise :class:`ReadError` when it cannot be opened."""
    book = _Book(Archive(data))
    markup = Markup()
    for _, page in book.read_pages():
        for body in by_name(page, "body"):
            markup.read(body)
    body_texts = markup.pieces()
    return Readback(
        format="epub",
        title=book.element("title"),
        language=book.element("language"),
        headings=tuple(markup.headings),
        contents=tuple(
            line for _, nav in book.navs() if "doc-toc" in roles(nav) for line in list_lines(nav)
        ),
        body_texts=body_texts,
        note_texts=tuple(markup.notes),
        alternatives=tuple(markup.alternatives),
        formulas=tuple(markup.formulas),
        bare_tables=tuple(markup.bare_tables),
        dangling=tuple(book.dangling()),
        faults=tuple(book.faults()),
        claims=tuple(book.claims()),
        borne_out=frozenset(book.borne_out()),
    )


class _Book(Publication):
    """An opened EPUB, and what its metadata say."""

    def element(self, name: str) -> str:
        """Return the text of the first Dublin Core element called ``name``."""
        found = next(by_name(self.package, name), None)
        return " ".join((found.text or "").split()) if found is not None else ""

    def claims(self) -> Iterator[str]:
        """Yield the accessibility claims of the package metadata."""
        for meta in by_name(self.package, "meta"):
            name = meta.get("property", "")
            if name.startswith(_CLAIMS):
                yield f"{name.rpartition(':')[2]}: {meta.text or ''}"

    def borne_out(self) -> Iterator[str]:
        """Yield the features that are seldom there, and are here."""
        if any(item.overlay in self.items for item in self.items.values()):
            yield "synchronizedAudioText"
        for _, page in self.pages():
            if has_long_description(page):
                yield "longDescription"
            for element in page.iter("*"):
                if "doc-pagebreak" in roles(element):
                    yield "pageBreakMarkers"
                if is_page_list(element):
                    yield "pageNavigation"

    def dangling(self) -> Iterator[str]:
        """Yield the targets of links inside the publication that lead nowhere."""
        pages = {item.path: page for item, page in self.pages()}
        ids = {
            path: {one.get("id") for one in page.iter("*") if one.get("id")}
            for path, page in pages.items()
        }
        for path, page in pages.items():
            for link in by_name(page, "a"):
                href = link.get("href", "")
                if not href or not _is_local(href):
                    continue
                target, name = resolve(path, href), fragment(href)
                is_here = target in ids
                lost = name and name not in ids[target] if is_here else target not in self.archive
                if lost:
                    yield f"{path}: {href}"

    def faults(self) -> Iterator[str]:
        """Yield what is broken in the package itself."""
        if self.archive.names[:1] != ("mimetype",):
            yield "the first file is not mimetype"
        items = self.items.values()
        listed = {item.path for item in items if _is_local(item.element.get("href", ""))}
        for path in sorted(listed - set(self.archive.names)):
            yield f"the manifest names {path}, which is not there"
        for name in self.archive.names:
            if name not in listed and not name.startswith("META-INF/") and not _is_own(name):
                yield f"{name} is not in the manifest"
        if not self.package.get(_LANGUAGE):
            yield "the package document has no xml:lang"
        for item, page in self.pages():
            yield from (
                f"{item.path}: the id {name!r} is used twice" for name in repeated_ids(page)
            )


def _is_local(href: str) -> bool:
    return not href.startswith("//") and ":" not in href.partition("#")[0].partition("?")[0]


def _is_own(name: str) -> bool:
    return name == "mimetype" or name.endswith((".opf", "/"))
