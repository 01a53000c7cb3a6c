"""The W3C Audiobook: sound files, a manifest and an entry page in one archive.

Audiobooks (W3C Recommendation, 10 November 2020), Publication Manifest, and the
Lightweight Packaging Format (W3C Note, 16 January 2020).
"""

import json
from pathlib import Path, PurePosixPath
from typing import Any

from tasktide_export.archive import Archive
from tasktide_export.checks.claims import Accessibility, accessibility, recorded
from tasktide_export.dates import w3c_date
from tasktide_export.document import UNDETERMINED, Finding, Metadata
from tasktide_export.document.identifier import identifier
from tasktide_export.exporters.audio.audiobook_page import entry_page, sound_name
from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.exporters.audio.packing import Spoken, edition_of, tracks_with_sound
from tasktide_export.exporters.base import Setting
from tasktide_export.narration.omissions import tally
from tasktide_export.sound.containers import MEDIA_TYPES
from tasktide_export.sound.parallel import workers
from tasktide_export.sound.tags import line
from tasktide_export.sound.tracks import Track, tracks

MANIFEST = "publication.json"
ENTRY_PAGE = "index.html"
PROFILE = "https://www.w3.org/TR/audiobooks/"
"""What ``conformsTo`` says; without it reading systems open a book of text."""


def pack_audiobook(
    spoken: Spoken, target: Path, options: AudioOptions, setting: Setting
) -> tuple[Finding, ...]:
    """Write the audiobook: an MP3 file for the opening and for each top section."""
    from tasktide_export.sound.encoding import encode

    cut = tracks(spoken.recording)
    document = spoken.document
    unread = {str(kind): count for kind, count in tally(spoken.left_out).items()}
    access = recorded(accessibility(document, setting.findings), unread)
    part = spoken.folder / "part"
    with target.open("wb") as sink, Archive(sink, setting.moment) as archive:
        archive.add(MANIFEST, _written(manifest(spoken, cut, access)))
        archive.add(ENTRY_PAGE, entry_page(document, cut, cover_name(spoken)))
        if spoken.cover:
            archive.add(cover_name(spoken), spoken.cover.data)
        for track, sound in tracks_with_sound(spoken, setting):
            title = {"title": line(track.chapter.title)} if track.chapter.title.strip() else {}
            named = {"track": f"{track.number}/{len(cut)}", **title}
            encode(
                sound,
                part,
                edition_of(spoken, track.recording, options, further=named),
                jobs=workers(options.jobs),
            )
            archive.add(sound_name(track), part.read_bytes())
    return ()


def cover_name(spoken: Spoken) -> str:
    """Return where the cover lies in the archive; empty when there is none."""
    if spoken.cover is None:
        return ""
    return f"cover{PurePosixPath(spoken.cover.name).suffix.lower()}"


def manifest(spoken: Spoken, cut: tuple[Track, ...], access: Accessibility) -> dict[str, Any]:
    """Return the manifest (Publication Manifest, 4; Audiobooks, 4).

    The reading order has whole files only: players stumble over fragments there.
    """
    metadata = spoken.document.metadata
    total = sum(track.milliseconds for track in cut)
    told: dict[str, Any] = {
        "@context": _context(metadata),
        "conformsTo": PROFILE,
        "type": "Audiobook",
        "id": identifier(spoken.document),
        "name": line(metadata.title) or line(cut[0].chapter.title),
        "author": list(metadata.authors),
        "readBy": spoken.narrator,
        "publisher": metadata.publisher or metadata.site,
        "inLanguage": "" if metadata.language == UNDETERMINED else metadata.language,
        "readingProgression": metadata.direction,
        "datePublished": w3c_date(metadata.published),
        "dateModified": w3c_date(metadata.modified),
        "description": line(metadata.description),
        "abridged": spoken.abridged,
        "duration": duration(total),
        **_claims(access),
        "resources": _resources(spoken),
        "readingOrder": [_item(track) for track in cut],
    }
    return {name: value for name, value in told.items() if value not in ("", [])}


def _context(metadata: Metadata) -> list[Any]:
    context: list[Any] = ["https://schema.org", "https://www.w3.org/ns/pub-context"]
    if metadata.language != UNDETERMINED:
        context.append({"language": metadata.language, "direction": metadata.direction})
    return context


def _claims(access: Accessibility) -> dict[str, Any]:
    return {
        "accessMode": list(access.access_modes),
        "accessModeSufficient": [
            {"type": "ItemList", "itemListElement": list(modes)}
            for modes in access.access_modes_sufficient
        ],
        "accessibilityFeature": list(access.features),
        "accessibilityHazard": list(access.hazards),
        "accessibilitySummary": access.summary,
    }


def _resources(spoken: Spoken) -> list[dict[str, Any]]:
    page = {
        "type": "LinkedResource",
        "rel": "contents",
        "url": ENTRY_PAGE,
        "encodingFormat": "text/html",
    }
    if spoken.cover is None:
        return [page]
    title = line(spoken.document.metadata.title)
    picture = {
        "type": "LinkedResource",
        "rel": "cover",
        "url": cover_name(spoken),
        "encodingFormat": spoken.cover.media_type,
        "name": title,
    }
    return [page, {name: value for name, value in picture.items() if value}]


def _item(track: Track) -> dict[str, str]:
    item = {
        "type": "LinkedResource",
        "url": sound_name(track),
        "encodingFormat": MEDIA_TYPES["mp3"],
        "name": line(track.chapter.title),
        "duration": duration(track.milliseconds),
    }
    return {name: value for name, value in item.items() if value}


def duration(milliseconds: int) -> str:
    """Return a length as ISO 8601 has it, in seconds with three decimals."""
    return f"PT{milliseconds // 1000}.{milliseconds % 1000:03}S"


def _written(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
