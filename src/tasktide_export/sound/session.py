"""A recording session: a script spoken into a folder that is gone afterwards."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tasktide_export.document import Finding, Metadata
from tasktide_export.errors import OutputError
from tasktide_export.narration import Script
from tasktide_export.sound.recording import Recording, record
from tasktide_export.sound.timeline import Speaking, choir_for, voice_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """What was spoken.

    The samples of ``recording`` (16-bit mono at :data:`~tasktide_export.speech.RATE`) are
    in the file ``spool``, whose folder takes what is made of them.  ``narrator`` is whose
    voice it is; ``findings`` tell which languages no voice knows.
    """

    recording: Recording
    spool: Path
    narrator: str
    findings: tuple[Finding, ...]


@contextmanager
def recorded(
    script: Script,
    metadata: Metadata,
    speaking: Speaking,
    tell: Callable[[str, int, int], None],
) -> Iterator[Take]:
    """Speak ``script`` and keep its sound while the context lasts: 2.6 MB a minute.

    It lies in the system's temporary folder.  Raises
    :class:`~tasktide_export.errors.OutputError` when there is no room for it,
    :class:`~tasktide_export.errors.VoiceError` for an unknown voice,
    :class:`~tasktide_export.errors.RenderError` for a passage that cannot be spoken, and
    :class:`~tasktide_export.errors.MissingDependencyError` without a speech engine.
    """
    with _temporary_folder() as folder, choir_for(metadata, speaking) as choir:
        findings = tuple(voice_findings(script, choir))
        spool = Path(folder, "speech.pcm")

        def told(done: int, total: int) -> None:
            tell("speaking", done, total)

        with room_for_sound(), spool.open("wb") as sound:
            recording = record(script, choir, sound, told, jobs=choir.jobs)
        yield Take(
            recording=recording,
            spool=spool,
            narrator=choir.narrator(metadata.language),
            findings=findings,
        )


@contextmanager
def room_for_sound() -> Iterator[None]:
    """Take an :class:`OSError` for a want of room in the temporary folder, and say so."""
    try:
        yield
    except OSError as error:
        raise _no_room(error, tempfile.gettempdir()) from error


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
