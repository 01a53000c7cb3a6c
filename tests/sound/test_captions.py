"""Captions and chapter files: times that hold, words that are the document's."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tasktide_export as tasktide
from tasktide_export.checks.readback import read_back, sniff_format
from tasktide_export.document import Document, Metadata, Section, Span, Text, flatten, identify
from tasktide_export.errors import ReadError
from tasktide_export.narration import narrate
from tasktide_export.sound.captions import captions, subrip, webvtt
from tasktide_export.sound.chapter_files import chapters_json, chapters_webvtt
from tasktide_export.sound.tracks import EVERY, tracks
from tasktide_export.speech import RATE
from tests.building import paragraph
from tests.effort import tries
from tests.strategies import documents
from tests.ticking import ticked

ITS_OWN = {"title-missing", "language-missing", "language-invalid"}


def told(document):
    about = document.metadata
    return webvtt(ticked(document), about.title, about.language)


@settings(max_examples=tries(15), deadline=None)
@given(documents(max_leaves=6))
def test_captions_are_the_document_and_never_overlap(document):
    recording, about = ticked(document), document.metadata
    length = recording.samples * 1000 // RATE
    shown = list(captions(recording))
    assert all(one.begin < one.end <= length for one in shown)
    assert all(a.end <= b.begin for a, b in pairwise(shown))
    spoken = [one.id for one in narrate(document).utterances if one.text.strip()]
    assert spoken == [one.id for one in shown]
    data = webvtt(recording, about.title, about.language)
    assert sniff_format(data) == "vtt"
    found = read_back(data, "vtt")
    assert found.faults == ()
    assert spoken == [one.id for one in found.cues]
    assert {one.rule for one in tasktide.check(data, document)} <= ITS_OWN


@pytest.mark.parametrize("kind", ["chapters", "captions"])
def test_a_document_with_other_words_is_found_out(kind):
    document = harbour()
    recording, about = ticked(document), document.metadata
    make = chapters_webvtt if kind == "chapters" else webvtt
    data = make(recording, about.title, about.language)
    assert tasktide.check(data, document) == ()
    other = data.replace(b"Inner", b"Outer")
    rules = {one.rule for one in tasktide.check(other, document)}
    assert rules == {"outline-differs" if kind == "chapters" else "text-differs"}


def harbour():
    inner = Section(title=(Text("Inner basin"),), blocks=(paragraph("Boats --> <b> & more."),))
    outer = Section(
        title=(Text("Fore & aft"),),
        blocks=(paragraph("Two tides.", Span((Text(" Une marée."),), language="fr")),),
        sections=(inner,),
    )
    about = Metadata(title="Harbour <Notes>", authors=("Ann",), language="en")
    return identify(Document(metadata=about, sections=(outer,)))


def test_what_could_be_taken_for_markup_is_escaped():
    words = told(harbour()).decode()
    assert "Boats --&gt; &lt;b&gt; &amp; more." in words
    assert "Title: Harbour &lt;Notes&gt;" in words
    assert "<lang fr>Une marée.</lang>" in words
    assert "<c.announcement>This text is read by a synthetic voice.</c>" in words
    assert len(re.findall("-->", words)) == len(read_back(words.encode(), "vtt").cues)


def test_subrip_has_the_same_cues_with_commas():
    recording = ticked(harbour())
    blocks = subrip(recording).decode().strip().split("\n\n")
    shown = list(captions(recording))
    assert len(shown) == len(blocks)
    assert [str(n) for n in range(1, len(shown) + 1)] == [b.split("\n")[0] for b in blocks]
    assert all(re.fullmatch(r"\S{12} --> \S{12}", block.split("\n")[1]) for block in blocks)
    assert all("-->" not in "".join(block.split("\n")[2:]) for block in blocks)
    assert "," in blocks[0].split("\n")[1]


def test_chapters_for_podcasts_are_the_outline():
    document = harbour()
    recording = ticked(document)
    found = json.loads(chapters_json(recording, "Harbour <Notes>", ("Ann",)))
    assert ("1.2.0", "Harbour <Notes>", "Ann") == (
        found["version"],
        found["title"],
        found["author"],
    )
    titles = [document.metadata.title, *(one.title for one in flatten(document.outline))]
    assert titles == [one["title"] for one in found["chapters"]]
    starts = [one["startTime"] for one in found["chapters"]]
    assert starts == [one.milliseconds / 1000 for one in recording.chapters]
    assert starts[1:] == [one["endTime"] for one in found["chapters"]][:-1]
    assert found["chapters"][-1]["endTime"] <= recording.samples / RATE


@pytest.mark.parametrize(
    "wrong",
    [
        "WEBVTT\n\na\n00:00:02.000 --> 00:00:01.000\nx\n",
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nx\n\n00:00:02.000 --> 00:00:04.000\ny\n",
        "WEBVTT\n\na\n00:01.000 --> 00:02.000\nx\n\na\n00:02.000 --> 00:03.000\ny\n",
    ],
)
def test_times_and_ids_that_cannot_be_are_faults(wrong):
    assert len(read_back(wrong.encode(), "vtt").faults) == 1


@pytest.mark.parametrize("wrong", [b"\xff\xfe", b"words", b"WEBVTT\n\na\nwords\n"])
def test_what_is_no_webvtt_is_refused(wrong):
    with pytest.raises(ReadError):
        read_back(wrong, "vtt")


@settings(max_examples=tries(10), deadline=None)
@given(documents(max_leaves=6), st.sampled_from([1, 2, EVERY]))
def test_tracks_are_the_whole_recording_in_parts(document, depth):
    recording = ticked(document)
    cut = tracks(recording, depth)
    assert [one.number for one in cut] == list(range(1, len(cut) + 1))
    assert sum(one.recording.samples for one in cut) == recording.samples
    assert [
        (cue.id, track.first + cue.first, track.first + cue.last)
        for track in cut
        for cue in track.recording.cues
    ] == [(cue.id, cue.first, cue.last) for cue in recording.cues]
    assert [
        (one.chapter, track.first + one.first) for track in cut for one in track.recording.chapters
    ] == [(one.chapter, one.first) for one in recording.chapters]
    assert all(track.recording.chapters[0].first == 0 for track in cut)
    assert [one.chapter.level <= depth for one in cut] == [True] * len(cut)
