"""List numbering (17.9): the template's definitions and one instance a list."""

import copy

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
        instances = root.iterfind(qualified("w:num"))
        self._count = max((int(one.get(qualified("w:numId"), "0")) for one in instances), default=0)
        self._bullets: dict[bool, int] = {}
        self._definitions: dict[str, Element] = {}
        self._indents: tuple[int, ...] = ()
        for definition in root.iterfind(qualified("w:abstractNum")):
            self._read(definition)

    def _read(self, definition: Element) -> None:
        name = definition.find(qualified("w:name"))
        if name is None:
            return
        self._definitions[name.get(qualified("w:val"), "")] = definition
        levels = definition.iter(qualified("w:ind"))
        self._indents = self._indents or tuple(
            int(level.get(qualified("w:left"), "0")) for level in levels
        )

    def indent(self, level: int) -> int:
        """Return how far ``level`` indents its text, in twentieths of a point."""
        return self._indents[level] if level < len(self._indents) else 425 * (level + 1)

    def hanging(self, level: int, *, mirrored: bool) -> int:
        """Return how far before the text of ``level`` its marker stands."""
        room = self.indent(level) - (self.indent(level - 1) if level else 0)
        return room // 2 if mirrored else room

    def instance(self, listing: List, level: int, *, mirrored: bool) -> int:
        """Return a number for ``listing``, whose items stand at ``level``.

        ``mirrored`` is whether they run from right to left.
        """
        if not listing.ordered:
            if mirrored not in self._bullets:
                self._bullets[mirrored] = self._add(_BULLET, mirrored=mirrored)
            return self._bullets[mirrored]
        number = self._add(listing.numbering, mirrored=mirrored)
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

    def _add(self, kind: str, *, mirrored: bool) -> int:
        if kind not in self._definitions:
            raise StyleError(f"numbering.xml defines no numbering {kind!r}", where="docx template")
        self._count += 1
        definition = self._mirrored(kind) if mirrored else self._definitions[kind]
        instance = w(self._root, "num", numId=self._count)
        w(instance, "abstractNumId", val=definition.get(qualified("w:abstractNumId"), ""))
        return self._count

    def _mirrored(self, kind: str) -> Element:
        """Return the definition of ``kind`` for text from right to left.

        Programs disagree on which side of it "left" (17.9.7) is, so a marker there
        is centred in its room.
        """
        name = f"{kind}-rtl"
        if name not in self._definitions:
            last = self._root.findall(qualified("w:abstractNum"))[-1]
            definition = copy.deepcopy(self._definitions[kind])
            own = qualified("w:abstractNumId")
            definition.set(own, str(int(last.get(own, "0")) + 1))
            for side in definition.iter(qualified("w:lvlJc")):
                side.set(qualified("w:val"), "center")
            for level, indent in enumerate(definition.iter(qualified("w:ind"))):
                hanging = self.hanging(level, mirrored=True)
                indent.set(qualified("w:hanging"), str(hanging))
            for title in definition.iter(qualified("w:name")):
                title.set(qualified("w:val"), name)
            last.addnext(definition)
            self._definitions[name] = definition
        return self._definitions[name]
