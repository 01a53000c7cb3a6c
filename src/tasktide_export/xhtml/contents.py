"""The table of contents as nested lists of links."""

from collections.abc import Callable

from tasktide_export.document import Anchor, Entry
from tasktide_export.phrases import foreign, phrase
from tasktide_export.xhtml.element import Element, el, language_attributes
from tasktide_export.xhtml.rendering import Rendering


def contents_list(entries: tuple[Entry, ...], href: Callable[[Anchor], str]) -> Element:
    """Return ``entries`` as an ``ol`` of links, nested as they are (EPUB 3.3, 7.3)."""
    return el("ol", None, (_line(entry, href) for entry in entries))


def _line(entry: Entry, href: Callable[[Anchor], str]) -> Element:
    line = el("li", None, el("a", {"href": href(Anchor(entry.id))}, entry.title))
    if entry.children:
        line.append(contents_list(entry.children, href))
    return line


def contents_nav(entries: tuple[Entry, ...], rendering: Rendering) -> Element:
    """Return the ``nav`` with its heading and the list of ``entries``."""
    title = phrase("contents", rendering.language)
    marks = {"id": "contents", "class": "contents", "aria-labelledby": "contents-title"}
    marks |= rendering.meaning("toc")
    words = language_attributes(foreign(title, rendering.language))
    return el(
        "nav",
        marks,
        el("h2", {"id": "contents-title", **words}, title.text),
        contents_list(entries, rendering.href),
    )
