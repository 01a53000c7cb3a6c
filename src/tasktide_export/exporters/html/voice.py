"""The voice of a page: its article spoken, packed so that every browser plays it."""

import base64
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tasktide_export.document import Document, Finding
from tasktide_export.errors import OutputError
from tasktide_export.exporters.base import Setting
from tasktide_export.narration import narrate
from tasktide_export.sound.recording import Recording, record
from tasktide_export.sound.tags import iso_639_2, tags
from tasktide_export.sound.timeline import Speaking, pauses_of, speaker_for, voice_findings

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
    script = narrate(document, pauses_of(setting.style), options=speaking.narration)
    with (
        tempfile.TemporaryDirectory(prefix="tasktide-") as folder,
        speaker_for(document.metadata, speaking) as speaker,
    ):
        spool, voices = Path(folder, "speech.pcm"), tuple(voice_findings(script, speaker))
        try:
            with spool.open("wb") as samples:
                recording = record(
                    script,
                    speaker,
                    samples,
                    lambda done, total: setting.progress("speaking", done, total),
                )
            sound = _packed(spool, document, recording, setting)
        except OSError as error:
            raise OutputError(
                f"cannot hold the sound: {error.strerror or error}",
                where=tempfile.gettempdir(),
                hint="free some space, or name a roomier folder in TMPDIR",
            ) from error
    return Voice(sound=sound, recording=recording, findings=(*script.findings, *voices))


def _packed(spool: Path, document: Document, recording: Recording, setting: Setting) -> bytes:
    from tasktide_export.sound.encoding import Edition, encode
    from tasktide_export.sound.loudness import levelled

    setting.progress("encoding", 0, 1)
    edition = Edition(
        recording=recording,
        tags=tags(document.metadata),
        language=iso_639_2(document.metadata.language),
        container="mp3",
        bitrate=_KILOBITS,
    )
    target = spool.with_name("edition.mp3")
    encode(levelled(spool), target, edition)
    setting.progress("encoding", 1, 1)
    return target.read_bytes()


def address(sound: bytes) -> str:
    """Return ``sound``, an MP3, as a data address (RFC 2397)."""
    return f"data:{_MEDIA_TYPE};base64,{base64.b64encode(sound).decode('ascii')}"
