"""Footnotes (17.11): a part of their own and references in the body."""

from typing import Any

from docx.opc.packuri import PackURI  # noqa: TID253 - this module is imported when used
from docx.opc.part import XmlPart  # noqa: TID253

from tasktide_export.document import Note, Severity
from tasktide_export.exporters.docx.blocks import write_blocks
from tasktide_export.exporters.docx.package import Package
from tasktide_export.exporters.docx.place import Place
from tasktide_export.exporters.docx.runs import write_footnote_reference
from tasktide_export.exporters.docx.story import Links, Story
from tasktide_export.exporters.docx.wordml import Element, w

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def write_notes(package: Package, place: Place, template: Element, body: Story) -> None:
    """Write the notes' part on ``template`` and connect it with the body.

    A note that nothing in the body refers to would never be shown; its reference
    goes to the end of the body.
    """
    root: Any = template
    part = XmlPart(PackURI("/word/footnotes.xml"), _TYPE, root, package.docx.part.package)
    package.docx.part.load_rel(_RELATION, part, "rIdFootnotes")
    links = Links(part)
    for note in package.document.notes:
        _write_note(note, package, place, template, links)
    for note in package.document.notes:
        if note.id not in package.called:
            _call(note, package, place, body)


def _write_note(
    note: Note, package: Package, place: Place, template: Element, links: Links
) -> None:
    element = w(template, "footnote", id=package.notes[note.id])
    story = Story(package, links, element, notes=False, opening=True)
    write_blocks(note.blocks, place, story)
    story.flush(place)
    if not element[-1].tag.endswith("}p"):
        w(w(w(element, "p"), "pPr"), "pStyle", val="FootnoteText")


def _call(note: Note, package: Package, place: Place, body: Story) -> None:
    package.losses.add(
        "note-uncalled",
        "nothing in the text refers to a note; its number stands at the end",
        note.id,
        severity=Severity.WARNING,
    )
    package.called[note.id] = package.notes[note.id]
    if body.last is None:
        with body.paragraph(place, "BodyText") as paragraph:
            write_footnote_reference(paragraph, note.id, body)
    else:
        write_footnote_reference(body.last, note.id, body)
