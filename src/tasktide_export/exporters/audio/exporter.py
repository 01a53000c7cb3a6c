"""The audio exporter."""

import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO, ClassVar

from tasktide_export.document import Asset, Document, Finding, Severity
from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.exporters.audio.recording import Recording, record
from tasktide_export.exporters.audio.tags import MOST_CHAPTERS, iso_639_2, tags
from tasktide_export.exporters.audio.timeline import pauses_of, speaker_for, voice_findings
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting
from tasktide_export.narration import narrate

_COVERS = ("image/png", "image/jpeg")


class AudioExporter:
    """Writes a document as a spoken book with a chapter for each section.

    The sound lies in the system's temporary folder until it is encoded: 2.6 MB a
    minute.  Memory holds one utterance.
    """

    name: ClassVar[str] = "audio"
    title: ClassVar[str] = "Spoken audio"
    media_type: ClassVar[str] = "audio/mp4"
    suffix: ClassVar[str] = ".m4b"
    options: ClassVar[type[ExportOptions]] = AudioOptions

    def write(
        self, document: Document, sink: BinaryIO, options: AudioOptions, setting: Setting
    ) -> Outcome:
        """Speak ``document`` and write the file that ``options.container`` names.

        Raises :class:`~tasktide_export.errors.VoiceError` for an unknown voice,
        :class:`~tasktide_export.errors.RenderError` for a passage that cannot be
        spoken, and :class:`~tasktide_export.errors.MissingDependencyError` without a
        speech engine.
        """
        script = narrate(document, pauses_of(setting.style))
        with tempfile.TemporaryDirectory(prefix="tasktide-") as folder:
            spool, packed = Path(folder, "speech.pcm"), Path(folder, "edition")
            with speaker_for(document.metadata, options) as speaker, spool.open("wb") as sound:
                voices = tuple(voice_findings(script, speaker))
                recording = record(
                    script,
                    speaker,
                    sound,
                    lambda done, total: setting.progress("speaking", done, total),
                )
            cover, covers = _cover(document)
            _pack(spool, packed, document, recording, options, cover, setting)
            with packed.open("rb") as finished:
                shutil.copyfileobj(finished, sink, 1 << 20)
        counted = _too_many(recording) if options.container == "opus" else ()
        return Outcome(findings=(*script.findings, *voices, *covers, *counted))


def _pack(  # noqa: PLR0913, PLR0917
    spool: Path,
    packed: Path,
    document: Document,
    recording: Recording,
    options: AudioOptions,
    cover: Asset | None,
    setting: Setting,
) -> None:
    from tasktide_export.exporters.audio.encoding import Edition, encode
    from tasktide_export.exporters.audio.loudness import levelled

    setting.progress("encoding", 0, 1)
    edition = Edition(
        recording=recording,
        tags=tags(document.metadata),
        language=iso_639_2(document.metadata.language),
        container=options.container,
        bitrate=options.bitrate,
        cover=cover,
    )
    encode(levelled(spool), packed, edition)
    setting.progress("encoding", 1, 1)


def _cover(document: Document) -> tuple[Asset | None, tuple[Finding, ...]]:
    wanted = document.metadata.cover
    asset = next((one for one in document.assets if one.key == wanted), None)
    if asset is None:
        return None, ()
    if asset.media_type in _COVERS and asset.width and asset.height:
        return asset, ()
    return None, (
        Finding(
            rule="audio-cover",
            severity=Severity.INFO,
            message=f"the cover is {asset.media_type}, which audio files do not carry",
            place=asset.name,
            advice="give a PNG or JPEG cover",
        ),
    )


def _too_many(recording: Recording) -> tuple[Finding, ...]:
    left_out = len(recording.chapters) - MOST_CHAPTERS
    if left_out <= 0:
        return ()
    return (
        Finding(
            rule="audio-chapters",
            severity=Severity.WARNING,
            message=f"Opus names {MOST_CHAPTERS} chapters at most; {left_out} are not named",
            place=recording.chapters[MOST_CHAPTERS].chapter.id,
            advice="use M4B or MP3",
        ),
    )
