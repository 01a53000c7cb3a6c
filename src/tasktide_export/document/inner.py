"""What stands directly inside a node: the one place that knows it for inlines."""

from dataclasses import replace
from typing import assert_never

from tasktide_export.document.nodes import (
    Abbreviation,
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
)


def child_inlines(inline: Inline) -> Inlines:
    """Return the inlines directly inside ``inline``."""
    match inline:  # what there is most of comes first
        case Text() | Code() | Image() | LineBreak() | NoteReference() | Math():
            return ()
        case (
            Emphasis(children=children)
            | Strong(children=children)
            | Link(children=children)
            | Superscript(children=children)
            | Subscript(children=children)
            | Quotation(children=children)
            | Abbreviation(children=children)
            | Span(children=children)
        ):
            return children
        case _:
            assert_never(inline)


def with_children(inline: Inline, children: Inlines) -> Inline:
    """Return ``inline`` around other children; one that has none comes back as it is."""
    match inline:
        case Emphasis() | Strong() | Superscript() | Subscript():
            return type(inline)(children)
        case Link(target=target, title=title):
            return Link(target, children, title)
        case Quotation() | Abbreviation() | Span():
            return replace(inline, children=children)
        case Text() | Code() | Image() | LineBreak() | NoteReference() | Math():
            return inline
        case _:
            assert_never(inline)
