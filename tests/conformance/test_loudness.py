"""The loudness of finished files, by the ffmpeg program: that of audiobook shops."""

import json
import re
import subprocess

import pytest

import tasktide_export as tasktide
from tasktide_export.exporters.audio import AudioOptions
from tools.articles import example_articles
from tools.judges import chapters

pytestmark = pytest.mark.conformance

CASES = [
    ("m4b", 64, ""), ("mp3", 64, ""), ("opus", 32, ""), ("flac", 64, ""),
    ("m4b", 16, ""), ("mp3", 16, ""), ("opus", 16, ""), ("mp3", 160, ""),
    ("m4b", 64, "de"), ("mp3", 64, "fr"), ("opus", 32, "en-us+f3"),
]  # fmt: skip
SHORT = "Tide.\n\nIt is low.\n"


def measured(path):
    """Return RMS and true peak of a sound file in decibels of full scale."""
    filters = "astats=measure_perchannel=none,ebur128=peak=true"
    told = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-filter:a", filters, "-f", "null", "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stderr
    rms = re.search(r"RMS level dB: (-?[\d.]+)", told)
    peak = re.search(r"True peak:\s+Peak:\s+(-?[\d.]+) dBFS", told)
    assert rms
    assert peak
    return float(rms[1]), float(peak[1])


def silences(path):
    """Return the seconds of silence at the head and at the tail."""
    told = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-af",
         "silencedetect=noise=-50dB:d=0.3", "-f", "null", "-"],
        capture_output=True, encoding="utf-8", check=True,
    ).stderr  # fmt: skip
    starts = [float(one) for one in re.findall(r"silence_start: (-?[\d.]+)", told)]
    ends = [float(one) for one in re.findall(r"silence_end: ([\d.]+)", told)]
    words = ["ffprobe", "-v", "error", "-show_format", "-of", "json", path]
    probed = subprocess.run(words, capture_output=True, check=True)
    length = float(json.loads(probed.stdout)["format"]["duration"])
    assert abs(starts[0]) < 0.05
    return ends[0], length - starts[-1]


@pytest.fixture(scope="module")
def document():
    return tasktide.read(next(one for one in example_articles() if one.suffix == ".txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(map(str, case)).strip())
def test_an_article_is_as_loud_as_shops_want(case, document, tmp_path, installed):
    """RMS from -23 to -18 dB, true peak at most -3 dB, silence at either end."""
    installed(chapters.install)
    container, bitrate, voice = case
    path = tmp_path / f"article.{container}"
    options = AudioOptions(container=container, bitrate=bitrate, voice=voice)
    tasktide.export(document, "audio", path, options=options)
    rms, peak = measured(path)
    assert -23 <= rms <= -18
    assert peak <= -3
    head, tail = silences(path)
    assert 0.5 <= head <= 1.1
    assert 1 <= tail <= 5


@pytest.mark.parametrize("container", ["m4b", "mp3", "opus"])
def test_two_sentences_are_as_loud(container, tmp_path, installed):
    """Little speech and much pause."""
    installed(chapters.install)
    path = tmp_path / f"short.{container}"
    document = tasktide.read(SHORT.encode(), format="markdown")
    tasktide.export(document, "audio", path, options=AudioOptions(container=container))
    rms, peak = measured(path)
    assert -23 <= rms <= -18
    assert peak <= -3
