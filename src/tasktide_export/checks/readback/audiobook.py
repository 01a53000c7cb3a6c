"""Read a W3C Audiobook back: manifest, entry page, sound files."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.readback.audio import read as read_sound
from tasktide_export.checks.readback.base import Chapter, Heading, Readback
from tasktide_export.checks.readback.html import page_claims, parse_page
from tasktide_export.checks.readback.markup import by_name, local_name, roles, visible_text
from tasktide_export.errors import ReadError

_PROFILE = "https://www.w3.org/TR/audiobooks/"
_LENGTH = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_TIME = re.compile(r"t=(\d+(?:\.\d+)?)")
_CLOSE = 0.15
"""Seconds by which a length may differ: encoders fill their last frame up."""


def read(data: bytes) -> Readback:
    """Return what the book says; raise :class:`ReadError` when it has no manifest."""
    return _Audiobook(Archive(data)).readback()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the contents: nested so deep, leading to a time (seconds) in a file."""

    level: int
    title: str
    path: str
    at: float


class _Audiobook:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        try:
            self.manifest = json.loads(archive.data("publication.json"))
            self.items = [dict(one) for one in self.manifest["readingOrder"]]
        except (ValueError, KeyError, TypeError) as error:
            raise ReadError(f"publication.json cannot be read: {error}", where="lpf") from error

    def readback(self) -> Readback:
        lines = self.lines
        chapters = tuple(self._chapters())
        return Readback(
            format="audio",
            title=str(self.manifest.get("name", "")),
            language=str(self.manifest.get("inLanguage", "")),
            headings=tuple(Heading(one.level, one.title) for one in lines),
            contents=tuple(Heading(1, one.title) for one in chapters),
            chapters=chapters,
            duration=self.starts[-1],
            dangling=tuple(self._dangling()),
            faults=tuple(self._faults()),
            claims=tuple(page_claims(self.manifest)),
        )

    @cached_property
    def starts(self) -> list[float]:
        """Where each file begins in the whole, and where the last one ends."""
        starts = [0.0]
        for item in self.items:
            starts.append(starts[-1] + _seconds(item.get("duration")))
        return starts

    @cached_property
    def lines(self) -> tuple[_Line, ...]:
        """The table of contents of the entry page."""
        page = parse_page(self.archive.data("index.html"))
        navs = [nav for nav in by_name(page, "nav") if "doc-toc" in roles(nav)]
        return tuple(line for nav in navs[:1] for line in _lines(nav, 0))

    def _chapters(self) -> Iterator[Chapter]:
        places = {
            str(item.get("url")): start
            for item, start in zip(self.items, self.starts, strict=False)
        }
        found = [
            (line.title, places[line.path] + line.at) for line in self.lines if line.path in places
        ]
        named = {start for _, start in found}
        # What no line of the contents leads to (the opening) is a chapter by its own name.
        found += [
            (str(item.get("name", "")), start)
            for item, start in zip(self.items, self.starts, strict=False)
            if start not in named
        ]
        found.sort(key=lambda one: one[1])
        ends = [*(start for _, start in found[1:]), self.starts[-1]]
        for (title, start), end in zip(found, ends, strict=True):
            yield Chapter(title, start, end)

    def _dangling(self) -> Iterator[str]:
        lengths = {str(one.get("url")): _seconds(one.get("duration")) for one in self.items}
        for line in self.lines:
            if line.path not in lengths or line.at >= lengths[line.path]:
                yield f"index.html: {line.path} at {line.at} s"

    def _faults(self) -> Iterator[str]:
        profiles = self.manifest.get("conformsTo", [])
        if _PROFILE not in (profiles if isinstance(profiles, list) else [profiles]):
            yield "the manifest does not say that it is an audiobook (conformsTo)"
        if self.manifest.get("type") != "Audiobook":
            yield "the manifest's type is not Audiobook"
        if not self.lines:
            yield "the entry page has no table of contents"
        total = _seconds(self.manifest.get("duration"))
        if abs(total - self.starts[-1]) > 0.0005 * len(self.items):
            yield f"the book lasts {total} s, its files {self.starts[-1]:.3f} s together"
        for item in (*self.items, *self.manifest.get("resources", [])):
            yield from self._item_faults(item)

    def _item_faults(self, item: dict[str, Any]) -> Iterator[str]:
        address = str(item.get("url", ""))
        if "#" in address:
            yield f"{address}: a file of the reading order or a resource has no fragment"
        name = unquote(address.partition("#")[0])
        if name not in self.archive:
            yield f"the manifest names {name}, which is not there"
        elif str(item.get("encodingFormat", "")).startswith("audio/"):
            told, found = _seconds(item.get("duration")), read_sound(self.archive.data(name))
            if abs(told - found.duration) > _CLOSE:
                yield f"{name} lasts {found.duration:.3f} s, the manifest says {told} s"


def _lines(element: Any, level: int) -> Iterator[_Line]:
    for child in element:
        name = local_name(child)
        if name in {"ol", "ul"}:
            yield from _lines(child, level + 1)
        elif name == "a" and level:
            path, _, place = child.get("href", "").partition("#")
            time = _TIME.fullmatch(place)
            yield _Line(level, visible_text(child), unquote(path), float(time[1]) if time else 0.0)
        else:
            yield from _lines(child, level)


def _seconds(told: Any) -> float:
    """Return the seconds of an ISO 8601 length; 0 for what is none."""
    found = _LENGTH.fullmatch(str(told))
    hours, minutes, seconds = (float(one or 0) for one in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
