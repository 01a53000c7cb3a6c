"""The boxes that an MP4 file consists of (ISO/IEC 14496-12, 4.2)."""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

_HEAD = struct.Struct(">I4s")
"""A box begins with its size in bytes, this head included, and its kind."""
HEAD = _HEAD.size
_HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
"""Boxes that hold nothing but boxes and lead to the tables of a track."""

Content = bytes | memoryview


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A box, its ``kind`` in four letters, with its content or with the boxes in it."""

    kind: bytes
    content: Content = b""
    boxes: "tuple[Box, ...]" = ()

    @property
    def size(self) -> int:
        """Its length in the file, in bytes."""
        return HEAD + len(self.content) + sum(one.size for one in self.boxes)

    def found(self, kind: bytes) -> Content:
        """Return the content of the first box of a kind in it, nothing when there is none."""
        if self.kind == kind:
            return self.content
        return next((content for one in self.boxes if (content := one.found(kind))), b"")

    def changed(self, changes: "Changes") -> "Box":
        """Return it with the boxes in it made anew that ``changes`` names."""
        if self.kind in changes:
            return changes[self.kind](self.content)
        return replace(self, boxes=tuple(one.changed(changes) for one in self.boxes))

    def write(self, sink: BinaryIO) -> None:
        """Write the box.  Raises :class:`OSError` when the disk refuses."""
        sink.write(_HEAD.pack(self.size, self.kind))
        sink.write(self.content)
        for one in self.boxes:
            one.write(sink)


Changes = Mapping[bytes, Callable[[Content], Box]]
"""By its kind, how a box is made from the content of the old one."""


def boxes(data: memoryview) -> Iterator[Box]:
    """Yield the boxes that ``data`` consists of; their content is not copied."""
    while data:
        size, kind = _HEAD.unpack_from(data)
        content = data[HEAD:size]
        if kind in _HOLDERS:
            yield Box(kind, boxes=tuple(boxes(content)))
        else:
            yield Box(kind, content)
        data = data[size:]
