"""The table of contents and the lists of figures and tables, filled already (17.16.5.68).

Each row is a link to its heading or caption with a page reference.  Nobody knows the
pages before the file is laid out, so the numbers are those of the printed edition, or
estimates, until whoever opens the file updates the field; Word does so by itself before
it prints.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasktide_export.document import Entry, Section, flatten
from tasktide_export.exporters.docx.counting import KINDS, Caption, Kind
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
from tasktide_export.phrases import Key, Phrase, foreign, phrase

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
            title = " ".join(entry.title.split())
            row = _Row(title, story.package.bookmarks.name(entry.id), own)
            _write_row(
                paragraph, row, story.package.headings[entry.id], pages.get(entry.id, 1), story
            )
            if number == len(rows) - 1:
                field_end(paragraph)
                set_space_after(paragraph, _SPACE_AFTER)
    story.container = outer


def _format(words: Phrase, place: Place) -> Format:
    form = Format.at(place)
    return form.spoken(words.language, "") if foreign(words, place.language) else form


def write_lists(
    captions: Mapping[str, Caption], pages: Mapping[str, int], place: Place, story: Story
) -> None:
    """Write a list of figures and one of tables; none where there is nothing to list."""
    words: dict[Kind, Key] = {"Figure": "figures", "Table": "tables"}
    for kind in KINDS:
        own = [caption for caption in captions.values() if caption.kind == kind]
        if own:
            _write_list(own, phrase(words[kind], place.language), pages, place, story)


def _write_list(
    captions: Sequence[Caption],
    words: Phrase,
    pages: Mapping[str, int],
    outer: Place,
    story: Story,
) -> None:
    with story.paragraph(outer, "TOCHeading") as paragraph:
        write_run(paragraph, words.text, _format(words, outer), story)
    kind = captions[0].kind
    source = f"\\f {kind[0]}" if story.package.lists_by_entry(kind) else f'\\c "{kind}"'
    for number, caption in enumerate(captions, start=1):
        place = outer.inside(caption.block)
        row_place = replace(outer, direction=place.direction)
        with story.paragraph(row_place, "TableofFigures") as paragraph:
            if number == 1:
                field_begin(paragraph, f"TOC \\h \\z {source}")
            name = story.package.reference(caption)
            page = pages.get(caption.block.id, 1)
            _write_row(paragraph, _Row(caption.text, name, place), name, page, story)
            if number == len(captions):
                field_end(paragraph)
                set_space_after(paragraph, _SPACE_AFTER)


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a row, the bookmark that they lead to, and where they stand."""

    words: str
    target: str
    place: Place


def _write_row(paragraph: Element, row: _Row, reference: str, page: int, story: Story) -> None:
    """Write a row as a link; ``reference`` is the bookmark whose page it tells."""
    link = w(paragraph, "hyperlink", anchor=row.target, history=1)
    write_run(link, row.words, Format.at(row.place), story)
    w(w(link, "r"), "tab")
    field_begin(link, f"PAGEREF {reference} \\h")
    write_text(w(link, "r"), str(page))
    field_end(link)
