"""The table of contents: a field that is filled already (17.16.5.68).

Each row is a link to its heading with a page reference.  Nobody knows the pages
before the file is laid out, so the numbers are estimates until whoever opens the
file updates the field; Word does so by itself before it prints.
"""

from collections.abc import Mapping
from dataclasses import replace

from tasktide_export.document import Entry, Section, flatten
from tasktide_export.exporters.docx.place import Format, Place
from tasktide_export.exporters.docx.runs import write_run
from tasktide_export.exporters.docx.story import Story
from tasktide_export.exporters.docx.wordml import (
    Element,
    field_begin,
    field_end,
    set_space_after,
    w,
    write_text,
)
from tasktide_export.phrases import Phrase, foreign, phrase

DEEPEST = 9
_SPACE_AFTER = 320
"""Twentieths of a point below the last row."""


def section_places(sections: tuple[Section, ...], place: Place) -> dict[str, Place]:
    """Return where each section's title stands, by the section's id."""
    places: dict[str, Place] = {}
    for section in sections:
        own = place.spoken(section.language, section.direction)
        places[section.id] = own
        places |= section_places(section.sections, own)
    return places


def write_contents(
    entries: tuple[Entry, ...],
    pages: Mapping[str, int],
    place: Place,
    places: Mapping[str, Place],
    story: Story,
) -> None:
    """Write the heading and one row for each of ``entries``."""
    rows = [entry for entry in flatten(entries) if entry.title.strip()]
    if not rows:
        return
    control = w(story.container, "sdt")
    gallery = w(w(control, "sdtPr"), "docPartObj")
    w(gallery, "docPartGallery", val="Table of Contents")
    w(gallery, "docPartUnique")
    outer, story.container = story.container, w(control, "sdtContent")
    words = phrase("contents", place.language)
    with story.paragraph(place, "TOCHeading") as paragraph:
        write_run(paragraph, words.text, _format(words, place), story)
    deepest = min(max(entry.level for entry in rows), DEEPEST)
    for number, entry in enumerate(rows):
        own = places.get(entry.id, place)
        style = f"TOC{min(entry.level, DEEPEST)}"
        with story.paragraph(replace(place, direction=own.direction), style) as paragraph:
            if number == 0:
                field_begin(paragraph, f'TOC \\o "1-{deepest}" \\h \\z \\u')
            _write_row(paragraph, entry, pages.get(entry.id, 1), own, story)
            if number == len(rows) - 1:
                field_end(paragraph)
                set_space_after(paragraph, _SPACE_AFTER)
    story.container = outer


def _format(words: Phrase, place: Place) -> Format:
    form = Format.at(place)
    return form.spoken(words.language, "") if foreign(words, place.language) else form


def _write_row(paragraph: Element, entry: Entry, page: int, place: Place, story: Story) -> None:
    name = story.package.bookmarks.name(entry.id)
    link = w(paragraph, "hyperlink", anchor=name, history=1)
    write_run(link, " ".join(entry.title.split()), Format.at(place), story)
    w(w(link, "r"), "tab")
    field_begin(link, f"PAGEREF {story.package.headings[entry.id]} \\h")
    write_text(w(link, "r"), str(page))
    field_end(link)
