"""Open a PDF and read everything that a check compares."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf  # noqa: TID253 - this package is imported when a PDF is read

from tasktide_export.checks.readback.base import Heading, Readback
from tasktide_export.checks.readback.pdf.content import ContentReader, Contents, Key
from tasktide_export.checks.readback.pdf.links import dangling_links
from tasktide_export.checks.readback.pdf.text import TagReader, has_front_matter
from tasktide_export.checks.readback.pdf.tree import Element, TreeReader, descendants
from tasktide_export.errors import ReadError

_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_ARCHIVAL = "{http://www.aiim.org/pdfa/ns/id/}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MOST_BOOKMARKS = 100_000


def read(data: bytes) -> Readback:
    """Return what the file says; raise :class:`ReadError` when it is no usable PDF."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _read(pdf)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError) as error:
        raise ReadError(f"is not a PDF that can be read: {error}", where="pdf") from error


def _read(pdf: Any) -> Readback:
    content = ContentReader()
    for number, page in enumerate(pdf.pages):
        content.read_page(page, number)
    tops = TreeReader(pdf).read()
    tags = TagReader(content.contents.texts, first_rank=2 if has_front_matter(tops) else 1)
    for top in tops:
        tags.read(top)
    tags.flush()
    title, claims = _metadata(pdf)
    return Readback(
        format="pdf",
        title=title,
        language=str(pdf.Root.get("/Lang", "")),
        headings=tuple(tags.headings),
        contents=tuple(_bookmarks(pdf)),
        printed=tuple(tags.printed) or None,
        body_texts=tuple(tags.body),
        note_texts=tuple(tags.notes),
        alternatives=tuple(tags.alternatives),
        formulas=tuple(tags.formulas),
        bare_tables=tuple(tags.bare_tables),
        dangling=tuple(dangling_links(pdf)),
        faults=tuple(_faults(pdf, tops, content.contents)),
        claims=claims,
    )


def _metadata(pdf: Any) -> tuple[str, tuple[str, ...]]:
    told = " ".join(str(pdf.trailer.get("/Info", {}).get("/Title", "")).split())
    if "/Metadata" not in pdf.Root:
        return told, ()
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        claims = tuple(_claims(xmp))
        title = " ".join(str(xmp.get(_TITLE, "")).split()) or told
    return title, claims


def _claims(xmp: Any) -> Iterator[str]:
    """Yield the standards that the metadata stream names (ISO 14289-1, 5; ISO 19005-3, 6.6.4)."""
    if part := xmp.get(_PART):
        yield f"PDF/UA-{part}"
    if part := xmp.get(f"{_ARCHIVAL}part"):
        yield f"PDF/A-{part}{str(xmp.get(f'{_ARCHIVAL}conformance', '')).lower()}"


def _bookmarks(pdf: Any) -> Iterator[Heading]:
    """Yield the bookmarks, following the links of the outline dictionary."""
    outlines = pdf.Root.get("/Outlines")
    stack = [(outlines.get("/First"), 1)] if outlines is not None else []
    seen = 0
    while stack and seen < _MOST_BOOKMARKS:
        item, level = stack.pop()
        if item is None:
            continue
        seen += 1
        yield Heading(level, " ".join(str(item.get("/Title", "")).split()))
        stack += [(item.get("/Next"), level), (item.get("/First"), level + 1)]


def _faults(pdf: Any, tops: list[Element], contents: Contents) -> Iterator[str]:
    """Yield what hides text from a reader of the tags, and what PDF/UA asks of the catalog."""
    if not tops:
        yield "the file is not tagged"
        return
    marked = pdf.Root.get("/MarkInfo", {}).get("/Marked", False)
    if not bool(marked):
        yield "the catalog does not say that the file is tagged (MarkInfo)"
    if not bool(pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "the window shows the file's name, not its title (DisplayDocTitle)"
    placed = set(_keys(tops))
    lost = [text for key, text in contents.texts.items() if key not in placed and text.strip()]
    yield from (f"text is marked but not in the tag tree: {text[:40]!r}" for text in lost[:5])
    yield from (f"text is not marked at all: {text[:40]!r}" for text in contents.unmarked[:5])
    for element in (one for top in tops for one in descendants(top)):
        kinds = {kid.type for kid in element.kids if isinstance(kid, Element)}
        if element.type == "LI" and "LBody" not in kinds:
            yield "a list item has no body (LBody)"


def _keys(tops: list[Element]) -> Iterator[Key]:
    for element in (one for top in tops for one in descendants(top)):
        yield from (kid for kid in element.kids if not isinstance(kid, Element))
