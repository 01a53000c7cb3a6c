"""The nodes that a document is made of.

Nodes are frozen values: tuples, never lists, and no method that exports.  Every
renderer matches over the closed unions :data:`Inline` and :data:`Block` and ends
with ``assert_never``, so a new node cannot be forgotten anywhere.

A :class:`Section` is a real node and its level is its depth; headings as such do
not exist, so a skipped heading level cannot be expressed.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from tasktide_export.document.kinds import (
    Alignment,
    AsideRole,
    Direction,
    EmbedKind,
    Numbering,
    Scope,
)


class Alternative(Enum):
    """The two states of an image's alternative text that are not a text."""

    DECORATIVE = "decorative"
    """The image says nothing that the text does not (HTML: ``alt=""``)."""
    MISSING = "missing"
    """Nobody wrote an alternative text (HTML: no ``alt`` attribute)."""


DECORATIVE = Alternative.DECORATIVE
MISSING = Alternative.MISSING


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place inside the document, or in another article of the same edition.

    ``id`` is a section's, block's or note's id (empty: the article's start).
    ``article`` is empty for the own article.
    """

    id: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A name that the source gave to a place, and the id that the place has here.

    Links from other articles know the name alone.
    """

    name: str
    id: str


# --- inlines -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters; white space is significant and already collapsed."""

    value: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress emphasis (HTML ``em``)."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance (HTML ``strong``)."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Code:
    """A fragment of computer code, verbatim."""

    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink to an address or to an :class:`Anchor`."""

    target: str | Anchor
    children: "Inlines"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """An image in the text.

    ``asset`` is the key of an admitted asset; empty when the bytes are not
    there, and then renderers show a placeholder with the alternative text and a
    link to ``address``, the image's original address.
    """

    asset: str
    alternative: str | Alternative
    address: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that is part of the content (HTML ``br``)."""


@dataclass(frozen=True, slots=True)
class Superscript:
    """Superscript text."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Subscript:
    """Subscript text."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Quotation:
    """An inline quotation; renderers add the quotation marks of the language."""

    children: "Inlines"
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation and, when known, what it stands for."""

    children: "Inlines"
    expansion: str = ""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The call of a note: ``note`` is the :class:`Note`'s id."""

    note: str


@dataclass(frozen=True, slots=True)
class Math:
    """Inline mathematics.

    ``mathml`` is a serialised MathML ``math`` element in its namespace,
    ``alternative`` a text that can be read instead, ``source`` the TeX it came
    from, if any.
    """

    mathml: str
    alternative: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Text in another language (BCP 47) or direction than what surrounds it."""

    children: "Inlines"
    language: str = ""
    direction: Direction = ""


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Code
    | Link
    | Image
    | LineBreak
    | Superscript
    | Subscript
    | Quotation
    | Abbreviation
    | NoteReference
    | Math
    | Span
)
Inlines: TypeAlias = tuple[Inline, ...]


# --- blocks ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _BlockBase:
    """What every block has: a stable id, its own language and direction.

    ``id`` is empty until :func:`~tasktide_export.document.identify.identify`
    settles it.  ``language`` (BCP 47) and ``direction`` are empty where the
    block inherits them.
    """

    id: str = ""
    language: str = ""
    direction: Direction = ""


@dataclass(frozen=True, slots=True)
class Paragraph(_BlockBase):
    """A paragraph."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class List(_BlockBase):
    """A list; ``start`` and ``numbering`` count only when it is ordered."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    numbering: Numbering = "decimal"


@dataclass(frozen=True, slots=True)
class DefinitionItem:
    """One or more terms with one or more definitions."""

    terms: tuple[Inlines, ...]
    definitions: tuple["Blocks", ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(_BlockBase):
    """A list of terms and their definitions (HTML ``dl``)."""

    items: tuple[DefinitionItem, ...]


@dataclass(frozen=True, slots=True)
class BlockQuote(_BlockBase):
    """A quotation set apart; ``cite`` is the address of its source."""

    blocks: "Blocks"
    cite: str = ""
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True)
class CodeBlock(_BlockBase):
    r"""Preformatted code; ``syntax`` names the programming language.

    ``text`` is verbatim, lines separated by ``\n``, without a final one.
    """

    text: str
    syntax: str = ""


@dataclass(frozen=True, slots=True)
class Figure(_BlockBase):
    """Content with a caption: an image, a code listing, several of them.

    ``description`` says at length what the content shows: the long description of
    what an alternative text is too short for (WCAG 2.2 SC 1.1.1, technique G92).
    """

    blocks: "Blocks"
    caption: Inlines = ()
    description: "Blocks" = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; spans are counts of columns and rows, at least 1.

    ``header`` is whether it heads others; ``scope`` is which (WCAG technique
    H63); a header cell without a scope takes it from where it stands.
    """

    blocks: "Blocks"
    header: bool = False
    scope: Scope = ""
    column_span: int = 1
    row_span: int = 1
    alignment: Alignment = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One table row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(_BlockBase):
    """A data table: head rows, one or more bodies, foot rows, a caption."""

    bodies: tuple[tuple[Row, ...], ...]
    head: tuple[Row, ...] = ()
    foot: tuple[Row, ...] = ()
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Aside(_BlockBase):
    """Content beside the main text: a call-out, a pull quote, a side bar."""

    blocks: "Blocks"
    role: AsideRole = "note"


@dataclass(frozen=True, slots=True)
class ThematicBreak(_BlockBase):
    """A change of scene or subject (HTML ``hr``)."""


@dataclass(frozen=True, slots=True)
class MathBlock(_BlockBase):
    """Displayed mathematics; the fields are those of :class:`Math`."""

    mathml: str
    alternative: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Embed(_BlockBase):
    """Something that cannot travel: a video, an audio file, a framed page.

    Editions show its title as a link to ``address``, with ``poster`` (an asset
    key) and ``transcript`` where there is one.
    """

    title: str
    address: str
    kind: EmbedKind = "frame"
    poster: str = ""
    transcript: "Blocks" = ()


Block: TypeAlias = (
    Paragraph
    | List
    | DefinitionList
    | BlockQuote
    | CodeBlock
    | Figure
    | Table
    | Aside
    | ThematicBreak
    | MathBlock
    | Embed
)
Blocks: TypeAlias = tuple[Block, ...]


# --- structure ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the document; its level is its depth in the tree."""

    title: Inlines
    blocks: Blocks = ()
    sections: tuple["Section", ...] = ()
    id: str = ""
    language: str = ""
    direction: Direction = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; its number is its place in ``Document.notes``, from 1."""

    id: str
    blocks: Blocks
