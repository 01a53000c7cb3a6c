"""Read a DAISY 2.02 book back: navigation, text, and what is heard with it."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.readback.base import Chapter, Heading, Readback
from tasktide_export.checks.readback.daisy_times import Sequence, read_sequence, seconds
from tasktide_export.checks.readback.html import dangling_fragments, repeated_ids
from tasktide_export.checks.readback.markup import Markup, by_name, classes, local_name

_NCC = "ncc.html"
_HEADING = re.compile(r"h[1-6]")
_ROLES = {
    "noteref": "doc-noteref",
    "backlink": "doc-backlink",
    "footnote": "doc-footnote",
    "notes": "doc-endnotes",
}
"""What XHTML 1.0 says by classes."""
_ONCE = (
    *("dc:date", "dc:format", "dc:identifier", "dc:publisher", "dc:title"),
    *("ncc:charset", "ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial"),
    *("ncc:tocItems", "ncc:totalTime"),
)
_SOME = ("dc:creator", "dc:language")
_UNTOLD = frozenset({"dc:creator", "dc:publisher", "dc:date"})
"""Facts that an article may not have: their absence is told when the book is made."""
_TOLERANCE = 0.5
"""Seconds by which told times may differ, as for DAISY's own validator."""


def read(data: bytes) -> Readback:
    """Return what the book says; raise :class:`ReadError` when it has no ncc.html."""
    return _Book(Archive(data)).readback()


class _Book:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.ncc = archive.xml(_NCC)
        self.facts: dict[str, list[str]] = {}
        for meta in by_name(self.ncc, "meta"):
            if name := meta.get("name", ""):
                self.facts.setdefault(name, []).append(meta.get("content", ""))

    def readback(self) -> Readback:
        text = Markup()
        for page in self.pages.values():
            for body in by_name(page, "body"):
                text.read(body)
        body_texts = text.pieces()
        return Readback(
            format="daisy",
            title=self.fact("dc:title"),
            language=self.fact("dc:language"),
            headings=tuple(text.headings),
            contents=tuple(
                Heading(level, title) for level, title, _ in self.lines if level is not None
            ),
            body_texts=body_texts,
            note_texts=tuple(text.notes),
            alternatives=tuple(text.alternatives),
            bare_tables=tuple(text.bare_tables),
            dangling=tuple(self._dangling()),
            chapters=tuple(self._chapters()),
            duration=sum(one.length for one in self.sequences.values()),
            faults=tuple(self._faults()),
        )

    def fact(self, name: str) -> str:
        """Return the first value of a metadata element, ``""`` where there is none."""
        return self.facts.get(name, [""])[0]

    @cached_property
    def lines(self) -> tuple[tuple[int | None, str, str], ...]:
        """Level (``None`` for the title), words and address of each heading of the ncc."""
        return tuple(
            (
                None if "title" in classes(one) else int(local_name(one)[1]),
                " ".join("".join(one.itertext()).split()),
                next((link.get("href", "") for link in by_name(one, "a")), ""),
            )
            for one in self.ncc.iter()
            if _HEADING.fullmatch(local_name(one))
        )

    @cached_property
    def sequences(self) -> dict[str, Sequence]:
        """The SMIL files in the order of the headings."""
        names = dict.fromkeys(address.partition("#")[0] for _, _, address in self.lines)
        return {
            name: read_sequence(self.archive.xml(name)) for name in names if name in self.archive
        }

    @cached_property
    def pages(self) -> dict[str, Any]:
        """The text pages that are read along, their front matter hidden."""
        texts = (clip.text for one in self.sequences.values() for clip in one.clips)
        names = dict.fromkeys(text.partition("#")[0] for text in texts)
        pages = {name: self.archive.xml(name) for name in names if name in self.archive}
        for page in pages.values():
            _tell_roles(page)
        return pages

    def _chapters(self) -> Iterator[Chapter]:
        starts, before = {}, 0.0
        for name, one in self.sequences.items():
            starts[name], before = before, before + one.length
        found = [
            (title, starts[name] + self.sequences[name].start_of(place))
            for _, title, address in self.lines
            for name, _, place in [address.partition("#")]
            if name in starts
        ]
        ends = [*(start for _, start in found[1:]), before]
        for (title, start), end in zip(found, ends, strict=True):
            yield Chapter(title, start, end)

    def _dangling(self) -> Iterator[str]:
        for _, _, address in self.lines:
            name, _, place = address.partition("#")
            if name not in self.sequences or place not in self.sequences[name].ids:
                yield f"{_NCC}: {address}"
        ids = {
            f"{name}#{one.get('id')}" for name, page in self.pages.items() for one in page.iter()
        }
        for name, sequence in self.sequences.items():
            for clip in sequence.clips:
                if clip.text not in ids:
                    yield f"{name}: {clip.text}"
                if clip.sound and clip.sound not in self.archive:
                    yield f"{name}: {clip.sound}"
        for name, page in self.pages.items():
            yield from (f"{name}: {address}" for address in dangling_fragments(page))
            for image in by_name(page, "img"):
                if image.get("src", "") not in self.archive:
                    yield f"{name}: {image.get('src')}"

    def _faults(self) -> Iterator[str]:
        yield from self._fact_faults()
        if not self.lines or self.lines[0][0] is not None:
            yield "the first heading of ncc.html is not the title (DAISY 2.02, 2.1.2)"
        for name, page in self.pages.items():
            yield from (f"{name}: the id {one!r} is used twice" for one in repeated_ids(page))
        yield from self._time_faults()

    def _fact_faults(self) -> Iterator[str]:
        """Yield what is wrong with the metadata (DAISY 2.02, 2.1.3)."""
        for name in (*_ONCE, *_SOME):
            count = len(self.facts.get(name, []))
            if (not count and name not in _UNTOLD) or (name in _ONCE and count > 1):
                yield f"ncc.html says {name} {count} times"
        if self.fact("dc:format") != "Daisy 2.02":
            yield "dc:format is not 'Daisy 2.02'"
        if self.fact("ncc:tocItems") != str(len(self.lines)):
            yield f"ncc:tocItems is {self.fact('ncc:tocItems')}, there are {len(self.lines)}"
        files = self.fact("ncc:files")
        if files and files != str(len(self.archive.names)):
            yield f"ncc:files is {files}, there are {len(self.archive.names)}"

    def _time_faults(self) -> Iterator[str]:
        from tasktide_export.checks.readback.audio import read as read_sound

        before = 0.0
        for name, one in self.sequences.items():
            yield from (f"{name}: {fault}" for fault in one.faults(before))
            for sound in dict.fromkeys(clip.sound for clip in one.clips):
                if sound not in self.archive:
                    continue
                length = read_sound(self.archive.data(sound)).duration
                last = max(clip.end for clip in one.clips if clip.sound == sound)
                if last > length + 0.001:
                    yield f"{name}: a clip ends at {last} s, {sound} at {length:.3f} s"
            before += one.length
        if abs(seconds(self.fact("ncc:totalTime")) - before) > _TOLERANCE:
            yield f"ncc:totalTime is {self.fact('ncc:totalTime')}, the clips last {before:.3f} s"


def _tell_roles(page: Any) -> None:
    """Give elements the roles that their classes mean, and hide the front matter."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        own = classes(element)
        if {"front", "header"} <= own:
            element.set("hidden", "hidden")
        for name in own & set(_ROLES):
            if not (name == "noteref" and local_name(element) == "sup"):
                element.set("role", _ROLES[name])
