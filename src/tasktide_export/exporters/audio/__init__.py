"""The audio edition: a spoken book with a chapter for each section."""

from tasktide_export.exporters.audio.exporter import AudioExporter
from tasktide_export.exporters.audio.options import AudioOptions, Container
from tasktide_export.sound.recording import ChapterStart, Cue, Recording
from tasktide_export.sound.timeline import timeline

__all__ = [
    "AudioExporter",
    "AudioOptions",
    "ChapterStart",
    "Container",
    "Cue",
    "Recording",
    "timeline",
]
