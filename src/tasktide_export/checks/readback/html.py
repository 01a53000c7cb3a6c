"""Read a web page back with lxml's HTML parser."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree

from tasktide_export.checks.readback.base import Readback
from tasktide_export.checks.readback.markup import (
    Markup,
    by_name,
    has_long_description,
    is_front,
    list_lines,
    local_name,
    roles,
    visible_text,
)
from tasktide_export.checks.readback.reading_itself import player
from tasktide_export.errors import ReadError

_CLAIMS = (
    "accessMode",
    "accessModeSufficient",
    "accessibilityFeature",
    "accessibilityHazard",
    "accessibilitySummary",
)


def read(data: bytes) -> Readback:
    """Return what the page says; raise :class:`ReadError` when there is no page."""
    root = parse_page(data)
    markup = Markup(first_rank=2)
    markup.read(main_of(root))
    body = markup.pieces()
    return Readback(
        format="html",
        title=_title(root),
        language=root.get("lang", ""),
        headings=tuple(markup.headings),
        contents=tuple(line for nav in _navs(root) for line in list_lines(nav)),
        body_texts=body,
        note_texts=tuple(markup.notes),
        alternatives=tuple(markup.alternatives),
        formulas=tuple(markup.formulas),
        bare_tables=tuple(markup.bare_tables),
        dangling=tuple(dangling_fragments(root)),
        faults=tuple(_faults(root)),
        claims=tuple(_claims(root)),
        borne_out=frozenset(_borne_out(root)),
    )


def _borne_out(root: Any) -> Iterator[str]:
    if has_long_description(root):
        yield "longDescription"
    found = player(root)
    if found is not None and found.sound and any(one.element for one in found.marks):
        yield "synchronizedAudioText"


def parse_page(data: bytes) -> Any:
    """Return the root element of a page; raise :class:`ReadError` when there is none."""
    parser = etree.HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"is not an HTML page: {error}", where="html") from error
    if root is None:
        raise ReadError("is not an HTML page: it is empty", where="html")
    return root


def main_of(root: Any) -> Any:
    """Return the element that holds the text."""
    for name in ("main", "article", "body"):
        if (found := next(by_name(root, name), None)) is not None:
            return found
    return root


def _title(root: Any) -> str:
    """Return the title that the page shows, else that of its head."""
    front = next((one for one in root.iter() if is_front(one)), None)
    shown = front if front is not None else root
    heading = next(by_name(shown, "h1"), None)
    if heading is None:
        heading = next(by_name(root, "title"), None)
        return " ".join((heading.text or "").split()) if heading is not None else ""
    return visible_text(heading)


def _navs(root: Any) -> Iterator[Any]:
    return (nav for nav in by_name(root, "nav") if "doc-toc" in roles(nav))


def dangling_fragments(root: Any) -> Iterator[str]:
    """Yield each fragment that a link of the page names and no element has for its id."""
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    for link in by_name(root, "a"):
        href = link.get("href", "")
        if href.startswith("#") and len(href) > 1 and unquote(href[1:]) not in ids:
            yield href


def repeated_ids(root: Any) -> Iterator[str]:
    """Yield each id that more than one element has."""
    counts = Counter(one.get("id") for one in root.iter() if one.get("id"))
    return (name for name, count in counts.items() if count > 1)


def _faults(root: Any) -> Iterator[str]:
    yield from (f"the id {name!r} is used more than once" for name in repeated_ids(root))
    for element in root.iter():
        source = element.get("src", "")
        if local_name(element) in {"img", "script", "iframe"} and source.startswith("http"):
            yield f"{local_name(element)} is fetched from {source}"


def _claims(root: Any) -> Iterator[str]:
    for script in by_name(root, "script"):
        if script.get("type") == "application/ld+json":
            yield from _linked_claims(script.text or "")


def _linked_claims(text: str) -> Iterator[str]:
    try:
        facts = json.loads(text)
    except ValueError:
        return
    yield from page_claims(facts) if isinstance(facts, dict) else ()


def page_claims(facts: dict[str, Any]) -> Iterator[str]:
    """Yield the accessibility claims among the schema.org properties ``facts``."""
    for name in _CLAIMS:
        values = facts.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            modes = value.get("itemListElement", []) if isinstance(value, dict) else value
            yield f"{name}: {','.join(map(str, modes)) if isinstance(modes, list) else modes}"
