"""Front matter: title, subtitle, authors, date, and the running title."""

from dataclasses import replace

from tasktide_export.dates import human_date
from tasktide_export.document import Metadata
from tasktide_export.exporters.docx.bookmarks import START
from tasktide_export.exporters.docx.place import Format, Place
from tasktide_export.exporters.docx.runs import write_run
from tasktide_export.exporters.docx.story import Story
from tasktide_export.exporters.docx.wordml import Element, field_begin, field_end, w


def write_front(metadata: Metadata, place: Place, story: Story) -> None:
    """Write what is known of title, subtitle, authors and date."""
    story.bookmark(START)
    lines = (
        ("Title", metadata.title),
        ("Subtitle", metadata.subtitle),
        ("Author", ", ".join(metadata.authors)),
        ("Date", _dateline(metadata)),
    )
    for style, text in lines:
        if text.strip():
            with story.paragraph(place, style) as paragraph:
                write_run(paragraph, text, Format.at(place), story)


def _dateline(metadata: Metadata) -> str:
    date = human_date(metadata.published, metadata.language) if metadata.published else ""
    return " · ".join(part for part in (date, metadata.site or metadata.publisher) if part)


def write_running_title(header: Element, title: str, place: Place, story: Story) -> None:
    """Fill the template's header with the title, as a field that follows the property.

    The header is not on the first page, where the title itself stands.
    """
    paragraph = header.find(f"{header.tag.rpartition('}')[0]}}}p")
    if paragraph is None or not title.strip():
        return
    if place.direction == "rtl":
        w(paragraph[0], "bidi")
    field_begin(paragraph, "TITLE")
    write_run(paragraph, title, replace(Format.at(place), style=""), story)
    field_end(paragraph)
