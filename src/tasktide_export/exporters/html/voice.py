"""The voice of a page: its article spoken, packed so that every browser plays it."""

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

MEDIA_TYPE = "audio/mpeg"
"""MP3: the one codec that every browser plays, on every system, without a licence's say."""
BITRATE = 32
"""Kilobits a second, the same for every second, so that browsers find a place by its time."""


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
    script = narrate(document, pauses_of(setting.style))
    with (
        tempfile.TemporaryDirectory(prefix="tasktide-") as folder,
        speaker_for(document.metadata, speaking) as speaker,
    ):
        spool, voices = Path(folder, "speech.pcm"), tuple(voice_findings(script, speaker))
        try:
            with spool.open("wb") as sound:
                recording = record(
                    script,
                    speaker,
                    sound,
                    lambda done, total: setting.progress("speaking", done, total),
                )
            packed = _packed(spool, document, recording, setting)
        except OSError as error:
            raise OutputError(
                f"cannot hold the sound: {error.strerror or error}",
                where=tempfile.gettempdir(),
                hint="free some space, or name a roomier folder in TMPDIR",
            ) from error
    return Voice(sound=packed, recording=recording, findings=(*script.findings, *voices))


def _packed(spool: Path, document: Document, recording: Recording, setting: Setting) -> bytes:
    from tasktide_export.sound.encoding import Edition, encode
    from tasktide_export.sound.loudness import levelled

    setting.progress("encoding", 0, 1)
    edition = Edition(
        recording=recording,
        tags=tags(document.metadata),
        language=iso_639_2(document.metadata.language),
        container="mp3",
        bitrate=BITRATE,
    )
    target = spool.with_name("edition.mp3")
    encode(levelled(spool), target, edition)
    setting.progress("encoding", 1, 1)
    return target.read_bytes()
