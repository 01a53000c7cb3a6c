"""Turned pages for wide tables: sections of their own (17.6.17).

A section's properties stand in its last paragraph, those of the last section at
the end of the body.
"""

import copy

from tasktide_export.exporters.docx.story import Story
from tasktide_export.exporters.docx.wordml import Element, qualified, w

_SECTION = qualified("w:sectPr")


def can_turn(story: Story) -> bool:
    """Tell whether the page may be turned here: in the body, outside cells and notes."""
    return story.container is story.package.docx.element.body


def open_landscape(story: Story) -> None:
    """End the upright section before what comes next, headings just above included.

    Where a turned section has just ended, it goes on.
    """
    body = story.container
    place = len(body)
    while place and _is_heading(body[place - 1]):
        place -= 1
    if not place:
        return
    if not reopen_landscape(body[place - 1]):
        paragraph = _carrier(body, place)
        paragraph[0].append(copy.deepcopy(story.package.section))


def reopen_landscape(paragraph: Element) -> bool:
    """Let the turned section that ends in ``paragraph`` go on; ``False`` where none does."""
    section = paragraph.find(f"{qualified('w:pPr')}/{_SECTION}")
    if section is None or not _is_turned(section):
        return False
    paragraph[0].remove(section)
    return True


def close_landscape(story: Story) -> None:
    """End the turned section after what was written last."""
    section = copy.deepcopy(story.package.section)
    size = section.find(qualified("w:pgSz"))
    if size is not None:
        wide, high = size.get(qualified("w:h"), ""), size.get(qualified("w:w"), "")
        size.set(qualified("w:w"), wide)
        size.set(qualified("w:h"), high)
        size.set(qualified("w:orient"), "landscape")
    body = story.container
    _carrier(body, len(body))[0].append(section)


def end_sections(story: Story) -> None:
    """Append the last section's properties; only the first section has a title page.

    A turned section that nothing follows is the last one.
    """
    body, section = story.container, story.package.section
    ended = body[-1].find(f"{qualified('w:pPr')}/{_SECTION}") if len(body) else None
    body.append(section if ended is None else ended)
    for later in list(body.iter(_SECTION))[1:]:
        for mark in later.findall(qualified("w:titlePg")):
            later.remove(mark)


def _is_heading(element: Element) -> bool:
    style = element.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")
    return style is not None and style.get(qualified("w:val"), "").startswith("Heading")


def _is_turned(section: Element) -> bool:
    size = section.find(qualified("w:pgSz"))
    return size is not None and size.get(qualified("w:orient")) == "landscape"


def _carrier(body: Element, place: int) -> Element:
    """Return the paragraph before ``place``, or one of no height put there."""
    before = body[place - 1]
    if before.tag == qualified("w:p"):
        return before
    paragraph = w(body, "p")
    w(w(paragraph, "pPr"), "pStyle", val="TableEnd")
    body.insert(place, paragraph)
    return paragraph
