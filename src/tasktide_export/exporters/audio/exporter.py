"""The audio exporter."""

import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO, ClassVar

from tasktide_export.document import Asset, Document, Finding, Severity
from tasktide_export.errors import OutputError
from tasktide_export.exporters.audio.companions import companions
from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.exporters.audio.packing import Spoken, pack
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting
from tasktide_export.narration import Script
from tasktide_export.sound.choir import Choir
from tasktide_export.sound.recording import Recording, record
from tasktide_export.sound.timeline import choir_for, script_of, voice_findings

_COVERS = ("image/png", "image/jpeg")


class AudioExporter:
    """Writes a document as a spoken book with a chapter for each section.

    The sound lies in the system's temporary folder until it is encoded: 2.6 MB a
    minute.  Memory holds a few utterances, later a few minutes, for each job.
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
        :class:`~tasktide_export.errors.LexiconError` for a lexicon that cannot be used,
        :class:`~tasktide_export.errors.RenderError` for a passage that cannot be
        spoken, and :class:`~tasktide_export.errors.MissingDependencyError` without a
        speech engine, :class:`~tasktide_export.errors.OutputError` when the temporary
        folder is full.
        """
        speaking = options.speaking
        script = script_of(document, speaking, setting.style)
        with _temporary_folder() as folder:
            packed = Path(folder, "edition")
            with choir_for(document.metadata, speaking) as choir:
                voices = tuple(voice_findings(script, choir))
                try:
                    recording = _speak(script, choir, Path(folder, "speech.pcm"), setting)
                    cover, covers = _cover(document)
                    spoken = Spoken(
                        document=document,
                        recording=recording,
                        spool=Path(folder, "speech.pcm"),
                        narrator=choir.narrator(document.metadata.language),
                        cover=cover,
                        left_out=script.left_out,
                    )
                    lost = pack(spoken, packed, options, setting)
                except OSError as error:
                    raise _no_room(error, tempfile.gettempdir()) from error
            with packed.open("rb") as finished:
                shutil.copyfileobj(finished, sink, 1 << 20)
        about = document.metadata
        beside = companions(
            recording,
            about.title,
            about,
            options.companion_suffixes,
            abridged=spoken.abridged,
        )
        return Outcome(findings=(*script.findings, *voices, *covers, *lost), companions=beside)


def _temporary_folder() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix="tasktide-")
    except OSError as error:
        raise _no_room(error, "temporary folder") from error


def _no_room(error: OSError, where: str) -> OutputError:
    return OutputError(
        f"cannot hold the sound: {error.strerror or error}",
        where=where,
        hint="free some space, or name a roomier folder in TMPDIR",
    )


def _speak(script: Script, choir: Choir, spool: Path, setting: Setting) -> Recording:
    def tell(done: int, total: int) -> None:
        setting.progress("speaking", done, total)

    with spool.open("wb") as sound:
        return record(script, choir, sound, tell, jobs=choir.jobs)


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
