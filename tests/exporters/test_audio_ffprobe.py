"""What ffprobe, which shares no code with us, reads in sound files."""

import io
import json
import shutil
import subprocess
import zipfile

import pytest

from tests.exporters.test_audio import harbour
from tests.ticking import packed, ticked

pytestmark = pytest.mark.skipif(
    shutil.which("ffprobe") is None, reason="ffprobe is not installed (package ffmpeg)"
)


def probe(data, folder):
    path = folder / "sound"
    path.write_bytes(data)
    words = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json"]
    ended = subprocess.run([*words, path], capture_output=True, check=True, encoding="utf-8")
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def chapters(told):
    return [
        (round(float(one["start_time"]) * 1000), one["tags"]["title"]) for one in told["chapters"]
    ]


@pytest.mark.parametrize("container", ["m4b", "mp3", "opus", "flac"])
def test_ffprobe_reads_the_chapters_to_the_millisecond(container, tmp_path):
    told = probe(packed(harbour(), container=container)[0], tmp_path)
    recording = ticked(harbour())
    assert [(one.milliseconds, one.chapter.title) for one in recording.chapters] == chapters(told)
    assert float(told["format"]["duration"]) >= recording.samples / 22050 - 0.001


@pytest.mark.parametrize("options", [{"container": "lpf"}, {"container": "daisy"}])
def test_ffprobe_reads_every_file_of_a_book(options, tmp_path):
    with zipfile.ZipFile(io.BytesIO(packed(harbour(), **options)[0])) as archive:
        names = [one for one in archive.namelist() if one.endswith(".mp3")]
        told = [probe(archive.read(name), tmp_path) for name in names]
    assert len(told) == (4 if options["container"] == "lpf" else 5)
    assert {"mp3"} == {one["format"]["format_name"] for one in told}
    bare = [one for one in told if not one["chapters"] and not one["format"].get("tags")]
    assert len(bare) == (0 if options["container"] == "lpf" else 5)
