"""The audio exporter."""

import shutil
from typing import BinaryIO, ClassVar

from tasktide_export.document import Asset, Document, Finding, Severity
from tasktide_export.exporters.audio.companions import companions
from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.exporters.audio.packing import Spoken, pack
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting
from tasktide_export.sound.session import recorded, room_for_sound
from tasktide_export.sound.timeline import script_of

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
        about = document.metadata
        script = script_of(document, options.speaking, setting.style)
        cover, covers = _cover(document)
        with recorded(script, about, options.speaking, setting.progress) as take:
            spoken = Spoken(
                document=document,
                recording=take.recording,
                spool=take.spool,
                narrator=take.narrator,
                cover=cover,
                left_out=script.left_out,
            )
            packed = take.spool.with_name("edition")
            with room_for_sound():
                lost = pack(spoken, packed, options, setting)
            with packed.open("rb") as finished:
                shutil.copyfileobj(finished, sink, 1 << 20)
        beside = companions(
            take.recording,
            about.title,
            about,
            options.companion_suffixes,
            abridged=spoken.abridged,
        )
        return Outcome(
            findings=(*script.findings, *take.findings, *covers, *lost), companions=beside
        )


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
