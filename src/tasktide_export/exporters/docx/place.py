"""Where a block or a run stands: what it takes over from what is around it."""

from dataclasses import dataclass, replace

from tasktide_export.document import Block, text_direction
from tasktide_export.document.nodes import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a block takes over from its surroundings.

    ``style`` is the paragraph style of running text here, ``indent`` how far in
    it starts and ``width`` how wide the column is (both in twentieths of a
    point), ``depth`` how many lists are around it, ``alignment`` a ``w:jc``
    value or nothing.
    """

    language: str
    direction: Direction
    width: int
    style: str = "BodyText"
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
    ``w:vertAlign`` value, ``quotes`` how many quotations are around.
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
    plain: bool = False

    @classmethod
    def at(cls, place: Place, *, plain: bool = False) -> "Format":
        """Return the format of unmarked text at ``place``."""
        width = max(place.width - place.indent, 567)
        return cls(language=place.language, direction=place.direction, width=width, plain=plain)

    def spoken(self, language: str, direction: Direction) -> "Format":
        """Return the format in ``language`` and ``direction``, kept where they are empty."""
        own = direction or (text_direction(language) if language else self.direction)
        return replace(self, language=language or self.language, direction=own)
