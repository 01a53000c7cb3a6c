"""Same input, same bytes: in another process, folder, time zone and order of hashes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tasktide_export.document import to_json
from tests.specimen import article

FORMATS = {
    "pdf": ("pdf", ()),
    "epub": ("epub", ()),
    "docx": ("docx", ()),
    "html": ("html", ()),
    "along.html": ("html", ("-O", "html.read-along=sentence")),
    "json": ("json", ()),
    "m4b": ("audio", ()),
    "mp3": ("audio", ("-O", "audio.container=mp3")),
    "opus": ("audio", ("-O", "audio.container=opus")),
    "flac": ("audio", ("-O", "audio.captions=vtt,srt", "-O", "audio.chapters=json,vtt")),
    "lpf": ("audio", ()),
    "daisy.zip": ("audio", ("-O", "audio.container=daisy")),
    "tracks.zip": ("audio", ("-O", "audio.split=chapters", "-O", "audio.container=mp3")),
}


def exported(source: Path, suffix: str, folder: Path, **surroundings: str) -> bytes:
    folder.mkdir()
    name, options = FORMATS[suffix]
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    words = ["-q", "-f", name, *options, "-o", f"made.{suffix}", str(source)]
    subprocess.run(
        [sys.executable, "-m", "tasktide_export", *words],
        cwd=folder,
        env={**environment, **surroundings},
        check=True,
    )
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


@pytest.mark.parametrize("suffix", FORMATS)
def test_bytes_repeat_whatever_is_around(tmp_path, suffix):
    source = tmp_path / "specimen.json"
    source.write_text(to_json(article()), encoding="utf-8")
    one = exported(source, suffix, tmp_path / "one", PYTHONHASHSEED="1", TZ="UTC")
    other = exported(
        source, suffix, tmp_path / "other", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C"
    )
    assert one
    assert one == other
