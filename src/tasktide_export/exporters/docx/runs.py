"""Inlines as runs, hyperlinks, drawings and formulas."""

from dataclasses import replace
from typing import assert_never
from urllib.parse import urlsplit

from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Abbreviation,
    Anchor,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Quotation,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    inline_text,
)
from tasktide_export.exporters.docx.bookmarks import note_reference_name
from tasktide_export.exporters.docx.languages import quotation_marks, usable, write_language
from tasktide_export.exporters.docx.maths import write_formula
from tasktide_export.exporters.docx.pictures import write_picture
from tasktide_export.exporters.docx.place import Format
from tasktide_export.exporters.docx.story import Story
from tasktide_export.exporters.docx.wordml import Element, R, field_begin, field_end, w, write_text
from tasktide_export.phrases import foreign, phrase

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_LONGEST_ADDRESS = 2000
_LONGEST_TOOLTIP = 255


def write_inlines(parent: Element, inlines: Inlines, form: Format, story: Story) -> None:
    """Append ``inlines`` to a paragraph or a hyperlink."""
    for inline in inlines:
        _write_inline(parent, inline, form, story)


def _write_inline(parent: Element, inline: Inline, form: Format, story: Story) -> None:
    match inline:
        case Text(value=value):
            write_run(parent, value, form, story)
        case Emphasis(children=children):
            write_inlines(parent, children, replace(form, emphasis=True), story)
        case Strong(children=children):
            write_inlines(parent, children, replace(form, strong=True), story)
        case Code(value=value):
            write_run(parent, value, replace(form, code=True, size=form.code_size), story)
        case Link():
            _write_link(parent, inline, form, story)
        case Image():
            _write_image(parent, inline, form, story)
        case LineBreak():
            w(w(parent, "r"), "br")
        case Superscript(children=children):
            write_inlines(parent, children, replace(form, vertical="superscript"), story)
        case Subscript(children=children):
            write_inlines(parent, children, replace(form, vertical="subscript"), story)
        case Quotation():
            _write_quotation(parent, inline, form, story)
        case Abbreviation(children=children, expansion=expansion):
            if expansion:
                story.package.losses.add(
                    "abbreviation",
                    "Word has no place for what an abbreviation stands for",
                    f"{inline_text(children)}: {expansion}",
                    advice="write the expansion out where the abbreviation first stands",
                )
            write_inlines(parent, children, form, story)
        case NoteReference(note=note):
            _write_reference(parent, note, form, story)
        case Math():
            if form.plain or not write_formula(parent, inline, story.package.losses):
                write_run(parent, inline.alternative, form, story)
        case Span(children=children, language=language, direction=direction):
            spoken = form.spoken(usable(language) if language else "", direction)
            write_inlines(parent, children, spoken, story)
        case _:
            assert_never(inline)


def write_run(parent: Element, text: str, form: Format, story: Story) -> None:
    """Append one run with ``text``."""
    if text:
        run = w(parent, "r")
        write_properties(run, form, story)
        write_text(run, text)


def write_properties(run: Element, form: Format, story: Story) -> None:
    """Append ``w:rPr`` where it says anything, in the schema's order (17.3.2.28)."""
    strong, emphasis, style = form.strong, form.emphasis, form.style
    if not style:
        if form.code:
            style = "VerbatimChar"
        elif form.linked:
            style = "Hyperlink"
        elif strong:
            # In a bold paragraph a bold character style switches bold off (17.7.3).
            style, strong = "Strong", form.bold
        elif emphasis:
            style, emphasis = "Emphasis", False
    right_to_left = form.direction == "rtl" and not form.code
    foreign = form.language != story.package.language
    marked = style or strong or emphasis or form.size or form.vertical
    if not (marked or right_to_left or foreign):
        return
    properties = w(run, "rPr")
    if style:
        w(properties, "rStyle", val=style)
    for on, names in ((strong, ("b", "bCs")), (emphasis, ("i", "iCs"))):
        for name in names if on else ():
            w(properties, name)
    for name in ("sz", "szCs") if form.size else ():
        w(properties, name, val=form.size)
    if form.vertical:
        w(properties, "vertAlign", val=form.vertical)
    if right_to_left:
        w(properties, "rtl")
    if foreign:
        write_language(properties, form.language)


def _write_quotation(parent: Element, quotation: Quotation, form: Format, story: Story) -> None:
    opening, closing = quotation_marks(form.language, form.quotes)
    if quotation.cite:
        note_source(quotation.cite, story)
    marks = replace(form, style="Generated")
    write_run(parent, opening, marks, story)
    write_inlines(parent, quotation.children, replace(form, quotes=form.quotes + 1), story)
    write_run(parent, closing, marks, story)


def note_source(cite: str, story: Story) -> None:
    """Note that the address of a quotation's source is not shown."""
    story.package.losses.add(
        "quotation-source", "Word has no place for the address that a quotation is from", cite
    )


def _write_link(parent: Element, link: Link, form: Format, story: Story) -> None:
    frame = None if form.linked else open_link(parent, link.target, story, link.title)
    if frame is None:
        write_inlines(parent, link.children, form, story)
    else:
        write_inlines(frame, link.children, replace(form, linked=True), story)


def open_link(
    parent: Element, target: str | Anchor, story: Story, title: str = ""
) -> Element | None:
    """Append a hyperlink (17.16.22), or return ``None`` when it may not be followed."""
    if isinstance(target, Anchor):
        name = story.package.bookmarks.target(target)
        link = w(parent, "hyperlink", anchor=name) if name else None
    elif address := followable(target):
        link = w(parent, "hyperlink")
        link.set(f"{{{R}}}id", story.links.external(address))
    else:
        link = None
    if link is None:
        shown = target.id if isinstance(target, Anchor) else target
        story.package.losses.add("link", "a link leads nowhere Word may go; its text stays", shown)
        return None
    link.set(link.tag.replace("hyperlink", "history"), "1")
    if title:
        link.set(link.tag.replace("hyperlink", "tooltip"), title[:_LONGEST_TOOLTIP])
    return link


def followable(address: str) -> str:
    """Return ``address`` if its scheme is one that a reader may follow, else ``""``."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in _SCHEMES and len(address) <= _LONGEST_ADDRESS else ""


def _write_image(parent: Element, image: Image, form: Format, story: Story) -> None:
    picture = story.package.media.picture(image.asset) if image.asset else None
    if picture is None:
        _write_placeholder(parent, image, form, story)
        return
    run = w(parent, "r")
    if form.linked:
        w(w(run, "rPr"), "rStyle", val="Hyperlink")
    write_picture(run, image, picture, form.width, story)


def _write_placeholder(parent: Element, image: Image, form: Format, story: Story) -> None:
    """Show what is known of an image whose bytes are not there: words and address."""
    if image.alternative is DECORATIVE:
        return
    frame = None
    if image.address and not form.linked and followable(image.address):
        frame = open_link(parent, image.address, story, image.title)
    target = parent if frame is None else frame
    if isinstance(image.alternative, str) and image.alternative:
        style = "ImagePlaceholder"
        write_run(target, image.alternative, replace(form, style=style), story)
    else:
        words = phrase("missing", form.language)
        spoken = replace(form, style="Generated").spoken(foreign(words, form.language), "")
        write_run(target, words.text, spoken, story)


def _write_reference(parent: Element, note: str, form: Format, story: Story) -> None:
    """Write a note's number: the first reference is the footnote, others point to it."""
    package = story.package
    number = package.notes.get(note)
    if number is None:
        return
    if story.notes and note not in package.called:
        package.called[note] = number
        write_footnote_reference(parent, note, story)
        return
    link = parent if form.linked else w(parent, "hyperlink", anchor=note_reference_name(number))
    field_begin(link, f"NOTEREF {note_reference_name(number)} \\h")
    run = w(link, "r")
    properties = w(run, "rPr")
    w(properties, "rStyle", val="Generated")
    w(properties, "vertAlign", val="superscript")
    write_text(run, str(number))
    field_end(link)


def write_footnote_reference(parent: Element, note: str, story: Story) -> None:
    """Append the reference mark of a footnote (17.11.14) with its bookmarks."""
    package = story.package
    number = package.notes[note]
    bookmarks = package.bookmarks
    marks = [bookmarks.begin(parent, note_reference_name(number))]
    if bookmarks.wants(note):
        marks.append(bookmarks.begin(parent, bookmarks.name(note)))
    run = w(parent, "r")
    w(w(run, "rPr"), "rStyle", val="FootnoteReference")
    w(run, "footnoteReference", id=number)
    for mark in marks:
        bookmarks.end(parent, mark)


def shows(inlines: Inlines) -> bool:
    """Tell whether ``inlines`` put anything into a paragraph but white space."""
    for inline in inlines:
        match inline:
            case Text(value=value) | Code(value=value):
                if value.strip():
                    return True
            case Image(asset=asset, alternative=alternative):
                if asset or alternative is MISSING or isinstance(alternative, str):
                    return True
            case NoteReference():
                return True
            case Math(alternative=alternative, mathml=mathml):
                if alternative or mathml:
                    return True
            case LineBreak():
                pass
            case _:
                if shows(inline.children):
                    return True
    return False
