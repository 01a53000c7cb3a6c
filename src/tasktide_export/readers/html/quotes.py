"""Where a quotation says it comes from."""

from tasktide_export.document import Inlines, Text
from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.reading import Reading

_DASHES = "\N{EM DASH}\N{EN DASH}\N{HORIZONTAL BAR}-~ \N{NO-BREAK SPACE}"


def cite(element: Element, reading: Reading) -> str:
    """Return the absolute address in a quotation's ``cite``, or an empty string."""
    reference = element.get("cite")
    target = reading.link_target(reference) if reference else None
    return target if isinstance(target, str) else ""


def attribution(quote: Element) -> Element | None:
    """Return the element that names the source: a last ``footer`` or ``cite``."""
    last = _last_element(quote)
    if last is None or not _has_text_before(quote, last):
        return None
    if last.tag in {"footer", "cite", "figcaption"}:
        return last
    if last.tag in {"p", "div", "small"} and _is_only_cite(last):
        return last
    return None


def without_dash(words: Inlines) -> Inlines:
    """Return ``words`` without the dash before a source: editions put one there."""
    match words:
        case (Text(value=value), *rest):
            kept = value.lstrip(_DASHES)
            return (Text(kept), *rest) if kept else tuple(rest)
        case _:
            return words


def _last_element(element: Element) -> Element | None:
    for child in reversed(element.children):
        if isinstance(child, Element):
            return child
        if child.strip():
            return None
    return None


def _has_text_before(quote: Element, last: Element) -> bool:
    for child in quote.children:
        if child is last:
            return False
        text = child if isinstance(child, str) else child.text()
        if text.strip():
            return True
    return False


def _is_only_cite(element: Element) -> bool:
    elements = list(element.elements())
    words = "".join(child for child in element.children if isinstance(child, str))
    return len(elements) == 1 and elements[0].tag == "cite" and not words.strip(" \t\n\r—\u2013-,.")
