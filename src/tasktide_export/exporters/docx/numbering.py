"""List numbering (17.9): the template's definitions and one instance a list."""

from tasktide_export.document import List
from tasktide_export.errors import StyleError
from tasktide_export.exporters.docx.losses import Losses
from tasktide_export.exporters.docx.wordml import Element, qualified, w

DEEPEST = 8
"""The last of the nine levels that a definition has, counted from 0."""

_BULLET = "bullet"
_STARTS = range(32768)


class Numbering:
    """Gives lists their numbers (``numId``) in the numbering part.

    The template's ``numbering.xml`` holds one definition for each kind of
    marker, found by its ``w:name``: ``bullet`` and the values of
    :data:`~tasktide_export.document.nodes.Numbering`.
    """

    def __init__(self, root: Element, losses: Losses) -> None:
        self._root = root
        self._losses = losses
        self._count = 0
        self._bullets = 0
        self._definitions: dict[str, str] = {}
        self._indents: tuple[int, ...] = ()
        for definition in root.iterfind(qualified("w:abstractNum")):
            self._read(definition)

    def _read(self, definition: Element) -> None:
        name = definition.find(qualified("w:name"))
        if name is None:
            return
        number = definition.get(qualified("w:abstractNumId"), "")
        self._definitions[name.get(qualified("w:val"), "")] = number
        levels = definition.iter(qualified("w:ind"))
        self._indents = self._indents or tuple(
            int(level.get(qualified("w:left"), "0")) for level in levels
        )

    def indent(self, level: int) -> int:
        """Return how far ``level`` indents its text, in twentieths of a point."""
        return self._indents[level] if level < len(self._indents) else 425 * (level + 1)

    def instance(self, listing: List, level: int) -> int:
        """Return a number for ``listing``, whose items stand at ``level``."""
        if not listing.ordered:
            self._bullets = self._bullets or self._add(_BULLET)
            return self._bullets
        number = self._add(listing.numbering)
        override = w(self._root[-1], "lvlOverride", ilvl=level)
        w(override, "startOverride", val=self._start(listing.start))
        return number

    def _start(self, start: int) -> int:
        if start in _STARTS:
            return start
        self._losses.add(
            "list-start", "Word counts lists from 0 to 32767 only; the start was moved", str(start)
        )
        return min(max(start, 0), _STARTS[-1])

    def _add(self, kind: str) -> int:
        if kind not in self._definitions:
            raise StyleError(f"numbering.xml defines no numbering {kind!r}", where="docx template")
        self._count += 1
        instance = w(self._root, "num", numId=self._count)
        w(instance, "abstractNumId", val=self._definitions[kind])
        return self._count
