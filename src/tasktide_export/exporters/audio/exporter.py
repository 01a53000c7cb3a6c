"""The audio exporter."""

import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO, ClassVar

from tasktide_export.document import Asset, Document, Finding, Severity
from tasktide_export.errors import OutputError
from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting
from tasktide_export.narration import Script, narrate
from tasktide_export.sound.recording import Recording, record
from tasktide_export.sound.tags import MOST_CHAPTERS, iso_639_2, tags
from tasktide_export.sound.timeline import pauses_of, speaker_for, voice_findings
from tasktide_export.speech import Speaker

_COVERS = ("image/png", "image/jpeg")


class AudioExporter:
    """Writes a document as a spoken book with a chapter for each section.

    The sound lies in the system's temporary folder until it is encoded: 2.6 MB a
    minute.  Memory holds one utterance.
    """

    name: ClassVar[str] = "audio"
    title: ClassVar[str] = "Spoken audio"
    media_type: ClassVar[str] = AudioOptions().media_type
    suffix: ClassVar[str] = ".m4b"
    options: ClassVar[type[ExportOptions]] = AudioOptions

    def write(
        self, document: Document, sink: BinaryIO, options: AudioOptions, setting: Setting
    ) -> Outcome:
        """Speak ``document`` and write the file that ``options.container`` names.

        Raises :class:`~tasktide_export.errors.VoiceError` for an unknown voice,
        :class:`~tasktide_export.errors.RenderError` for a passage that cannot be
        spoken, and :class:`~tasktide_export.errors.MissingDependencyError` without a
        speech engine, :class:`~tasktide_export.errors.OutputError` when the temporary
        folder is full.
        """
        speaking = options.speaking
        script = narrate(document, pauses_of(setting.style), options=speaking.narration)
        with tempfile.TemporaryDirectory(prefix="tasktide-") as folder:
            packed = Path(folder, "edition")
            with speaker_for(document.metadata, speaking) as speaker:
                voices = tuple(voice_findings(script, speaker))
                try:
                    recording = _speak(script, speaker, Path(folder, "speech.pcm"), setting)
                    cover, covers = _cover(document)
                    _pack(Path(folder), document, recording, options, cover, setting)
                except OSError as error:
                    raise OutputError(
                        f"cannot hold the sound: {error.strerror or error}",
                        where=tempfile.gettempdir(),
                        hint="free some space, or name a roomier folder in TMPDIR",
                    ) from error
            with packed.open("rb") as finished:
                shutil.copyfileobj(finished, sink, 1 << 20)
        counted = _too_many(recording) if options.container == "opus" else ()
        return Outcome(findings=(*script.findings, *voices, *covers, *counted))


def _speak(script: Script, speaker: Speaker, spool: Path, setting: Setting) -> Recording:
    def tell(done: int, total: int) -> None:
        setting.progress("speaking", done, total)

    with spool.open("wb") as sound:
        return record(script, speaker, sound, tell)


def _pack(  # noqa: PLR0913, PLR0917
    folder: Path,
    document: Document,
    recording: Recording,
    options: AudioOptions,
    cover: Asset | None,
    setting: Setting,
) -> None:
    from tasktide_export.sound.encoding import Edition, encode
    from tasktide_export.sound.loudness import levelled

    setting.progress("encoding", 0, 1)
    edition = Edition(
        recording=recording,
        tags=tags(document.metadata),
        language=iso_639_2(document.metadata.language),
        container=options.container,
        bitrate=options.bitrate,
        cover=cover,
    )
    encode(levelled(folder / "speech.pcm"), folder / "edition", edition)
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
