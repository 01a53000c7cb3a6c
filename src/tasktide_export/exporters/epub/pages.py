"""The pages of the printed edition, marked where they begin (EPUB Accessibility 1.1, 3.2).

A page is marked at the end of the word that it begins in: no word is divided.
"""

from collections.abc import Iterator, Sequence

from tasktide_export.exporters.base import PageStart
from tasktide_export.xhtml.element import MATHML, XHTML, Element, el

_INSIDE = frozenset({f"{{{XHTML}}}section", f"{{{XHTML}}}aside", f"{{{XHTML}}}body"})
"""Elements that take the mark as their first content, not before themselves."""


def mark_id(start: PageStart) -> str:
    """Return the id of a page's mark."""
    return f"page-{start.number}"


def mark_pages(body: Element, starts: Sequence[PageStart]) -> tuple[PageStart, ...]:
    """Put a mark where each page begins that begins in ``body``; return those pages."""
    places = {one.get("id"): one for one in body.iter() if one.get("id")}
    marked = []
    for start in starts:
        element = body if not start.place else places.get(start.place)
        if element is not None:
            _put(_mark(start), element, start.offset)
            marked.append(start)
    return tuple(marked)


def _mark(start: PageStart) -> Element:
    number = str(start.number)
    marks = {"id": mark_id(start), "role": "doc-pagebreak", "epub:type": "pagebreak"}
    return el("span", {**marks, "aria-label": number})


def _put(mark: Element, element: Element, offset: int) -> None:
    if offset:
        for holder, is_tail in _texts(element):
            text = (holder.tail if is_tail else holder.text) or ""
            place = _place(text, offset)
            if place is not None:
                _divide(mark, holder, place, is_tail=is_tail)
                return
            offset -= _length(text)
    elif element.tag in _INSIDE:
        mark.tail, element.text = element.text, None
        element.insert(0, mark)
        return
    element.addprevious(mark)


def _texts(element: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the places of text in ``element`` in order: an element, and whether behind it."""
    if element.tag == f"{{{MATHML}}}math":
        return
    yield element, False
    for child in element:
        yield from _texts(child)
        yield child, True


def _length(text: str) -> int:
    return sum(1 for one in text if not one.isspace())


def _place(text: str, offset: int) -> int | None:
    """Return the end of the word in which ``offset`` characters are over, or ``None``."""
    read = 0
    for place, character in enumerate(text):
        if character.isspace():
            if read >= offset:
                return place
        else:
            read += 1
    return None


def _divide(mark: Element, holder: Element, place: int, *, is_tail: bool) -> None:
    if is_tail:
        text = holder.tail or ""
        holder.addnext(mark)
        holder.tail, mark.tail = text[:place], text[place:]
    else:
        text = holder.text or ""
        holder.insert(0, mark)
        holder.text, mark.tail = text[:place], text[place:]
