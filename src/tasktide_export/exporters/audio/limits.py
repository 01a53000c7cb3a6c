"""What containers cannot carry."""

from tasktide_export.document import Finding, Severity
from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.sound.recording import Recording
from tasktide_export.sound.tags import MOST_CHAPTERS


def unnamed_chapters(recording: Recording, options: AudioOptions) -> tuple[Finding, ...]:
    """Return a finding when a file has more chapters than its comments can name."""
    left_out = len(recording.chapters) - MOST_CHAPTERS
    if left_out <= 0 or options.container not in ("opus", "flac"):
        return ()
    name = options.container.capitalize() if options.container == "opus" else "FLAC"
    return (
        Finding(
            rule="audio-chapters",
            severity=Severity.WARNING,
            message=f"{name} names {MOST_CHAPTERS} chapters at most; {left_out} are not named",
            place=recording.chapters[MOST_CHAPTERS].chapter.id,
            advice="use M4B or MP3",
        ),
    )
