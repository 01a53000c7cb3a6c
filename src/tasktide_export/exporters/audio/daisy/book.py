"""The files of a talking book put together."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tasktide_export.archive import Archive
from tasktide_export.document import Finding, Severity
from tasktide_export.document.identifier import identifier
from tasktide_export.exporters.audio.daisy.ncc import (
    CONTENT_TYPE,
    DEEPEST,
    NCC,
    missing_facts,
    ncc,
)
from tasktide_export.exporters.audio.daisy.pictures import with_pictures
from tasktide_export.exporters.audio.daisy.smil import (
    MASTER,
    clips,
    master,
    smil,
    smil_name,
    sound_name,
)
from tasktide_export.exporters.audio.daisy.text import PAGE, full_text, picture_name, unshown
from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.exporters.audio.packing import Spoken, edition_of, tracks_with_sound
from tasktide_export.exporters.base import Setting
from tasktide_export.narration import narrate
from tasktide_export.sound.parallel import workers
from tasktide_export.sound.tracks import EVERY, Track, tracks
from tasktide_export.xhtml.element import el


def pack_daisy(
    spoken: Spoken, target: Path, options: AudioOptions, setting: Setting
) -> tuple[Finding, ...]:
    """Write the book: the whole text, and for each section its sound and what goes with it."""
    from tasktide_export.sound.encoding import encode

    shown, lost = with_pictures(spoken.document)
    book = replace(spoken, document=shown)
    # The text is whole, whatever is read of it.
    text = full_text(shown, narrate(shown).utterances, (el("meta", CONTENT_TYPE),))
    cut = tracks(book.recording, EVERY)
    name, title = identifier(shown), shown.metadata.title
    part = book.folder / "part"
    files = 3 + 2 * len(cut) + len(shown.assets)
    total = sum(track.milliseconds for track in cut)
    with target.open("wb") as sink, Archive(sink, setting.moment) as archive:
        archive.add(NCC, ncc(book, cut, files, setting.moment))
        archive.add(MASTER, master(cut, total, name, title))
        archive.add(PAGE, text.page)
        for asset in shown.assets:
            archive.add(picture_name(asset), asset.data)
        for track, sound in tracks_with_sound(book, setting, EVERY):
            encode(
                sound,
                part,
                edition_of(book, track.recording, options, bare=True),
                jobs=workers(options.jobs),
            )
            archive.add(smil_name(track), smil(track, clips(track, text.shown), name, title))
            archive.add(sound_name(track), part.read_bytes())
    return (
        *lost,
        *unshown(book.recording, text.shown),
        *missing_facts(shown, setting.moment),
        *_flattened(cut),
    )


def _flattened(cut: tuple[Track, ...]) -> Iterator[Finding]:
    deep = [track for track in cut if track.chapter.level > DEEPEST]
    if deep:
        yield Finding(
            rule="audio-daisy-depth",
            severity=Severity.INFO,
            message=f"DAISY has {DEEPEST} levels of headings; {len(deep)} sections below "
            "stand on the last",
            place=deep[0].chapter.id,
        )
