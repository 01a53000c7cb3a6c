"""Nothing is lost: every utterance to its last word, every file as long as its parts."""

import io
import os
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest

import tasktide_export as tasktide
from tasktide_export.document import Metadata, Section, Text, identify
from tasktide_export.document.tree import Document
from tasktide_export.errors import ReadError
from tasktide_export.exporters.audio import AudioExporter, AudioOptions
from tasktide_export.exporters.base import Setting
from tasktide_export.sound.recording import record
from tasktide_export.sound.timeline import Speaking, choir_for, script_of
from tasktide_export.speech import RATE
from tasktide_export.styles import load
from tests.building import paragraph

SHARED = Path(os.environ.get("TASKTIDE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
CONTAINERS = ("m4b", "mp3", "opus", "flac")
ARTICLES = int(os.environ.get("SPOKEN_ARTICLES", "30"))
WORDS = int(os.environ.get("SPOKEN_WORDS", "100000"))
FASTEST, SLOWEST = 24.0, 0.25
"""Characters a second at 165 words a minute that espeak-ng stays between."""
JUDGED = 40
"""Characters from which on an utterance has a pace of its own."""
TOLERANCE = 0.05


class Nowhere:
    def write(self, data):
        return len(data)


def told(document, speaking=None):
    """Speak ``document`` and return the recording."""
    chosen = speaking or Speaking()
    script = script_of(document, chosen, load())
    with choir_for(document.metadata, chosen) as choir:
        recording = record(script, choir, Nowhere(), lambda *_: None, jobs=choir.jobs)
    assert len(script.utterances) == len(recording.cues)
    return recording


def lost(recording):
    """Return the utterances whose last word has no mark, or whose pace cannot be."""
    return [cue.id for cue in recording.cues if not (_reaches_end(cue) and _has_pace(cue))]


def _reaches_end(cue):
    """Tell whether a mark covers one of the last two words, which may be said in one breath."""
    said = [one for one in re.finditer(r"\S+", cue.spoken) if any(map(str.isalnum, one[0]))]
    if not said or not cue.words:
        return not said
    return max(mark.start + max(mark.length, 1) for mark in cue.words) > said[-2:][0].start()


def _has_pace(cue):
    letters = sum(one.isalnum() for one in cue.spoken)
    if letters < JUDGED or not cue.spoken.isascii():
        return True
    return SLOWEST <= letters / ((cue.last - cue.first) / RATE) <= FASTEST


def seconds_of(data):
    with av.open(io.BytesIO(data), "r") as container:
        stream = container.streams.audio[0]
        samples = sum(frame.samples for frame in container.decode(stream))
        return samples / stream.rate


def book(words):
    """Return a book of so many words in chapters of two thousand."""
    chance = random.Random(20261126)  # noqa: S311 - the same book every time
    known = "tide harbour keeper lamp rises slowly nobody wrote ledger pencil".split()  # noqa: SIM905

    def sentence():
        said = [chance.choice(known) for _ in range(12)]
        return " ".join(said).capitalize() + "."

    chapters = tuple(
        Section(
            (Text(f"Chapter {number}"),),
            tuple(paragraph(" ".join(sentence() for _ in range(7))) for _ in range(24)),
        )
        for number in range(1, words // 2000 + 1)
    )
    about = Metadata(title="The long book", language="en")
    return identify(Document(metadata=about, sections=chapters))


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_file_is_as_long_as_what_is_said(container, examples):
    document = tasktide.read(examples / "city-trees.txt")
    document = Document(metadata=document.metadata, blocks=document.blocks[:2])
    recording = told(identify(document))
    sink = io.BytesIO()
    options = AudioOptions(container=container)
    AudioExporter().write(identify(document), sink, options, Setting(style=load()))
    assert seconds_of(sink.getvalue()) == pytest.approx(recording.samples / RATE, abs=TOLERANCE)


def test_every_utterance_of_an_article_is_whole(examples):
    recording = told(tasktide.read(examples / "tidal-clocks.html"))
    assert [] == lost(recording)


def test_a_lost_end_would_be_seen(examples):
    document = tasktide.read(examples / "city-trees.txt")
    recording = told(identify(Document(metadata=document.metadata, blocks=document.blocks[:2])))
    cue = next(one for one in recording.cues if len(one.spoken) > JUDGED)
    assert not _reaches_end(replace(cue, words=cue.words[: len(cue.words) // 2]))
    assert not _has_pace(replace(cue, last=cue.first + (cue.last - cue.first) // 3))


@pytest.mark.nightly
def test_thirty_articles_are_whole():
    pages = sorted((SHARED / "corpus").rglob("*.html"))
    if not pages:
        pytest.skip(f"no pages at {SHARED}")
    spoken = 0
    for page in random.Random(7).sample(pages, len(pages)):  # noqa: S311
        try:
            document = tasktide.read(page)
        except ReadError:
            continue
        recording = told(document)
        assert [] == lost(recording), page
        sink = io.BytesIO()
        container: Any = CONTAINERS[spoken % len(CONTAINERS)]
        options = AudioOptions(container=container)
        AudioExporter().write(document, sink, options, Setting(style=load()))
        length = recording.samples / RATE
        assert seconds_of(sink.getvalue()) == pytest.approx(length, abs=TOLERANCE), page
        spoken += 1
        if spoken == ARTICLES:
            break
    assert spoken == ARTICLES


@pytest.mark.nightly
def test_a_book_of_twelve_hours_is_whole(tmp_path, record_property):
    document = book(WORDS)
    recording = told(document)
    assert [] == lost(recording)
    target = tmp_path / "book.m4b"
    tasktide.export(document, "audio", target)
    length = recording.samples / RATE
    with av.open(str(target), "r") as container:
        stream = container.streams.audio[0]
        samples = sum(frame.samples for frame in container.decode(stream))
        titles = [one["metadata"]["title"] for one in container.chapters()]
    assert samples / stream.rate == pytest.approx(length, abs=TOLERANCE)
    assert titles == [document.metadata.title, *(one.title for one in document.outline)]
    record_property("hours", length / 3600)
