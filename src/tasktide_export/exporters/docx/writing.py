"""The whole file: front matter, contents, text, notes, and the archive."""

import functools
import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from tasktide_export.archive import Archive
from tasktide_export.document import Document, Section, Severity, flatten, inline_text, to_depth
from tasktide_export.exporters.base import Outcome, Setting
from tasktide_export.exporters.docx import DocxOptions
from tasktide_export.exporters.docx.blocks import write_blocks
from tasktide_export.exporters.docx.bookmarks import Bookmarks
from tasktide_export.exporters.docx.contents import section_places, write_contents, write_lists
from tasktide_export.exporters.docx.counting import count_captions
from tasktide_export.exporters.docx.front import write_front, write_running_title
from tasktide_export.exporters.docx.landscape import end_sections
from tasktide_export.exporters.docx.languages import usable
from tasktide_export.exporters.docx.losses import Losses
from tasktide_export.exporters.docx.media import Media
from tasktide_export.exporters.docx.notes import write_notes
from tasktide_export.exporters.docx.numbering import Numbering
from tasktide_export.exporters.docx.package import Package
from tasktide_export.exporters.docx.pages import estimate_pages, printed_pages
from tasktide_export.exporters.docx.place import Format, Place
from tasktide_export.exporters.docx.runs import write_inlines
from tasktide_export.exporters.docx.story import Links, Story
from tasktide_export.exporters.docx.tables import is_turned
from tasktide_export.exporters.docx.template import Template, open_template
from tasktide_export.exporters.docx.wordml import qualified, w

_DEEPEST = 9
_FIRST = "[Content_Types].xml"


def write_document(
    document: Document, sink: BinaryIO, options: DocxOptions, setting: Setting
) -> Outcome:
    """Write ``document`` to ``sink`` as DOCX and say what it could not carry."""
    levels = (entry.level for entry in flatten(document.outline))
    depth = min(max(levels, default=0), _DEEPEST)
    template = open_template(document.metadata, options, setting, depth)
    package = _package(document, template, options)
    if template.added:
        package.losses.add(
            "reference-styles",
            "the reference document has no styles of these names; ours are used",
            ", ".join(template.added),
            advice="define them there to have them look like the house",
        )
    body = template.docx.element.body
    body.remove(package.section)
    place = _first_place(document, template)
    story = Story(package, Links(template.docx.part), body)
    for header in template.headers:
        write_running_title(header, document.metadata.title, place, story)
    _write_front(document, options, place, story, setting)
    write_blocks(document.blocks, place, story)
    for section in document.sections:
        _write_section(section, 1, place, story)
    _end_body(template, package, place, story)
    end_sections(story)
    _save(template.docx, sink, setting.moment)
    return Outcome(findings=tuple(package.losses.findings()))


def _package(document: Document, template: Template, options: DocxOptions) -> Package:
    losses = Losses()
    return Package(
        docx=template.docx,
        document=document,
        language=usable(document.metadata.language),
        losses=losses,
        bookmarks=Bookmarks(document),
        numbering=Numbering(template.docx.part.numbering_part.element, losses),
        media=Media(template.docx.part.package, document.assets, losses),
        indents=template.indents,
        boxes=template.boxes,
        sizes=template.sizes,
        section=_section(document, template),
        captions=count_captions(document, numbered=options.captions == "numbered"),
        listed=options.lists,
        width=template.width,
        height=template.height,
        wide=template.wide,
    )


def _section(document: Document, template: Template) -> Any:
    """Return the template's section, from right to left where the document is (17.6.1)."""
    section = template.docx.element.body.sectPr
    if document.metadata.direction == "rtl":
        after = [section.find(qualified(f"w:{name}")) for name in ("rtlGutter", "docGrid")]
        w(section, "bidi")
        for element in after:
            if element is not None:
                section.append(element)
    return section


def _first_place(document: Document, template: Template) -> Place:
    language = usable(document.metadata.language)
    direction = document.metadata.direction
    return Place(language=language, direction=direction, width=template.width)


def _write_front(
    document: Document, options: DocxOptions, place: Place, story: Story, setting: Setting
) -> None:
    write_front(document.metadata, place, story)
    entries = to_depth(document.outline, options.toc_depth) if options.toc else ()
    captions = story.package.captions if options.lists else {}
    if not entries and not captions:
        return
    turned = functools.partial(is_turned, place=place, package=story.package)
    rows = len(story.package.headings) * bool(entries) + len(captions)
    pages = printed_pages(document, setting.pages) or estimate_pages(document, rows, turned)
    if entries:
        write_contents(entries, pages, place, section_places(document.sections, place), story)
    write_lists(captions, pages, place, story)
    told = "those of the printed edition" if setting.pages else "estimates"
    story.package.losses.add(
        "page-numbers",
        f"page numbers in the contents are {told} until Word updates the table",
        advice="in Word, select everything and press F9",
    )


def _write_section(section: Section, level: int, outer: Place, story: Story) -> None:
    place = outer.spoken(section.language, section.direction)
    package = story.package
    if level > _DEEPEST:
        package.losses.add(
            "heading-depth",
            "Word has nine levels of headings; a deeper section has the ninth",
            inline_text(section.title),
            severity=Severity.WARNING,
            advice="flatten the sections",
        )
    story.bookmark(section.id)
    story.bookmarks.append(package.headings[section.id])
    with story.paragraph(place, f"Heading{min(level, _DEEPEST)}") as paragraph:
        write_inlines(paragraph, section.title, Format.at(place, plain=True), story)
    write_blocks(section.blocks, place, story)
    for child in section.sections:
        _write_section(child, level + 1, place, story)


def _end_body(template: Template, package: Package, place: Place, story: Story) -> None:
    """Write the notes, and close what still waits for a paragraph."""
    indent = template.indents.get("FootnoteText", 0)
    notes = replace(place, style="FootnoteText", indent=indent)
    write_notes(package, notes, template.footnotes, story)
    if story.bookmarks and story.last is not None:
        for name in story.bookmarks:
            package.bookmarks.end(story.last, package.bookmarks.begin(story.last, name))


def _save(docx: Any, sink: BinaryIO, moment: datetime) -> None:
    """Write the archive: content types first, the rest by name, one fixed time."""
    raw = io.BytesIO()
    docx.save(raw)
    with zipfile.ZipFile(raw) as source, Archive(sink, moment) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            target.add(name, source.read(name))
