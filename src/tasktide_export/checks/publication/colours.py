"""How far the colour of text is from what is behind it (WCAG 2.2, SC 1.4.3)."""

from collections.abc import Iterator
from typing import Any

import cssselect2

from tasktide_export.checks.finding import fault
from tasktide_export.checks.publication.book import Publication, is_hidden, place
from tasktide_export.checks.publication.sheets import Colour, Matcher, rules_of
from tasktide_export.checks.readback.markup import local_name
from tasktide_export.document import Finding

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
LEAST = 4.5
"""The contrast that text must have."""
LEAST_LARGE = 3.0
"""The contrast of large text, as that of headings of the first two ranks is."""
_LARGE = frozenset({"h1", "h2"})
_CLAUSE = "WCAG 2.2 SC 1.4.3"
_DARK = 0.03928
_WITHOUT_TEXT = frozenset({"script", "style", "head", "title", "svg", "math"})


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_findings(book: Publication) -> Iterator[Finding]:
    """Yield text that is too close in colour to its ground, each pair of colours once."""
    seen = set()
    for item, page in book.read_pages():
        rules = tuple(r for path, css in book.style_sheets(item.path) for r in rules_of(css, path))
        if not rules and not any(one.get("style") for one in page.iter("*")):
            continue
        matcher = Matcher(rules)
        wrapped = cssselect2.ElementWrapper.from_xml_root(page)
        for element, text, ground, said in _shown(wrapped, matcher, (BLACK, WHITE), ""):
            least = LEAST_LARGE if local_name(element) in _LARGE else LEAST
            ratio = contrast(text, ground)
            if ratio < least and (text, ground) not in seen and not is_hidden(element):
                seen.add((text, ground))
                words = " ".join((element.text or "".join(element.itertext())).split())
                message = f"text has a contrast of {ratio:.2f} to 1, less than {least} ({said})"
                yield fault("contrast-low", message, place(item.path, element), words, _CLAUSE)


def _shown(
    wrapped: Any, matcher: Matcher, around: tuple[Colour, Colour], said: str
) -> Iterator[tuple[Any, Colour, Colour, str]]:
    """Yield each element with text of its own, its colours and where they were set."""
    waiting = [(wrapped, around, said)]
    while waiting:
        current, (text, ground), said = waiting.pop()
        element = current.etree_element
        if local_name(element) in _WITHOUT_TEXT | {""}:
            continue
        own = matcher.said(current)
        text, said = own.get("text", (text, said))
        ground, said = own.get("ground", (ground, said))
        texts = (element.text, *(child.tail for child in element))
        if any(one and one.strip() for one in texts):
            yield element, text, ground, said
        inside = [(child, (text, ground), said) for child in current.iter_children()]
        waiting.extend(reversed(inside))
