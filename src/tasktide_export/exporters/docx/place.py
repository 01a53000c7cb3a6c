"""Where a block or a run stands: what it takes over from what is around it."""

from dataclasses import dataclass, replace

from tasktide_export.document import Block, text_direction
from tasktide_export.document.kinds import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a block takes over from its surroundings.

    ``style`` is the paragraph style of running text here, ``indent`` how far in
    it starts and ``width`` how wide the column is (both in twentieths of a
    point), ``depth`` how many lists are around it, ``alignment`` a ``w:jc``
    value or nothing, ``code_size`` the type size of code (half points; 0: that of
    its style), ``bold`` whether the style of running text is bold.
    """

    language: str
    direction: Direction
    width: int
    style: str = "BodyText"
    code_size: int = 0
    bold: bool = False
    indent: int = 0
    depth: int = 0
    keep_next: bool = False
    alignment: str = ""

    def inside(self, node: Block) -> "Place":
        """Return the place in the language and direction of ``node``."""
        return self.spoken(node.language, node.direction)

    def spoken(self, language: str, direction: Direction) -> "Place":
        """Return the place in ``language`` and ``direction``, kept where they are empty."""
        if not language and not direction:
            return self
        own = direction or (text_direction(language) if language else self.direction)
        return replace(self, language=language or self.language, direction=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a run of text looks and what it is part of.

    ``style`` is a character style that outranks the others, ``vertical`` a
    ``w:vertAlign`` value, ``quotes`` how many quotations are around.  ``size`` is
    the type size in half points (0: that of the style), ``code_size`` that of code.
    ``bold`` says that all is bold here already.
    ``plain`` says that formulas cannot stand here (headings: their text is
    read by the table of contents).
    """

    language: str
    direction: Direction
    width: int
    style: str = ""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    linked: bool = False
    vertical: str = ""
    quotes: int = 0
    size: int = 0
    code_size: int = 0
    bold: bool = False
    plain: bool = False

    @classmethod
    def at(cls, place: Place, *, plain: bool = False) -> "Format":
        """Return the format of unmarked text at ``place``."""
        width = max(place.width - place.indent, 567)
        return cls(
            language=place.language,
            direction=place.direction,
            width=width,
            code_size=place.code_size,
            bold=place.bold or plain,
            plain=plain,
        )

    def spoken(self, language: str, direction: Direction) -> "Format":
        """Return the format in ``language`` and ``direction``, kept where they are empty."""
        own = direction or (text_direction(language) if language else self.direction)
        return replace(self, language=language or self.language, direction=own)
