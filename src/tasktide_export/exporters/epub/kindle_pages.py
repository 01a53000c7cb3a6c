"""Pages in the subset of HTML and CSS that Kindle's converter knows."""

import re
from collections.abc import Mapping

from lxml import etree

from tasktide_export.xhtml.element import EPUB, XML, Element, serialise

ATTRIBUTES = frozenset(
    (
        "alt", "aria-details", "aria-label", "aria-level", "charset", "cite", "class", "colspan",
        "dir", "height", "href", "id", "lang", "rel", "role", "rowspan", "scope", "src", "start",
        "style", "title", "type", "width",
        f"{{{EPUB}}}type", f"{{{XML}}}lang",
    )
)  # fmt: skip
"""What elements keep: that of HTML 4 and ``epub:type``, which makes notes pop up.

Roles and their names stay for whoever reads the file before it is converted: converters
pass over what they do not know.
"""
_BACKLINK = "doc-backlink"
_BACKLINK_CLASS = "backlink"


def write_page(root: Element, styles: Mapping[str, str]) -> bytes:
    """Return the page ``root``, changed to the subset, as XHTML.

    ``styles`` is CSS for images by their addresses.
    """
    for element in list(root.iter(etree.Element)):
        _simplify(element, styles)
    return serialise(root, xml_declaration=True)


def _simplify(element: Element, styles: Mapping[str, str]) -> None:
    if "missing-image" in element.get("class", "").split():
        # Kindle generates no content from attributes.
        element.text = element.get("aria-label", "")
        if not element.text:
            _remove(element)
    if element.get("role") == _BACKLINK:
        element.set("class", f"{element.get('class', '')} {_BACKLINK_CLASS}".strip())
    if element.get("hidden"):
        element.set("style", "display: none")
    if style := styles.get(element.get("src", "")):
        element.set("style", style)
    for name in element.attrib:
        if name not in ATTRIBUTES:
            del element.attrib[name]


def _remove(element: Element) -> None:
    """Take an element out and leave the text after it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def physical_sheet(css: str, direction: str) -> str:
    """Return ``css`` with sides where it has starts and ends, which Kindle does not know.

    ``direction`` is the document's, ``ltr`` or ``rtl``.
    """
    start, end = ("right", "left") if direction == "rtl" else ("left", "right")
    sides = {"start": start, "end": end}
    css = re.sub(r"-inline-(start|end)\b", lambda found: f"-{sides[found[1]]}", css)
    css = re.sub(r"(text-align:\s*)(start|end)\b", lambda found: found[1] + sides[found[2]], css)
    return css.replace(f'[role="{_BACKLINK}"]', f".{_BACKLINK_CLASS}")
