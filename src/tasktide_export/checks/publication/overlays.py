"""Rules about reading along: the sound that goes with the text (EPUB 3.3, 9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tasktide_export.checks.publication.book import (
    OVERLAY_TYPE,
    PAGE_TYPE,
    Item,
    Publication,
    place,
    resolve,
)
from tasktide_export.checks.publication.colours import LEAST, contrast, page_colours, rules_of
from tasktide_export.checks.publication.finding import fault
from tasktide_export.checks.publication.sound import seconds_of
from tasktide_export.checks.readback.markup import by_name, local_name, roles
from tasktide_export.document import Finding

_CLAUSE = "EPUB 3.3, 9"
_SLACK = 0.1
"""Seconds by which an encoder may lengthen or shorten a sound."""
_ROUNDING = 0.0015
"""Seconds: clock values have three decimals."""
_CLOCK = re.compile(r"(?:(?:(\d+):)?([0-5]?\d):)?(\d+(?:\.\d+)?)(h|min|s|ms)?")
_UNITS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001}
_UNSPOKEN = frozenset({"script", "style", "head", "svg", "math", "nav"})
_SKIPPED_ROLES = frozenset({"doc-noteref", "doc-backlink", "doc-pagebreak"})


@dataclass(frozen=True, slots=True)
class _Clip:
    """A ``par``: the element that is spoken, and when; times are seconds."""

    element: Any
    place: str
    page: str
    fragment: str
    sound: str
    begin: float
    end: float


def clock(value: str) -> float | None:
    """Return a SMIL clock value in seconds (SMIL 3.0, clock values), ``None`` if it is none."""
    found = _CLOCK.fullmatch(value.strip())
    if found is None:
        return None
    hours, minutes, seconds, unit = found.groups()
    if unit and (hours or minutes):
        return None
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds) * _UNITS[unit or "s"]


def overlay_findings(book: Publication) -> Iterator[Finding]:
    """Yield what is wrong with the overlays, if there are any."""
    overlays = {item.id: item for item in book.of_type(OVERLAY_TYPE)}
    if not overlays:
        return
    clips = {name: list(_clips(book, item)) for name, item in overlays.items()}
    yield from _unused(book, overlays)
    yield from _durations(book, overlays, clips)
    for item in book.of_type(PAGE_TYPE):
        if item.overlay in clips:
            yield from _page(book, item, clips[item.overlay])
    for several in clips.values():
        yield from _sounds(book, several)
    yield from _highlight(book)


def _clips(book: Publication, overlay: Item) -> Iterator[_Clip]:
    for par in by_name(book.page(overlay.path), "par"):
        text = next(by_name(par, "text"), None)
        sound = next(by_name(par, "audio"), None)
        if text is None:
            continue
        source = text.get("src", "")
        yield _Clip(
            element=par,
            place=place(overlay.path, par),
            page=resolve(overlay.path, source),
            fragment=source.partition("#")[2],
            sound=resolve(overlay.path, sound.get("src", "")) if sound is not None else "",
            begin=(clock(sound.get("clipBegin", "0")) or 0.0) if sound is not None else 0.0,
            end=(clock(sound.get("clipEnd", "0")) or 0.0) if sound is not None else 0.0,
        )


def _unused(book: Publication, overlays: dict[str, Item]) -> Iterator[Finding]:
    used = {item.overlay for item in book.items.values()}
    for name, item in overlays.items():
        if name not in used:
            message = "no content document is said to be read by this overlay (media-overlay)"
            yield fault("overlay-missing", message, item.path, "", _CLAUSE)


def _durations(
    book: Publication, overlays: dict[str, Item], clips: dict[str, list[_Clip]]
) -> Iterator[Finding]:
    told = {one.get("refines", ""): clock(one.text or "") for one in book.metas("media:duration")}
    total = told.pop("", None)
    for name, item in overlays.items():
        length = sum(clip.end - clip.begin for clip in clips[name])
        said = told.get(f"#{name}")
        if said is None or abs(said - length) > _ROUNDING * (len(clips[name]) + 1):
            message = f"its duration is said to be {_shown(said)}, its clips last {length:.3f} s"
            yield fault("overlay-duration-wrong", message, item.path, "", _CLAUSE)
    parts = sum(value or 0.0 for value in told.values())
    if total is None or abs(total - parts) > _ROUNDING * (len(told) + 1):
        message = f"the whole is said to last {_shown(total)}, its parts together {parts:.3f} s"
        yield fault("overlay-duration-wrong", message, book.path, "", _CLAUSE)


def _shown(seconds: float | None) -> str:
    return "nothing" if seconds is None else f"{seconds:.3f} s"


def _page(book: Publication, item: Item, clips: list[_Clip]) -> Iterator[Finding]:
    page = book.page(item.path)
    order = {one.get("id"): number for number, one in enumerate(page.iter()) if one.get("id")}
    last = -1
    for clip in clips:
        if clip.page != item.path or clip.fragment not in order:
            message = "an overlay names a passage that is not there"
            yield fault("overlay-text-missing", message, clip.place, clip.fragment, _CLAUSE)
        elif order[clip.fragment] < last:
            message = "an overlay is not in the order of the text"
            yield fault("overlay-order", message, clip.place, clip.fragment, _CLAUSE)
        else:
            last = order[clip.fragment]
    spoken = {clip.fragment for clip in clips}
    for element, words in _silent(page, spoken):
        message = "a passage is not read by the overlay of its page"
        yield fault("overlay-incomplete", message, place(item.path, element), words, _CLAUSE)


def _silent(element: Any, spoken: set[str]) -> Iterator[tuple[Any, str]]:
    """Yield the elements below ``element`` with words that no overlay speaks."""
    if element.get("id") in spoken or local_name(element) in _UNSPOKEN | {""}:
        return
    if roles(element) & _SKIPPED_ROLES or element.get("hidden") is not None:
        return
    own = [element.text or "", *(child.tail or "" for child in element)]
    words = " ".join(" ".join(own).split())
    if any(character.isalnum() for character in words):
        yield element, words
    for child in element:
        yield from _silent(child, spoken)


def _sounds(book: Publication, clips: list[_Clip]) -> Iterator[Finding]:
    lasted: dict[str, float] = {}
    for clip in clips:
        if not clip.sound:
            continue
        if clip.sound not in book.archive:
            message = "an overlay names a sound that is not there"
            yield fault("overlay-sound-missing", message, clip.place, clip.sound, _CLAUSE)
            continue
        length = seconds_of(book.archive.data(clip.sound), clip.sound)
        if length is not None and clip.end > length + _SLACK:
            message = f"a clip ends at {clip.end:.3f} s of a sound that lasts {length:.3f} s"
            yield fault("overlay-clip-outside", message, clip.place, clip.sound, _CLAUSE)
        if clip.end <= clip.begin or clip.begin < lasted.get(clip.sound, 0.0) - _ROUNDING:
            message = f"a clip from {clip.begin:.3f} s to {clip.end:.3f} s goes back in its sound"
            yield fault("overlay-clip-order", message, clip.place, clip.sound, _CLAUSE)
        lasted[clip.sound] = clip.end


def _highlight(book: Publication) -> Iterator[Finding]:
    name = next(((one.text or "").strip() for one in book.metas("media:active-class")), "")
    if not name:
        return
    clause = f"{_CLAUSE}; WCAG 2.2 SC 1.4.3"
    for item in book.of_type(PAGE_TYPE):
        if not item.overlay:
            continue
        rules = [r for path, css in book.style_sheets(item.path) for r in rules_of(css, path)]
        active = [rule for rule in rules if rule.is_for(name)]
        if not active:
            message = f"no style sheet of this page says how {name!r} looks"
            yield fault("overlay-highlight-missing", message, item.path, name, clause)
            continue
        text, ground = page_colours(rules)
        for rule in active:
            text, ground = rule.text or text, rule.ground or ground
        ratio = contrast(text, ground)
        if ratio < LEAST:
            message = f"what is read out has a contrast of {ratio:.1f} to 1, less than {LEAST}"
            yield fault("overlay-highlight-invisible", message, active[-1].place, name, clause)
