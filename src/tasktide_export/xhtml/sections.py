"""Sections, notes and the front matter as XHTML."""

from collections.abc import Iterator
from dataclasses import replace

from tasktide_export.dates import human_date
from tasktide_export.document import Anchor, Metadata, Note, Paragraph, Section
from tasktide_export.phrases import phrase
from tasktide_export.xhtml.blocks import render_block, render_blocks
from tasktide_export.xhtml.element import Element, el, fill, language_attributes
from tasktide_export.xhtml.inlines import render_inlines
from tasktide_export.xhtml.rendering import Rendering

_DEEPEST = 6


def render_sections(
    sections: tuple[Section, ...], rendering: Rendering, level: int = 1
) -> Iterator[Element]:
    """Yield a ``section`` element for each section, the first at ``level``."""
    for section in sections:
        yield render_section(section, rendering, level)


def render_section(section: Section, rendering: Rendering, level: int = 1) -> Element:
    """Return a section: heading, blocks, sections below it."""
    meaning = rendering.meaning("chapter") if level == 1 else {}
    marks = {
        "id": section.id,
        "class": f"level-{level}",
        **rendering.block_mark(section.id),
        **meaning,
        **language_attributes(section.language, section.direction),
    }
    return el(
        "section",
        marks,
        render_heading(section, rendering, level),
        render_blocks(section.blocks, rendering),
        render_sections(section.sections, rendering, level + 1),
    )


def render_heading(section: Section, rendering: Rendering, level: int) -> Element:
    """Return the heading; below ``h6`` its level is told by ``aria-level``."""
    rank = rendering.heading_base + level - 1
    deep = {"aria-level": str(rank)} if rank > _DEEPEST else {}
    words = render_inlines(section.title, rendering)
    marks = {**deep, **rendering.heading_marks(section, level)}
    return el(f"h{min(rank, _DEEPEST)}", marks, words)


def render_notes(notes: tuple[Note, ...], rendering: Rendering) -> Element | None:
    """Return the section of notes, each with a link back to its call, or ``None``."""
    if not notes:
        return None
    label = phrase("notes", rendering.language)
    marks = {"class": "notes", **rendering.meaning("endnotes"), "aria-label": label.text}
    return el("section", marks, (_note(note, rendering) for note in notes))


def _note(note: Note, rendering: Rendering) -> Element:
    back = phrase("back", rendering.language)
    number = str(rendering.numbers[note.id])
    marks = {
        "href": rendering.href(Anchor(f"{note.id}-ref")),
        "aria-label": f"{number}. {back.text}",
        **rendering.meaning("backlink"),
    }
    if not rendering.calls[note.id]:
        # Nothing that is rendered before calls it, so there is no way back.
        marks = {"class": "note-number generated"}
    link = el("a" if "href" in marks else "span", marks, number)
    aside = el(
        rendering.note_tag,
        {"id": note.id, "class": "footnote", **rendering.meaning("footnote")},
    )
    first, rest = note.blocks[:1], note.blocks[1:]
    if first and isinstance(first[0], Paragraph):
        opening = render_block(replace(first[0], children=()), rendering)
        fill(opening, [link, " ", render_inlines(first[0].children, rendering)])
        aside.append(opening)
    else:
        aside.append(el("p", None, link))
        rest = note.blocks
    fill(aside, [render_blocks(rest, rendering)])
    return aside


def render_front(metadata: Metadata) -> Element:
    """Return the title block: title, subtitle, authors, date and where it appeared."""
    header = el("header", {"class": "front"}, el("h1", None, metadata.title))
    if metadata.subtitle:
        header.append(el("p", {"class": "subtitle"}, metadata.subtitle))
    if metadata.authors:
        header.append(el("p", {"class": "byline"}, ", ".join(metadata.authors)))
    home = metadata.site or metadata.publisher
    details = [human_date(metadata.published, metadata.language), home]
    if any(details):
        header.append(el("p", {"class": "imprint"}, " · ".join(filter(None, details))))
    return header
