"""What is heard with which element of the text: SMIL 1.0 as DAISY 2.02 (2.3) uses it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from tasktide_export.exporters.audio.daisy.text import PAGE, TITLE
from tasktide_export.sound.tags import line
from tasktide_export.sound.tracks import Track
from tasktide_export.speech import RATE
from tasktide_export.xhtml.element import Element

FORMAT = "Daisy 2.02"
GENERATOR = "tasktide-export"
MASTER = "master.smil"
_DOCTYPE = (
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">'
)


@dataclass(frozen=True, slots=True)
class Clip:
    """An element of the text and its sound, in milliseconds from the start of its file."""

    element: str
    begin: int
    end: int


def clips(track: Track, shown: Mapping[str, str]) -> tuple[Clip, ...]:
    """Return the clips of a track: one after the other, from its start to its end.

    What we announce is heard with the sentence that follows.  The first clip is that of
    the heading, so that a jump from the contents arrives there.
    """
    heading = track.chapter.id
    starts: list[tuple[str, int]] = [(heading, 0)]
    announced: int | None = None
    for cue in track.recording.cues:
        element = shown.get(cue.id, "") if cue.role == "text" else ""
        if not element:
            if cue.utterance.place != TITLE and announced is None:
                announced = cue.first
            continue
        if len(starts) == 1 and starts[0][0] == heading != TITLE:
            starts = [(element, 0)]
        elif element != starts[-1][0]:
            begin = cue.first if announced is None else announced
            starts.append((element, begin * 1000 // RATE))
        announced = None
    ends = [*(begin for _, begin in starts[1:]), track.milliseconds]
    return tuple(
        Clip(element, begin, end)
        for (element, begin), end in zip(starts, ends, strict=True)
        if begin < end
    )


def smil_name(track: Track) -> str:
    """Return the name of a track's SMIL file."""
    return f"{track.number:04}.smil"


def sound_name(track: Track) -> str:
    """Return the name of a track's sound file."""
    return f"{track.number:04}.mp3"


def par_id(track: Track, number: int) -> str:
    """Return the id of the clip ``number`` (from 1) of a track."""
    return f"par-{track.number:04}-{number}"


def smil(track: Track, parts: Iterable[Clip], identifier: str, title: str) -> bytes:
    """Return the SMIL file of a track; ``title`` is the book's."""
    root = _root(
        {
            "dc:format": FORMAT,
            "dc:identifier": identifier,
            "dc:title": line(title),
            "title": line(track.chapter.title),
            "ncc:generator": GENERATOR,
            "ncc:totalElapsedTime": clock(track.start),
            "ncc:timeInThisSmil": clock(track.milliseconds),
        }
    )
    length = f"{_seconds(track.milliseconds)}s"
    sequence = etree.SubElement(etree.SubElement(root, "body"), "seq", dur=length)
    for number, clip in enumerate(parts, start=1):
        name = par_id(track, number)
        par = etree.SubElement(sequence, "par", endsync="last", id=name)
        etree.SubElement(par, "text", src=f"{PAGE}#{clip.element}", id=f"text-{name}")
        times = {
            "clip-begin": f"npt={_seconds(clip.begin)}s",
            "clip-end": f"npt={_seconds(clip.end)}s",
        }
        etree.SubElement(par, "audio", {"src": sound_name(track), **times, "id": f"sound-{name}"})
    return _written(root)


def master(cut: Iterable[Track], total: int, identifier: str, title: str) -> bytes:
    """Return the master SMIL, which names the others in order (2.3.4); ``total`` is ms."""
    root = _root(
        {
            "dc:format": FORMAT,
            "dc:identifier": identifier,
            "dc:title": line(title),
            "ncc:generator": GENERATOR,
            "ncc:timeInThisSmil": clock(total),
        }
    )
    body = etree.SubElement(root, "body")
    for track in cut:
        told = {"title": line(track.chapter.title), "src": smil_name(track)}
        etree.SubElement(body, "ref", {**told, "id": f"smil-{track.number:04}"})
    return _written(root)


def clock(milliseconds: int) -> str:
    """Return a time as SMIL 1.0 has it: hours, minutes, seconds, three decimals."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _root(about: Mapping[str, str]) -> Element:
    root = etree.Element("smil")
    head = etree.SubElement(root, "head")
    for name, content in about.items():
        etree.SubElement(head, "meta", name=name, content=content)
    etree.SubElement(etree.SubElement(head, "layout"), "region", id="text-view")
    return root


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}"


def _written(root: Element) -> bytes:
    body = etree.tostring(root, encoding="UTF-8", xml_declaration=False, pretty_print=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_DOCTYPE}\n'.encode() + body
