"""Rules about headings, contents and tables of a publication."""

from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.publication.book import EPUB_TYPE, Publication, place, resolve
from tasktide_export.checks.publication.finding import doubt, fault
from tasktide_export.checks.readback.markup import by_name, local_name, roles, visible_text
from tasktide_export.checks.verification.words import squeeze
from tasktide_export.document import Finding

_STRUCTURE = "WCAG 2.2 SC 1.3.1"
_RANKS = {f"h{rank}": rank for rank in range(1, 7)}
_LEAST = 2
"""Rows and columns of a table that holds data."""
_SILENT = frozenset({"presentation", "none"})


def heading_findings(book: Publication) -> Iterator[Finding]:
    """Yield headings that are more than one level below the one before."""
    level = 0
    for item, page in book.read_pages():
        for heading, rank in _headings(page):
            if level and rank > level + 1:
                message = f"a heading of level {rank} follows one of level {level}"
                where = place(item.path, heading)
                words = visible_text(heading)
                yield fault("heading-level-skipped", message, where, words, _STRUCTURE)
            level = rank


def _headings(page: Any) -> Iterator[tuple[Any, int]]:
    for element in page.iter():
        name = local_name(element)
        told = (
            element.get("aria-level", "") if name in _RANKS or "heading" in roles(element) else ""
        )
        if name in _RANKS or (told and "heading" in roles(element)):
            yield element, int(told) if told.isdecimal() else _RANKS.get(name, 2)


def contents_findings(book: Publication) -> Iterator[Finding]:
    """Yield entries of the contents that lead nowhere, or to no heading of that name."""
    navigation = book.navigation()
    own = {item.path for item, _ in book.pages()}
    for nav in by_name(book.page(navigation.path), "nav"):
        if "doc-toc" not in roles(nav):
            continue
        for link in by_name(nav, "a"):
            where = place(navigation.path, link)
            target = resolve(navigation.path, link.get("href", ""))
            if not link.get("href", "").partition("#")[0]:
                target = navigation.path
            if target not in own:
                message = "an entry of the contents leads nowhere"
                yield fault(
                    "contents-dangling", message, where, visible_text(link), "EPUB 3.3, 7.4"
                )
            else:
                yield from _entry(book, link, target, where)


def _entry(book: Publication, link: Any, target: str, where: str) -> Iterator[Finding]:
    page, name = book.page(target), link.get("href", "").partition("#")[2]
    element = next((one for one in page.iter() if one.get("id") == name), None) if name else page
    words = visible_text(link)
    if element is None:
        message = "an entry of the contents leads to a place that is not there"
        yield fault("contents-dangling", message, where, words, "EPUB 3.3, 7.4")
        return
    inside = [heading for heading, _ in _headings(element)]
    around = element if not inside and local_name(element) in {"a", "span"} else None
    while around is not None and local_name(around) not in _RANKS:
        around = around.getparent()
    headings = inside or ([around] if around is not None else [])
    if not any(squeeze(words) in squeeze(_spoken(one)) for one in headings):
        message = "an entry of the contents leads to no heading of that name"
        yield fault("contents-heading-missing", message, place(target, element), words, _STRUCTURE)


def _spoken(heading: Any) -> str:
    return visible_text(heading) or heading.get("aria-label") or ""


def table_findings(book: Publication) -> Iterator[Finding]:
    """Yield tables of data without header cells or without a name."""
    for item, page in book.pages():
        for table in by_name(page, "table"):
            if table.get("role") in _SILENT or not _is_data(table):
                continue
            where, words = place(item.path, table), visible_text(table)
            if not any(True for _ in by_name(table, "th")):
                message = "a table has no header cells"
                yield fault("table-header-missing", message, where, words, _STRUCTURE)
            if not _is_named(table):
                message = "a table has no caption"
                yield doubt("table-caption-missing", message, where, words, _STRUCTURE)


def _is_data(table: Any) -> bool:
    rows = [
        sum(1 for cell in row if local_name(cell) in {"td", "th"}) for row in by_name(table, "tr")
    ]
    return len(rows) >= _LEAST and max(rows) >= _LEAST


def _is_named(table: Any) -> bool:
    if table.get("aria-label") or table.get("aria-labelledby") or table.get("title"):
        return True
    if any(visible_text(one).strip() for one in by_name(table, "caption")):
        return True
    figure = next((one for one in table.iterancestors() if local_name(one) == "figure"), None)
    return figure is not None and any(True for _ in by_name(figure, "figcaption"))


def page_findings(book: Publication) -> Iterator[Finding]:
    """Yield page breaks that no list of pages leads to, and pages of an unnamed source."""
    breaks = [
        (item.path, element)
        for item, page in book.pages()
        for element in page.iter()
        if "pagebreak" in element.get(EPUB_TYPE, "").split() or "doc-pagebreak" in roles(element)
    ]
    if not breaks:
        return
    clause = "EPUB Accessibility 1.1, 3.2"
    listed = set(_listed_pages(book))
    for path, element in breaks:
        if (path, element.get("id", "")) not in listed:
            number = element.get("aria-label") or element.get("title") or visible_text(element)
            message = "no list of pages leads to this page break"
            yield fault("page-list-missing", message, place(path, element), number, clause)
    sources = [
        *book.metas("pageBreakSource"),
        *book.metas("source-of"),
        *book.metas("a11y:pageBreakSource"),
    ]
    if not any((one.text or "").strip() for one in sources):
        message = "it has page breaks, and does not say whose pages they are (pageBreakSource)"
        yield fault("page-source-missing", message, book.path, "", clause)


def _listed_pages(book: Publication) -> Iterator[tuple[str, str]]:
    navigation = book.navigation()
    for nav in by_name(book.page(navigation.path), "nav"):
        if not {"doc-page-list", "doc-pagelist"} & roles(nav):
            continue
        for link in by_name(nav, "a"):
            yield (
                resolve(navigation.path, link.get("href", "")),
                link.get("href", "").partition("#")[2],
            )
