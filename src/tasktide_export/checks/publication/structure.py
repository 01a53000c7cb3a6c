"""Rules about headings, contents and tables of a publication."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.finding import doubt, fault
from tasktide_export.checks.publication.book import (
    Publication,
    fragment,
    is_hidden,
    is_labelled,
    place,
    resolve,
)
from tasktide_export.checks.readback.markup import (
    by_name,
    is_header,
    is_page_list,
    local_name,
    roles,
    visible_text,
)
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
            if is_hidden(heading):
                continue
            if level and rank > level + 1:
                message = f"a heading of level {rank} follows one of level {level}"
                where = place(item.path, heading)
                words = visible_text(heading)
                yield fault("heading-level-skipped", message, where, words, _STRUCTURE)
            level = rank


def _headings(page: Any) -> Iterator[tuple[Any, int]]:
    for element in page.iter("*"):
        name, is_told = local_name(element), "heading" in roles(element)
        if name in _RANKS or is_told:
            told = element.get("aria-level") or ""
            level = int(told) if re.fullmatch("[1-9][0-9]?", told) else _RANKS.get(name, 2)
            yield element, level


def contents_findings(book: Publication) -> Iterator[Finding]:
    """Yield entries of the contents that lead nowhere, or to no heading of that name."""
    if book.navigation() is None:
        message = "there is no navigation document: contents cannot be held against headings"
        yield doubt("navigation-missing", message, book.path, "", "EPUB 3.3, 7")
        return
    own = {item.path for item, _ in book.pages()}
    for navigation, nav in book.navs():
        for link in by_name(nav, "a") if "doc-toc" in roles(nav) else ():
            href, where = link.get("href", ""), place(navigation.path, link)
            target = resolve(navigation.path, href)
            if target in own:
                yield from _entry(book, link, target, where)
            elif target not in book.archive:
                words = visible_text(link)
                message = "an entry of the contents leads nowhere"
                yield fault("contents-dangling", message, where, words, "EPUB 3.3, 7.4")


def _entry(book: Publication, link: Any, target: str, where: str) -> Iterator[Finding]:
    page, name, words = book.page(target), fragment(link.get("href", "")), visible_text(link)
    element = next((one for one in page.iter("*") if one.get("id") == name), None)
    if name and element is None:
        message = "an entry of the contents leads to a place that is not there"
        yield fault("contents-dangling", message, where, words, "EPUB 3.3, 7.4")
        return
    element = page if element is None else element
    shown = [*_at(element), *_inside(element)]
    if not _plain(words) or any(_names(words, one) for one in shown):
        return
    block = next((one for one in element.iter("*") if _is_block_of(one, words)), None)
    if block is not None:
        message = "what the contents call by this name is no heading"
        yield fault("contents-heading-missing", message, place(target, element), words, _STRUCTURE)
    elif shown and name:
        message = "an entry of the contents leads to a heading of another name"
        yield doubt("contents-heading-differs", message, place(target, element), words, _STRUCTURE)


def _at(element: Any) -> Iterator[Any]:
    """Yield the heading that ``element`` is in, and the one that it stands right before."""
    yield from (one for one in element.iterancestors() if local_name(one) in _RANKS)
    if "".join(element.itertext()).strip():
        return
    for one in element.xpath("following::*"):
        if local_name(one) in _RANKS or "heading" in roles(one):
            yield one
            return
        if (one.text or "").strip():
            return


def _inside(element: Any) -> Iterator[Any]:
    yield from (heading for heading, _ in _headings(element))


def _is_block_of(element: Any, words: str) -> bool:
    """Tell a paragraph or the like that says just what an entry of the contents says."""
    return local_name(element) in {"p", "div", "span"} and _plain("".join(element.itertext())) == (
        _plain(words)
    )


def _names(entry: str, heading: Any) -> bool:
    return _is_like(entry, visible_text(heading)) or _is_like(entry, _spoken(heading))


def _is_like(entry: str, heading: str) -> bool:
    """Tell whether one names the other: numbers, case and punctuation may differ."""
    one, other = _plain(entry), _plain(heading)
    return bool(one and other) and (one in other or other in one)


def _plain(words: str) -> str:
    folded = unicodedata.normalize("NFKC", words).casefold()
    return "".join(character for character in folded if character.isalnum())


def _spoken(heading: Any) -> str:
    return (
        "".join(heading.itertext())
        + (heading.get("aria-label") or "")
        + "".join(
            one.get("alt") or one.get("alttext") or one.get("aria-label") or ""
            for one in heading.iter("*")
            if one is not heading
        )
    )


def table_findings(book: Publication) -> Iterator[Finding]:
    """Yield tables of data without header cells or without a name."""
    for item, page in book.pages():
        for table in by_name(page, "table"):
            if table.get("role") in _SILENT or is_hidden(table) or not _is_data(table):
                continue
            where, words = place(item.path, table), visible_text(table)
            if not any(is_header(one) for one in table.iter("*")):
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
    if is_labelled(table) or table.get("title"):
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
        for element in page.iter("*")
        if "doc-pagebreak" in roles(element)
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
    for navigation, nav in book.navs():
        for link in by_name(nav, "a") if is_page_list(nav) else ():
            href = link.get("href", "")
            yield resolve(navigation.path, href), fragment(href)
