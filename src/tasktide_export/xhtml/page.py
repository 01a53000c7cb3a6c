"""A whole XHTML page around rendered content."""

from tasktide_export.document import Metadata
from tasktide_export.xhtml.element import Content, Element, el


def page(metadata: Metadata, title: str, head: Content, body: Element) -> Element:
    """Return the ``html`` element in the document's language and direction."""
    direction = metadata.direction if metadata.direction == "rtl" else ""
    language = metadata.language
    marks = {"lang": language, "xml:lang": language, "dir": direction}
    top = el("head", None, el("meta", {"charset": "utf-8"}), el("title", None, title), head)
    return el("html", marks, top, body)
