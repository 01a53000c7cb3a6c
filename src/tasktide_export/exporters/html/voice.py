"""The voice of a page: its article spoken, packed so that every browser plays it."""

import base64
from dataclasses import dataclass

from tasktide_export.document import Document, Finding, Metadata
from tasktide_export.exporters.base import Setting
from tasktide_export.sound.parallel import workers
from tasktide_export.sound.recording import Recording
from tasktide_export.sound.session import Take, recorded, room_for_sound
from tasktide_export.sound.tags import iso_639_2, tags
from tasktide_export.sound.timeline import Speaking, script_of

_MEDIA_TYPE = "audio/mpeg"
"""MP3: what every browser plays, on every system, whoever built it."""
_KILOBITS = 32
"""A second; the same in every second, so that browsers find a place by its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A spoken article: its MP3, when everything is said, and what was found on the way."""

    sound: bytes
    recording: Recording
    findings: tuple[Finding, ...] = ()


def speak(document: Document, speaking: Speaking, setting: Setting) -> Voice:
    """Speak ``document``.

    The sound waits in the system's temporary folder, 2.6 MB a minute, until it is
    encoded.  Raises :class:`~tasktide_export.errors.VoiceError`,
    :class:`~tasktide_export.errors.RenderError`,
    :class:`~tasktide_export.errors.MissingDependencyError` without a speech engine, and
    :class:`~tasktide_export.errors.OutputError` when the temporary folder is full.
    """
    script = script_of(document, speaking, setting.style)
    metadata = document.metadata
    with recorded(script, metadata, speaking, setting.progress) as take, room_for_sound():
        sound = _packed(take, metadata, setting, workers(speaking.jobs))
    return Voice(sound=sound, recording=take.recording, findings=(*script.findings, *take.findings))


def _packed(take: Take, metadata: Metadata, setting: Setting, jobs: int) -> bytes:
    from tasktide_export.sound.encoding import Edition, encode
    from tasktide_export.sound.loudness import levelled

    setting.progress("encoding", 0, 1)
    edition = Edition(
        recording=take.recording,
        tags=tags(metadata),
        language=iso_639_2(metadata.language),
        container="mp3",
        bitrate=_KILOBITS,
    )
    target = take.spool.with_name("edition.mp3")
    encode(levelled(take.spool), target, edition, jobs=jobs)
    setting.progress("encoding", 1, 1)
    return target.read_bytes()


def address(sound: bytes) -> str:
    """Return ``sound``, an MP3, as a data address (RFC 2397)."""
    return f"data:{_MEDIA_TYPE};base64,{base64.b64encode(sound).decode('ascii')}"
