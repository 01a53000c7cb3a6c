"""Media overlays: every passage of a content document with the sound of its words.

The sentences are those of the one spoken script, with its ids.  What a page shows is
not announced (that a list begins, that this is a quotation), so the sound holds the
words of the page alone, in its order: notes are read where they stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tasktide_export.document import Document, Finding, Severity
from tasktide_export.document.identify import Names
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.epub.overlay import OVERLAY_TYPE, Overlay, Page, ReadAlong
from tasktide_export.exporters.epub.resource import Resource
from tasktide_export.narration import Chapter, Part, Pause, Script, Utterance
from tasktide_export.sound.recording import Cue
from tasktide_export.sound.session import Take, recorded, room_for_sound
from tasktide_export.sound.timeline import Speaking, script_of
from tasktide_export.sound.tracks import parted
from tasktide_export.speech import RATE
from tasktide_export.xhtml.element import EPUB, Element
from tasktide_export.xhtml.passages import Grain, Group, Passage, mark_passages, passages

_SMIL = "http://www.w3.org/ns/SMIL"
_KILOBITS = 48
_LEAD = 0.3
"""Seconds of silence before a page's first word."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A page with its passages, none of them empty."""

    page: Page
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Clip:
    """A passage's element and its sound, in milliseconds from the start of its page's."""

    element: str
    begin: int
    end: int
    within: tuple[Group, ...]


def read_along(
    document: Document, pages: Sequence[Page], grain: Grain, speaking: Speaking, setting: Setting
) -> ReadAlong:
    """Mark the passages of ``pages`` and speak them.

    Raises what the audio edition raises: :class:`~tasktide_export.errors.VoiceError`,
    :class:`~tasktide_export.errors.LexiconError`,
    :class:`~tasktide_export.errors.RenderError`,
    :class:`~tasktide_export.errors.MissingDependencyError`.
    """
    script = script_of(document, speaking, setting.style)
    spoken = _settle(document, pages, script, grain)
    told = _script(spoken, script)
    session = recorded(told, document.metadata, speaking, setting.progress)
    with session as take, room_for_sound():
        files, overlays = _files(spoken, take)
    return ReadAlong(
        files=files,
        overlays=overlays,
        narrator=take.narrator,
        findings=(*take.findings, *_unread(script, spoken)),
    )


# --- what is read ------------------------------------------------------------


def _settle(
    document: Document, pages: Sequence[Page], script: Script, grain: Grain
) -> tuple[_Spoken, ...]:
    """Mark what each utterance says and return the passages of the pages that say anything."""
    shown = mark_passages([page.body for page in pages], script.utterances, grain)
    ids = (one.get("id", "") for page in pages for one in page.body.iter("*"))
    names = Names(ids)
    language = document.metadata.language
    found = (_Spoken(page, passages(page.body, language, shown, names)) for page in pages)
    return tuple(one for one in found if one.passages)


def _script(spoken: Iterable[_Spoken], script: Script) -> Script:
    """Return what is said: a chapter for each page, its passages with the script's pauses."""
    after = _pauses_after(script)
    parts: list[Part] = []
    for one in spoken:
        parts += [Chapter(one.page.name, one.page.name, 1), Pause(_LEAD)]
        for passage in one.passages:
            for utterance in passage.utterances:
                parts += [utterance, Pause(after.get(utterance.id, _LEAD))]
    return Script(parts=tuple(parts))


def _pauses_after(script: Script) -> dict[str, float]:
    """Return the seconds of silence after each utterance, by its id."""
    after: dict[str, float] = {}
    last = ""
    for part in script.parts:
        match part:
            case Utterance(id=name):
                last = name
            case Pause(seconds=seconds) if last:
                after[last] = max(seconds, after.get(last, 0.0))
            case _:
                pass
    return after


def _unread(script: Script, spoken: Iterable[_Spoken]) -> Iterator[Finding]:
    """Yield what the script has left out, and sentences that no page was found to show."""
    yield from script.findings
    read = {one.id for page in spoken for passage in page.passages for one in passage.utterances}
    for one in script.utterances:
        if one.role == "text" and one.id not in read and one.text.strip():
            yield Finding(
                rule="read-along-incomplete",
                severity=Severity.ERROR,
                message="a sentence is not read along",
                place=one.place,
                excerpt=one.text[:60],
            )


# --- the files ---------------------------------------------------------------


def _files(
    spoken: Sequence[_Spoken], take: Take
) -> tuple[tuple[Resource, ...], tuple[tuple[str, Overlay], ...]]:
    from tasktide_export.sound.clips import MEDIA_TYPE, encode_clip
    from tasktide_export.sound.loudness import levelled

    recording = take.recording
    starts = [one.first for one in recording.chapters]
    ends = [*starts[1:], recording.samples]
    lengths = (end - start for start, end in zip(starts, ends, strict=True))
    cues = {cue.id: cue for cue in recording.cues}
    files: list[Resource] = []
    overlays: list[tuple[str, Overlay]] = []
    sounds = parted(levelled(take.spool), lengths)
    for one, start, sound in zip(spoken, starts, sounds, strict=True):
        name = one.page.name
        timed = (_clip(passage, cues, start) for passage in one.passages)
        clips = tuple(clip for clip in timed if clip.end > clip.begin)
        audio = f"audio/{name}.m4a"
        heard = take.spool.with_name(f"{len(overlays)}.m4a")
        encode_clip(sound, heard, _KILOBITS)
        overlay = Overlay(f"overlay-{name}", sum(clip.end - clip.begin for clip in clips) / 1000)
        files += [
            Resource(
                id=overlay.id,
                path=f"{name}.smil",
                media_type=OVERLAY_TYPE,
                data=_smil(one.page.path, audio, clips),
            ),
            Resource(
                id=f"audio-{name}",
                path=audio,
                media_type=MEDIA_TYPE,
                data=heard.read_bytes(),
            ),
        ]
        overlays.append((name, overlay))
    return tuple(files), tuple(overlays)


def _clip(passage: Passage, cues: dict[str, Cue], start: int) -> _Clip:
    first, last = cues[passage.utterances[0].id], cues[passage.utterances[-1].id]
    return _Clip(
        passage.element,
        (first.first - start) * 1000 // RATE,
        (last.last - start) * 1000 // RATE,
        passage.within,
    )


def _smil(path: str, audio: str, clips: Iterable[_Clip]) -> bytes:
    """Return the overlay of a page (EPUB 3.3, 9.2): one ``par`` for each passage.

    Lists, tables, figures, notes and sections are a ``seq`` each, so that readers can
    skip or leave them.
    """
    root = etree.Element(f"{{{_SMIL}}}smil", nsmap={None: _SMIL, "epub": EPUB})  # type: ignore[dict-item]
    root.set("version", "3.0")
    body = etree.SubElement(root, f"{{{_SMIL}}}body")
    body.set(f"{{{EPUB}}}textref", path)
    open_groups: list[tuple[Group, Element]] = []
    for number, clip in enumerate(clips, start=1):
        holder = _open(clip.within, open_groups, body, path)
        par = etree.SubElement(holder, f"{{{_SMIL}}}par", id=f"par-{number}")
        etree.SubElement(par, f"{{{_SMIL}}}text", src=f"{path}#{clip.element}")
        times = {"clipBegin": _seconds(clip.begin), "clipEnd": _seconds(clip.end)}
        etree.SubElement(par, f"{{{_SMIL}}}audio", {"src": audio, **times})
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _open(
    groups: tuple[Group, ...], opened: list[tuple[Group, Element]], body: Element, path: str
) -> Element:
    """Close and open groups until ``groups`` are open; return the element of the innermost."""
    shared = 0
    while shared < min(len(groups), len(opened)) and opened[shared][0] == groups[shared]:
        shared += 1
    del opened[shared:]
    for group in groups[shared:]:
        outer = opened[-1][1] if opened else body
        seq = etree.SubElement(outer, f"{{{_SMIL}}}seq")
        seq.set(f"{{{EPUB}}}textref", f"{path}#{group.element}")
        if group.kind:
            seq.set(f"{{{EPUB}}}type", group.kind)
        opened.append((group, seq))
    return opened[-1][1] if opened else body


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}s"
