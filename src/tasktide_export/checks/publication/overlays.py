"""Rules about reading along: the sound that goes with the text (EPUB 3.3, 9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasktide_export.checks.finding import fault
from tasktide_export.checks.publication.book import (
    OVERLAY_TYPE,
    PAGE_TYPE,
    Item,
    Publication,
    fragment,
    place,
    resolve,
)
from tasktide_export.checks.publication.colours import BLACK, LEAST, WHITE, contrast
from tasktide_export.checks.publication.sheets import rules_of
from tasktide_export.checks.publication.sound import seconds_of
from tasktide_export.checks.readback.markup import by_name
from tasktide_export.checks.synchrony import ROUNDING, misplaced, mistimed, unread
from tasktide_export.document import Finding

_CLAUSE = "EPUB 3.3, 9"
_WHOLE = 0.5
"""Seconds: durations are often told without decimals."""
_CLOCK = re.compile(r"(?:(?:(\d+):)?([0-5]?\d):)?(\d+(?:\.\d+)?)(h|min|s|ms)?")
_UNITS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001}


@dataclass(frozen=True, slots=True)
class _Clip:
    """A ``par``: the passage that is spoken, and when; times are seconds."""

    place: str
    page: str
    fragment: str
    sound: str
    begin: float
    end: float
    bad: str = ""
    """A clock value that is none."""


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
    sounds = _Sounds(book)
    clips = {name: list(_clips(book, item, sounds)) for name, item in overlays.items()}
    yield from _unused(book, overlays)
    yield from _durations(book, overlays, clips)
    read = {(item.path, item.overlay) for item in book.of_type(PAGE_TYPE)}
    for item in book.of_type(PAGE_TYPE):
        if item.overlay in clips:
            yield from _page(book, item, clips[item.overlay], read)
    for several in clips.values():
        yield from _times(book, several, sounds)
    yield from _highlight(book)


class _Sounds:
    """The lengths of sounds, each decoded once."""

    def __init__(self, book: Publication) -> None:
        self._book = book
        self._lengths: dict[str, float | None] = {}

    def seconds(self, path: str) -> float | None:
        """Return the length of the sound at ``path``; ``None`` if there is none to be heard."""
        if path not in self._lengths:
            is_there = path in self._book.archive
            self._lengths[path] = seconds_of(self._book.archive.data(path)) if is_there else None
        return self._lengths[path]


def _clips(book: Publication, overlay: Item, sounds: _Sounds) -> Iterator[_Clip]:
    for par in by_name(book.page(overlay.path), "par"):
        text = next(by_name(par, "text"), None)
        sound = next(by_name(par, "audio"), None)
        if text is None:
            continue
        source = text.get("src", "")
        path = resolve(overlay.path, sound.get("src", "")) if sound is not None else ""
        told = [sound.get(name) if sound is not None else None for name in ("clipBegin", "clipEnd")]
        begin, end = (clock(one) if one else None for one in told)
        if path and told[1] is None:  # to the end of the sound
            end = sounds.seconds(path)
        bad = [one for one in told if one and clock(one) is None]
        yield _Clip(
            place=place(overlay.path, par),
            page=resolve(overlay.path, source),
            fragment=fragment(source),
            sound=path,
            begin=begin or 0.0,
            end=end if end is not None else begin or 0.0,
            bad=bad[0] if bad else "",
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
    written = {one.get("refines", ""): one.text or "" for one in book.metas("media:duration")}
    told = {name: clock(value) for name, value in written.items()}
    total = told.pop("", None)
    for name, item in overlays.items():
        length = sum(clip.end - clip.begin for clip in clips[name])
        said = told.get(f"#{name}")
        if said is None or abs(said - length) > _slack(written[f"#{name}"], len(clips[name])):
            message = f"its duration is said to be {_shown(said)}, its clips last {length:.3f} s"
            yield fault("overlay-duration-wrong", message, item.path, "", _CLAUSE)
    parts = sum(value or 0.0 for value in told.values())
    if total is None or abs(total - parts) > _slack(written[""], len(told)):
        message = f"the whole is said to last {_shown(total)}, its parts together {parts:.3f} s"
        yield fault("overlay-duration-wrong", message, book.path, "", _CLAUSE)


def _slack(written: str, count: int) -> float:
    """Return by how much a duration may differ that ``count`` others make up, in seconds."""
    return (ROUNDING if "." in written else _WHOLE) * (count + 1 if "." in written else 1)


def _shown(seconds: float | None) -> str:
    return "nothing" if seconds is None else f"{seconds:.3f} s"


def _page(
    book: Publication, item: Item, clips: list[_Clip], read: set[tuple[str, str]]
) -> Iterator[Finding]:
    page = book.page(item.path)
    # Clips of another page that the same overlay reads are judged there.
    own = [one for one in clips if one.page == item.path or (one.page, item.overlay) not in read]
    names = (one.fragment if one.page == item.path else "" for one in own)
    for number, problem in misplaced(page, names):
        clip = own[number]
        if problem == "missing":
            message = "an overlay names a passage that is not there"
            yield fault("overlay-text-missing", message, clip.place, clip.fragment, _CLAUSE)
        else:
            message = "an overlay is not in the order of the text"
            yield fault("overlay-order", message, clip.place, clip.fragment, _CLAUSE)
    for element, words in unread(page, {one.fragment for one in own if one.page == item.path}):
        message = "a passage is not read by the overlay of its page"
        yield fault("overlay-incomplete", message, place(item.path, element), words, _CLAUSE)


def _times(book: Publication, clips: list[_Clip], sounds: _Sounds) -> Iterator[Finding]:
    lasted: dict[str, float] = {}
    for clip in clips:
        if not clip.sound:
            continue
        if clip.sound not in book.archive:
            message = "an overlay names a sound that is not there"
            yield fault("overlay-sound-missing", message, clip.place, clip.sound, _CLAUSE)
            continue
        if clip.bad:
            message = f"{clip.bad!r} is no clock value"
            yield fault("overlay-clock-invalid", message, clip.place, clip.sound, "SMIL 3.0")
            continue
        length, before = sounds.seconds(clip.sound), lasted.get(clip.sound, 0.0)
        for problem in mistimed(clip.begin, clip.end, before, length):
            if problem == "outside":
                message = f"a clip ends at {clip.end:.3f} s of a sound that lasts {length:.3f} s"
                yield fault("overlay-clip-outside", message, clip.place, clip.sound, _CLAUSE)
            else:
                message = (
                    f"a clip from {clip.begin:.3f} s to {clip.end:.3f} s goes back in its sound"
                )
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
        text, ground = BLACK, WHITE
        for rule in active:
            text, ground = rule.colour("text") or text, rule.colour("ground") or ground
        ratio = contrast(text, ground)
        if ratio < LEAST:
            message = f"what is read out has a contrast of {ratio:.1f} to 1, less than {LEAST}"
            yield fault("overlay-highlight-invisible", message, active[-1].place, name, clause)
