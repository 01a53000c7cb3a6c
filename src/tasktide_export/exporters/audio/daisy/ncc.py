"""The navigation control centre of a talking book: metadata and headings (DAISY 2.02, 2.1)."""

from collections.abc import Iterator
from datetime import datetime

from tasktide_export.dates import w3c_date
from tasktide_export.document import UNDETERMINED, Document, Finding, Metadata, Severity
from tasktide_export.document.identifier import identifier
from tasktide_export.exporters.audio.daisy.plain import write_plain
from tasktide_export.exporters.audio.daisy.smil import (
    FORMAT,
    GENERATOR,
    par_id,
    smil_name,
)
from tasktide_export.exporters.audio.packing import Spoken
from tasktide_export.sound.tags import line
from tasktide_export.sound.tracks import Track
from tasktide_export.xhtml.element import Element, el

NCC = "ncc.html"
DEEPEST = 6
_UNDATED = 1980
"""The year that stands for no date (zip archives know none before)."""
CONTENT_TYPE = {"http-equiv": "Content-type", "content": "text/html; charset=utf-8"}


def ncc(spoken: Spoken, cut: tuple[Track, ...], files: int, moment: datetime) -> bytes:
    """Return ncc.html; every track is a heading, ``files`` counts those of the book."""
    document = spoken.document
    language = document.metadata.language
    title = line(document.metadata.title) or line(cut[0].chapter.title)
    told = _facts(spoken, cut, title, files, moment)
    head = el(
        "head",
        None,
        el("title", None, title),
        el("meta", CONTENT_TYPE),
        [el("meta", {"name": name, "content": content}) for name, content in told if content],
    )
    body = el("body", None, [_heading(track) for track in cut])
    marks = {} if language == UNDETERMINED else {"lang": language, "xml:lang": language}
    return write_plain(el("html", marks, head, body))


def _heading(track: Track) -> Element:
    level = track.chapter.level
    marks = {"id": f"heading-{track.number:04}", "class": "section" if level else "title"}
    address = f"{smil_name(track)}#{par_id(track, 1)}"
    link = el("a", {"href": address}, line(track.chapter.title))
    return el(f"h{min(max(level, 1), DEEPEST)}", marks, link)


def _facts(
    spoken: Spoken, cut: tuple[Track, ...], title: str, files: int, moment: datetime
) -> Iterator[tuple[str, str]]:
    """Yield names and values; of an empty value there is no element."""
    metadata = spoken.document.metadata
    seconds = round(sum(track.milliseconds for track in cut) / 1000)
    levels = (min(max(track.chapter.level, 1), DEEPEST) for track in cut)
    yield "dc:title", title
    yield from (("dc:creator", name) for name in metadata.authors)
    yield "dc:publisher", _publisher(metadata)
    yield "dc:date", _date(metadata, moment)
    yield "dc:language", metadata.language
    yield "dc:identifier", identifier(spoken.document)
    yield "dc:format", FORMAT
    yield "dc:source", metadata.source
    yield from (("dc:subject", one) for one in metadata.subjects)
    yield "dc:description", line(metadata.description)
    yield "dc:rights", line(metadata.rights)
    yield "ncc:charset", "utf-8"
    yield "ncc:totalTime", f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    yield "ncc:tocItems", str(len(cut))
    yield "ncc:depth", str(max(levels))
    yield "ncc:files", str(files)
    for kind in ("Front", "Normal", "Special"):
        yield f"ncc:page{kind}", "0"
    yield "ncc:multimediaType", "textPartAudio" if spoken.abridged else "audioFullText"
    yield "ncc:setInfo", "1 of 1"
    yield "ncc:narrator", spoken.narrator
    yield "ncc:generator", GENERATOR


def _publisher(metadata: Metadata) -> str:
    return metadata.publisher or metadata.site


def _date(metadata: Metadata, moment: datetime) -> str:
    """Return a whole day; empty when neither the document nor whoever builds says one."""
    for told in (metadata.published, metadata.modified):
        day = w3c_date(told)[:10]
        if len(day) == len("2000-01-01"):
            return day
    return "" if moment.year <= _UNDATED else moment.date().isoformat()


def missing_facts(document: Document, moment: datetime) -> Iterator[Finding]:
    """Yield each fact that DAISY requires (2.1.3) and the document does not give."""
    metadata = document.metadata
    wanted = {
        "dc:creator": (metadata.authors, "--author NAME"),
        "dc:publisher": (_publisher(metadata), "-M publisher=NAME"),
        "dc:date": (_date(metadata, moment), "-M published=YYYY-MM-DD"),
    }
    for name, (told, remedy) in wanted.items():
        if not told:
            yield Finding(
                rule="audio-daisy-metadata",
                severity=Severity.WARNING,
                message=f"DAISY requires {name}, which nobody has told",
                place="metadata",
                clause="DAISY 2.02, 2.1.3",
                advice=f"say it: {remedy}",
            )
