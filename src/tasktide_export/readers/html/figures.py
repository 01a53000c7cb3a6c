"""Figures: what they show and the caption that belongs to it."""

from dataclasses import replace

from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    BlockQuote,
    Blocks,
    Figure,
    Image,
    Inline,
    Inlines,
    Paragraph,
    Span,
    Table,
)
from tasktide_export.document.transform import map_blocks
from tasktide_export.document.walk import inlines as walk_inlines
from tasktide_export.readers.html import inlines, roles
from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.lists import Contained
from tasktide_export.readers.html.reading import Reading, Surround, is_hidden, speech
from tasktide_export.readers.html.spacing import is_blank


def figure_blocks(
    element: Element, reading: Reading, surround: Surround, contained: Contained
) -> Blocks:
    """Return a figure; the blocks alone where it adds nothing to them."""
    name = reading.anchors.take()
    here = surround.inside(element)
    caption_element = roles.caption(element)
    own = caption_element.get("id") if caption_element is not None else ""
    name = name or own
    if own and own != name:
        reading.anchors.aliases.setdefault(own, name)
    if caption_element is not None:
        reading.note_elements.add(caption_element)
    blocks = contained(element, reading, here)
    caption: Inlines = ()
    if caption_element is not None:
        reading.note_elements.discard(caption_element)
        if is_hidden(caption_element):
            inlines.report_hidden(caption_element, reading)
        else:
            caption = _caption(caption_element, reading)
    if not is_blank(caption):
        blocks = map_blocks(blocks, inline_map=_shown)
    made = _captioned(blocks, caption)
    if len(made) == 1 and isinstance(made[0], Figure):
        figure = replace(made[0], language=here.language, direction=here.direction)
        return (replace(figure, id=name or figure.id),)
    if not (name and made):
        return made
    first, *rest = made
    if first.id:
        reading.anchors.aliases.setdefault(name, first.id)
    return (replace(first, id=first.id or name), *rest)


def described(blocks: Blocks, description: Blocks) -> Blocks:
    """Return ``blocks`` as one figure with its long description."""
    match blocks:
        case ():
            return description  # a picture that counts readers, or is hidden
        case (Figure() as figure,):
            return (replace(figure, description=(*figure.description, *description)),)
        case _ if description:
            return (Figure(map_blocks(blocks, inline_map=_shown), description=description),)
        case _:
            return blocks


def _caption(element: Element, reading: Reading) -> Inlines:
    language, direction = speech(element)
    words = inlines.line(element, reading)
    return (Span(words, language, direction),) if words and (language or direction) else words


def _shown(inline: Inline) -> Inlines:
    """A picture with a caption is content: an empty ``alt`` says nothing of it."""
    if isinstance(inline, Image) and inline.alternative is DECORATIVE:
        return (replace(inline, alternative=MISSING),)
    return (inline,)


def _captioned(blocks: Blocks, caption: Inlines) -> Blocks:
    """A figure that adds nothing to its only block gives way to it."""
    if not blocks:
        return (Paragraph(caption),) if not is_blank(caption) else ()
    only = blocks[0] if len(blocks) == 1 else None
    if isinstance(only, BlockQuote) and caption and not only.attribution:
        return (replace(only, attribution=caption),)
    if isinstance(only, Table) and caption and not only.caption:
        return (replace(only, caption=caption),)
    shows_image = any(
        isinstance(one, Image)
        for block in blocks
        if isinstance(block, Paragraph)
        for one in walk_inlines(block.children)
    )
    if not caption and not shows_image:
        return blocks
    return (Figure(blocks, caption),)
