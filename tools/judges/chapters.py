"""ffprobe, which reads the chapters of a sound file with no code of ours.

Where ffprobe cannot be installed, PyAV reads them: the same demuxers in a wheel.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.judges.workshop import JudgeBrokenError, call, system_parts


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as a player finds it; ``start`` and ``end`` are seconds."""

    title: str
    start: float
    end: float


def install() -> None:
    """Install ffprobe where apt-get can do it."""
    system_parts("ffprobe")


def chapters(path: Path) -> tuple[Chapter, ...]:
    """Return the chapters of the sound file ``path`` in their order."""
    install()
    return tuple(_by_ffprobe(path) if shutil.which("ffprobe") else _by_pyav(path))


def _by_ffprobe(path: Path) -> Iterator[Chapter]:
    options = ["-v", "error", "-show_chapters", "-of", "json"]
    ended = call(["ffprobe", *options, path])
    if ended.returncode:
        raise JudgeBrokenError(f"ffprobe cannot read {path}: {ended.stderr}")
    for found in json.loads(ended.stdout)["chapters"]:
        title = found.get("tags", {}).get("title", "")
        yield Chapter(title, float(found["start_time"]), float(found["end_time"]))


def _by_pyav(path: Path) -> Iterator[Chapter]:
    import av

    with av.open(path) as container:
        for found in container.chapters():
            base = found["time_base"] or 0
            start, end = float(found["start"] * base), float(found["end"] * base)
            yield Chapter(found["metadata"].get("title", ""), start, end)
