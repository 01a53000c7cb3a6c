"""The steps of locating, one after the other."""

from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.location.candidates import find_content
from tasktide_export.readers.html.location.clearing import clear
from tasktide_export.readers.html.location.figures import measure
from tasktide_export.readers.html.location.weeding import Removal, weed
from tasktide_export.readers.html.notices import Notices


def find_article(body: Element, notices: Notices) -> Element:
    removal = Removal(notices, measure(body))
    weed(body, removal)
    removal.measured = measured = measure(body)
    parts = find_content(body, measured)
    content = parts[0]
    if len(parts) > 1:
        content = Element("div", children=list(parts), parent=content.parent, holds_block=True)
    for part in parts:
        clear(part, removal)
    return content
