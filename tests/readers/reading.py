"""Short ways to read something and to look at what came out."""

from tasktide_export.document import (
    Block,
    Document,
    List,
    Paragraph,
    Section,
    ThematicBreak,
    inline_text,
)
from tasktide_export.readers import read_source
from tasktide_export.readers.base import HeadingPolicy, ReadOptions, Source


def read(text: str | bytes, name: str, headings: HeadingPolicy = "strict") -> Document:
    """Read ``text`` as a file called ``name``."""
    data = text.encode() if isinstance(text, str) else text
    return read_source(Source(data=data, name=name), None, ReadOptions(headings=headings))


def shape(block: Block) -> object:
    """Return a block as nested lists of strings."""
    match block:
        case Paragraph(children=children):
            return inline_text(children)
        case List(items=items, ordered=ordered, start=start):
            inside = [[shape(one) for one in item.blocks] for item in items]
            return [start if ordered else "-", *inside]
        case ThematicBreak():
            return "***"
        case _:
            return type(block).__name__


def tree(sections: tuple[Section, ...]) -> list[object]:
    """Return sections as [title, blocks…, sections…]."""
    return [
        [inline_text(one.title), *map(shape, one.blocks), *tree(one.sections)] for one in sections
    ]


def said(document: Document, rule: str) -> list[str]:
    """Return what findings of one rule are about."""
    return [finding.excerpt for finding in document.findings if finding.rule == rule]
