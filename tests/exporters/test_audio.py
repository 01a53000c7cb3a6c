"""The audio edition, read back with PyAV and by its bytes."""

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings

from tasktide_export.document import (
    Document,
    Metadata,
    Section,
    Span,
    Text,
    body_texts,
    identify,
)
from tasktide_export.errors import OutputError, RenderError, UsageError, VoiceError
from tasktide_export.exporters.audio import AudioExporter, AudioOptions, timeline
from tasktide_export.exporters.base import Setting
from tasktide_export.narration import narrate
from tasktide_export.sound.loudness import levelled
from tasktide_export.sound.recording import GRID, record
from tasktide_export.sound.timeline import pauses_of
from tasktide_export.speech import RATE, Speaker, Speech
from tasktide_export.styles import Style, load
from tests.building import paragraph, png_asset
from tests.effort import tries
from tests.speech.reference import reference
from tests.strategies import article, documents

CONTAINERS = ("m4b", "mp3", "opus", "flac")


def harbour():
    """A short document: five chapters, two levels, an awkward title."""
    inner = Section(title=(Text("Inner basin"),), blocks=(paragraph("Boats lie here."),))
    titles = ("Fore & aft", "Éire — 日本", "Last")
    return identify(
        Document(
            metadata=Metadata(
                title="Harbour Notes", authors=("Ann",), language="en", published="2024-05-06"
            ),
            blocks=(paragraph("The lead is short, and has one sentence."),),
            sections=tuple(
                Section(
                    title=(Text(title),),
                    blocks=(paragraph(f"Paragraph {n} tells of the tide. It is soon over."),),
                    sections=(inner,) if n == 1 else (),
                )
                for n, title in enumerate(titles)
            ),
        )
    )


def export(document, **options):
    sink = io.BytesIO()
    outcome = AudioExporter().write(document, sink, AudioOptions(**options), Setting(style=load()))
    return sink.getvalue(), outcome


def decode(data):
    """Decode the sound as floats; return it with its rate."""
    with av.open(io.BytesIO(data), "r") as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler("flt", "mono", stream.rate)
        frames = [
            part.to_ndarray()[0]
            for frame in container.decode(stream)
            for part in resampler.resample(frame)
        ]
        return np.concatenate(frames), stream.rate


@pytest.fixture(scope="module")
def times():
    return timeline(harbour(), AudioOptions().speaking, load())


@pytest.fixture(scope="module", params=CONTAINERS)
def edition(request):
    data, outcome = export(harbour(), container=request.param)
    assert () == outcome.findings
    return request.param, data


def starts(times):
    return [(one.milliseconds, one.chapter.title) for one in times.chapters]


def test_chapters_are_the_sections_to_the_millisecond(edition, times):
    _, data = edition
    with av.open(io.BytesIO(data), "r") as container:
        found = [
            (one["start"] * (one["time_base"] or 0) * 1000, one["metadata"]["title"])
            for one in container.chapters()
        ]
    assert starts(times) == found
    assert ["Harbour Notes", "Fore & aft", "Éire — 日本", "Inner basin", "Last"] == [
        title for _, title in found
    ]


@pytest.mark.parametrize("container", ["opus", "flac"])
def test_comments_say_the_chapters_where_ffmpeg_does_not(times, container):
    data, _ = export(harbour(), container=container)
    for number, (milliseconds, title) in enumerate(starts(times)):
        seconds, rest = divmod(milliseconds, 1000)
        assert f"CHAPTER{number:03}=00:00:{seconds:02}.{rest:03}".encode() in data
        assert f"CHAPTER{number:03}NAME={title}".encode() in data


def test_chapters_start_on_whole_milliseconds(times):
    assert {0} == {one.first % GRID for one in times.chapters}
    assert {0.0} == {one.first * 1000 / RATE % 1 for one in times.chapters}


def test_the_sound_is_where_the_timeline_says(edition, times):
    _, data = edition
    sound, rate = decode(data)
    assert len(sound) / rate == pytest.approx(times.samples / RATE, abs=0.06)
    loud = np.abs(sound) > 0.004
    for chapter in times.chapters:
        said = next(one for one in times.cues if one.first >= chapter.first)
        quiet = loud[int(chapter.first / RATE * rate) : int((said.start - 0.01) * rate)]
        assert not quiet.any()
        assert loud[int(said.start * rate) : int((said.start + 0.1) * rate)].any()
        assert loud[int((said.end - 0.2) * rate) : int(said.end * rate) + 1].any()


def test_loudness_is_that_of_spoken_books(edition):
    sound, _ = decode(edition[1])
    assert 20 * np.log10(np.abs(sound).max()) <= -3
    assert -23 <= 20 * np.log10(np.sqrt(np.mean(sound**2))) <= -18


def test_the_media_type_is_the_containers():
    assert "audio/mp4" == AudioOptions(container="m4b").media_type
    assert "audio/mpeg" == AudioOptions(container="mp3").media_type
    assert "audio/ogg; codecs=opus" == AudioOptions(container="opus").media_type
    assert "audio/flac" == AudioOptions(container="flac").media_type
    assert AudioOptions().media_type == AudioExporter.media_type


def test_the_same_bytes_again_in_another_process(edition):
    container, data = edition
    program = (
        "import hashlib\n"
        "from tests.exporters.test_audio import export, harbour\n"
        f"print(hashlib.sha256(export(harbour(), container={container!r})[0]).hexdigest())"
    )
    again = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env={
            "PYTHONHASHSEED": "77",
            "PATH": "/usr/bin",
            "TZ": "Asia/Tokyo",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        },
        capture_output=True,
        check=True,
        text=True,
    )
    assert hashlib.sha256(data).hexdigest() == again.stdout.strip()


def test_metadata_is_carried(edition):
    container, data = edition
    with av.open(io.BytesIO(data), "r") as opened:
        stream = opened.streams.audio[0]
        found = {**opened.metadata, **stream.metadata}
    assert "Harbour Notes" == found["title"]
    assert "Ann" == found["artist"]
    assert "2024-05-06" == found["date"]
    assert "eng" == found["language"]
    assert "synthetic voice" in found.get("comment", found.get("description", ""))
    if container == "m4b":
        assert b"ftypM4B " == data[4:12]
        assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_cover_is_carried(container):
    cover = png_asset("cover", 64, 96)
    document = replace(
        harbour(),
        sections=(),
        assets=(cover,),
        metadata=replace(harbour().metadata, cover="cover"),
    )
    data, outcome = export(document, container=container)
    assert () == outcome.findings
    with av.open(io.BytesIO(data), "r") as opened:
        (picture,) = opened.streams.video
        assert (64, 96) == (picture.width, picture.height)
        packet = next(p for p in opened.demux(picture) if p.size)
        assert cover.data == bytes(packet)


def test_a_cover_of_another_kind_is_a_finding():
    cover = replace(png_asset("cover"), media_type="image/svg+xml")
    document = Document(metadata=Metadata(cover="cover", language="en"), assets=(cover,))
    assert ["audio-cover"] == [one.rule for one in export(document)[1].findings]


# --- the words -----------------------------------------------------------------


def words_of(text):
    return [word for word in text.split() if any(char.isalnum() for char in word)]


def test_the_words_at_the_marks_are_the_documents(times):
    said = [word for cue in times.cues if cue.role == "text" for word in cue.spoken_words()]
    assert words_of(" ".join(body_texts(harbour()))) == said


@settings(max_examples=tries(6))
@given(documents())
def test_everything_a_document_says_has_its_cue(document):
    recording = timeline(document, AudioOptions(rate=450).speaking, load())
    script = narrate(document)
    assert script.utterances == tuple(cue.utterance for cue in recording.cues)
    assert sorted(c.first for c in recording.cues) == [c.first for c in recording.cues]
    assert all(a.last <= b.first for a, b in zip(recording.cues, recording.cues[1:], strict=False))
    assert [c.chapter for c in recording.chapters] == list(script.chapters)


def test_eighty_paragraphs_lie_whole_on_the_spool():
    texts = [
        f"Reading {n}: " + " ".join(f"word {n + m}" for m in range(29)) + "." for n in range(80)
    ]
    document = identify(
        Document(metadata=Metadata(language="en"), blocks=tuple(paragraph(t) for t in texts))
    )
    spool = io.BytesIO()
    with Speaker(language="en") as speaker:
        recording = record(narrate(document), speaker, spool, lambda _done, _total: None)
    sound = spool.getvalue()
    assert 2 * recording.samples == len(sound)
    cues = [one for one in recording.cues if one.role == "text"]
    for cue, expected in zip(cues, reference(texts, "gmw/en", 165, silent=40), strict=True):
        digest, length = expected
        assert length == cue.last - cue.first
        assert digest == hashlib.sha256(sound[2 * cue.first : 2 * cue.last]).hexdigest()


# --- what may go wrong ----------------------------------------------------------


def test_an_empty_document_is_an_edition():
    data, outcome = export(Document())
    assert () == outcome.findings
    assert len(decode(data)[0]) > RATE


def test_an_undetermined_language_is_read_in_english_and_told():
    document = identify(Document(blocks=(paragraph("Some words."),)))
    (finding,) = export(document, rate=450)[1].findings
    assert ("audio-no-voice", "lead-1") == (finding.rule, finding.place)


def test_a_megabyte_without_a_space_is_told_in_short():
    document = identify(
        Document(metadata=Metadata(language="en"), blocks=(paragraph("A" * 1_000_000),))
    )
    recording = timeline(document, AudioOptions().speaking, load())
    assert recording.samples < 60 * RATE


def test_hostile_text_does_not_stop_the_edition():
    document = identify(
        Document(
            metadata=Metadata(language="en", title="a\0b\ud800"),
            blocks=(paragraph("Before\0 and\ud800 after."), paragraph("…"), paragraph("😀" * 500)),
        )
    )
    cues = timeline(document, AudioOptions().speaking, load()).cues
    words = next(cue for cue in cues if cue.text.startswith("Before")).spoken_words()
    assert "after." == words[-1]


def test_an_unknown_voice_writes_nothing():
    sink = io.BytesIO()
    with pytest.raises(VoiceError):
        AudioExporter().write(harbour(), sink, AudioOptions(voice="qwerty"), Setting(style=load()))
    assert b"" == sink.getvalue()


def test_a_language_without_a_voice_is_a_finding():
    klingon = paragraph(Span((Text("nuqneH"),), language="tlh"))
    document = identify(Document(metadata=Metadata(language="en"), blocks=(klingon,)))
    (finding,) = export(document)[1].findings
    assert ("audio-no-voice", "lead-1") == (finding.rule, finding.place)


@pytest.mark.parametrize(
    "wrong", [{"rate": 79}, {"rate": 451}, {"bitrate": 0}, {"container": "wav"}]
)
def test_options_out_of_range_are_errors(wrong):
    with pytest.raises(UsageError) as caught:
        AudioOptions(**wrong)
    assert caught.value.hint


def test_a_full_temporary_folder_is_an_output_error():
    program = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from tasktide_export.errors import OutputError\n"
        "from tests.exporters.test_audio import export, harbour\n"
        "try:\n    export(harbour())\n"
        "except OutputError as error:\n    print(error.hint)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
    )
    assert "TMPDIR" in done.stdout
    assert OutputError.exit_code == 74


class _Mute:
    def synthesise(self, text, language):  # noqa: ARG002
        raise RenderError("cannot be spoken", where="speech")


def test_a_passage_that_cannot_be_spoken_is_named():
    with pytest.raises(RenderError, match=r"title\.a1: speech"):
        record(narrate(harbour()), _Mute(), io.BytesIO(), lambda _done, _total: None)


def test_pauses_come_from_the_style(tmp_path):
    (tmp_path / "voice.toml").write_text("[pauses]\nparagraph = 2\n")
    assert 2 == pauses_of(Style("own", (tmp_path,), {})).paragraph
    (tmp_path / "voice.toml").write_text("[pauses]\nparagraf = 2\n")
    with pytest.raises(UsageError, match="paragraf"):
        pauses_of(Style("own", (tmp_path,), {}))


# --- loudness -------------------------------------------------------------------


def test_levelling_does_not_depend_on_where_chunks_end(tmp_path):
    spool = tmp_path / "spool"
    noise = np.random.default_rng(7).normal(0, 5000, 300_000).clip(-32768, 32767).astype("<i2")
    noise[131_060:131_080] = 32767
    spool.write_bytes(noise.tobytes())
    out = np.concatenate(list(levelled(spool))).astype(float)
    assert len(noise) == len(out)
    assert 20 * np.log10(np.abs(out).max() / 32768) <= -4.9
    factor = out[np.abs(noise) > 2000] / noise[np.abs(noise) > 2000]
    assert np.abs(np.diff(factor)).max() < 0.05


def test_silence_stays_silence(tmp_path):
    spool = tmp_path / "spool"
    spool.write_bytes(bytes(2000))
    (out,) = levelled(spool)
    assert not out.any()


def test_progress_is_told():
    heard = []
    setting = Setting(style=load(), progress=lambda *told: heard.append(told))
    AudioExporter().write(replace(harbour(), sections=()), io.BytesIO(), AudioOptions(), setting)
    assert [("speaking", 1, 7), ("speaking", 7, 7)] == [heard[0], heard[6]]
    assert ("encoding", 1, 1) == heard[-1]


def test_speech_of_one_sample_is_kept():
    class Clicks:
        def synthesise(self, text, language):  # noqa: ARG002
            return Speech(np.array([0, 900, 0], np.int16))

    recording = record(narrate(Document()), Clicks(), io.BytesIO(), lambda _done, _total: None)
    assert {1} == {cue.last - cue.first for cue in recording.cues}


def test_the_article_with_every_node_becomes_an_edition():
    data, outcome = export(article(), rate=450, container="mp3")
    with av.open(io.BytesIO(data), "r") as opened:
        titles = [one["metadata"]["title"] for one in opened.chapters()]
    assert [c.title for c in narrate(article()).chapters] == titles
    assert {"info", "warning"} >= {one.severity for one in outcome.findings}
