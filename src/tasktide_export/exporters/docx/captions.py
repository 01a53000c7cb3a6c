"""Captions: figures and tables counted by Word's own counters (17.16.5.56).

A number that the author wrote becomes the counter's result, so the words stay the
author's and Word can refer to it.  Under ``captions=numbered`` one without is given a
label and a number.  Lists find captions by the counters, or by entries that nobody sees
where one has no number.
"""

import copy
from dataclasses import replace

from tasktide_export.document import Figure, Table
from tasktide_export.exporters.docx.counting import WRITTEN, Caption
from tasktide_export.exporters.docx.place import Format, Place
from tasktide_export.exporters.docx.runs import shows, write_inlines, write_run
from tasktide_export.exporters.docx.story import Story
from tasktide_export.exporters.docx.wordml import (
    XML,
    Element,
    field_begin,
    field_end,
    qualified,
    w,
)
from tasktide_export.phrases import Phrase, foreign


def write_caption(
    block: Figure | Table, place: Place, story: Story, style: str, *, keep_next: bool = False
) -> None:
    """Write the caption of ``block`` as a paragraph; nothing where it shows nothing."""
    if not shows(block.caption):
        return
    package = story.package
    caption = package.captions.get(block.id)
    if caption is not None and package.listed:
        story.bookmarks.append(package.reference(caption))
    with story.paragraph(place, style, keep_next=keep_next) as paragraph:
        if caption is not None and caption.label is not None:
            _write_label(paragraph, caption, caption.label, place, story)
        write_inlines(paragraph, block.caption, Format.at(place), story)
        if caption is None:
            return
        if caption.number and caption.label is None:
            _count_written(paragraph, caption)
        if package.lists_by_entry(caption.kind):
            field_begin(paragraph, _entry(caption))
            field_end(paragraph)


def _write_label(
    paragraph: Element, caption: Caption, label: Phrase, place: Place, story: Story
) -> None:
    told = replace(Format.at(place), style="Generated")
    form = told.spoken(foreign(label, place.language), "")
    before, number, after = label.text.partition(str(caption.number))
    write_run(paragraph, before, form, story)
    field_begin(paragraph, _counter(caption))
    write_run(paragraph, number, form, story)
    field_end(paragraph)
    write_run(paragraph, f"{after}. ", form, story)


def _counter(caption: Caption) -> str:
    reset = f" \\r {caption.number}" if caption.jumps else ""
    return f"SEQ {caption.kind} \\* ARABIC{reset}"


def _entry(caption: Caption) -> str:
    """Return the field of an entry that is not counted (17.16.5.65)."""
    words = caption.text.replace("\\", "\\\\").replace('"', '\\"')
    return f'TC "{words}" \\f {caption.kind[0]} \\l 1'


def _count_written(paragraph: Element, caption: Caption) -> None:
    """Make the number that the author wrote the counter's result.

    One that stands in a link, or in several runs, stays mere text.
    """
    runs = [run for run in paragraph.findall(qualified("w:r")) if _text_of(run) is not None]
    match = WRITTEN[caption.kind].match("".join(_text_of(run) or "" for run in runs))
    if match is None:
        return
    start, end = match.span("number" if match["number"] else "first")
    for run in runs:
        text = _text_of(run) or ""
        if start >= 0 and end <= len(text):
            _surround(run, (text[:start], text[start:end], text[end:]), caption)
            return
        start, end = start - len(text), end - len(text)


def _text_of(run: Element) -> str | None:
    """Return the text of a run that holds nothing else, or ``None``."""
    content = [child for child in run if child.tag != qualified("w:rPr")]
    if len(content) == 1 and content[0].tag == qualified("w:t"):
        return content[0].text or ""
    return None


def _surround(run: Element, texts: tuple[str, str, str], caption: Caption) -> None:
    """Cut ``run`` in three and make its middle the result of the counter's field."""
    paragraph = run.getparent()
    if paragraph is None:
        return
    first, number, last = (_with_text(run, text) for text in texts)
    field = w(paragraph, "r")  # holds the field's runs until they are in their place
    field_begin(field, _counter(caption))
    field.append(number)
    field_end(field)
    for one in (first, *field, last):
        if _text_of(one) != "":
            run.addprevious(one)
    paragraph.remove(run)
    paragraph.remove(field)


def _with_text(run: Element, text: str) -> Element:
    made = copy.deepcopy(run)
    for element in made.iter(qualified("w:t")):
        element.text = text
        if text != text.strip():
            element.set(f"{{{XML}}}space", "preserve")
    return made
