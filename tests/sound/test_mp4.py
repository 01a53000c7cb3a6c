"""MP4 files put together by us, beside those that FFmpeg writes alone."""

import io
import tempfile
from array import array
from fractions import Fraction
from pathlib import Path

import av
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasktide_export.sound.mp4 import SoundTrack, assemble
from tests.effort import tries

RATE, GRAIN = 22_050, 1024
BIT_EXACT = 0x400
titles = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)
sizes = st.lists(st.integers(1, 3000), max_size=40) | st.lists(st.just(7), max_size=9)


def packets(lengths, last=GRAIN):
    """Yield packets of so many bytes, no two alike; the last has so many samples."""
    for number, length in enumerate(lengths):
        packet = av.Packet(number.to_bytes(3) + bytes(length - 3) if length > 2 else bytes(length))
        packet.dts = packet.pts = (number - 1) * GRAIN
        packet.duration = last if number == len(lengths) - 1 else GRAIN
        packet.time_base = Fraction(1, RATE)
        packet.is_keyframe = True
        yield packet


def by_ffmpeg(file, made, chapters=(), tags=None, language="und", **options):
    with av.open(file, "w", format="mp4", options={"brand": "M4B ", **options}) as container:
        container.flags |= BIT_EXACT
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        stream.metadata["language"] = language
        container.metadata.update(tags or {})
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": number * 500,
                    "end": number * 500 + 500,
                    "time_base": Fraction(1, 1000),
                    "metadata": {"title": title},
                }
                for number, title in enumerate(chapters)
            ]
        )
        container.start_encoding()
        for packet in made:
            packet.stream = stream
            container.mux(packet)


def whole(folder, lengths, **about):
    """Return the file that FFmpeg writes with all packets."""
    target = folder / "ffmpeg.m4b"
    by_ffmpeg(
        str(target), packets(lengths, about.pop("last", GRAIN)), movflags="faststart", **about
    )
    return target.read_bytes()


def assembled(folder, lengths, every=3, **about):
    """Return the file that we put together from FFmpeg's outline."""
    outline, target = io.BytesIO(), folder / "ours.m4b"
    track = SoundTrack(io.BytesIO())
    made = packets(lengths, about.pop("last", GRAIN))
    by_ffmpeg(outline, track.thinned(made, every), **about)
    assemble(outline.getbuffer(), track, target)
    return target.read_bytes()


abouts = st.fixed_dictionaries(
    {
        "last": st.integers(1, GRAIN),
        "chapters": st.lists(titles, min_size=1, max_size=9),
        "tags": st.dictionaries(st.sampled_from(["title", "artist", "date", "comment"]), titles),
        "language": st.sampled_from(["eng", "zho", "und", "x"]),
    }
)


@settings(max_examples=tries(100), deadline=None)
@example([5, 6], 1, {"chapters": ["x" * 70_000, "日" * 30_000, ""], "language": "deu"})
@example([5, 6], 1, {"chapters": ["of three hundred"] * 300})
@example([700, 6], 9, {"tags": {"media_type": "2", "genre": "Essay", "title": ""}})
@given(sizes, st.integers(1, 9), abouts)
def test_the_bytes_are_those_of_ffmpeg_alone(lengths, every, about):
    with tempfile.TemporaryDirectory() as folder:
        expected = whole(Path(folder), lengths, **about)
        assert expected == assembled(Path(folder), lengths, every, **about)


def test_chunks_end_where_ffmpeg_ends_them(tmp_path):
    large = [300_000, 400_000, 348_575, 1, 1, 348_576, 700_000, 1 << 20, 5, 2_000_000] * 3
    assert whole(tmp_path, large) == assembled(tmp_path, large)


@settings(max_examples=tries(10), deadline=None)
@given(sizes.filter(bool))
def test_every_packet_is_found_in_its_place(lengths):
    with tempfile.TemporaryDirectory() as folder:
        data = assembled(Path(folder), lengths)
    with av.open(io.BytesIO(data), "r") as container:
        found = [bytes(one) for one in container.demux(container.streams.audio[0]) if one.size]
    assert [bytes(one) for one in packets(lengths)] == found


def test_the_outline_has_few_of_many_packets():
    track = SoundTrack(io.BytesIO())
    kept = [one.dts // GRAIN + 1 for one in track.thinned(packets([9] * 250), every=100)]
    assert [0, 100, 200, 249] == kept
    assert 250 * GRAIN == track.samples


def test_places_beyond_four_gibibytes_are_told(tmp_path):
    size, count = 1 << 20, 4200
    outline, target = io.BytesIO(), tmp_path / "large.m4b"
    by_ffmpeg(outline, SoundTrack(io.BytesIO()).thinned(packets([9] * count)))
    told = SoundTrack(io.BytesIO(), array("I", [size] * count), [(count, GRAIN)])
    assemble(outline.getbuffer(), told, target)
    begin = target.stat().st_size
    head = target.read_bytes()[begin - 16 :]
    assert b"\0\0\0\1mdat" + (16 + size * count).to_bytes(8) == head
    with av.open(str(target)) as container:
        places = [one.pos for one in container.streams.audio[0].index_entries]
    assert [begin + size * number for number in range(count)] == places


def test_a_disk_that_refuses_is_an_os_error(tmp_path):
    outline, track = io.BytesIO(), SoundTrack(io.BytesIO())
    by_ffmpeg(outline, track.thinned(packets([9, 9])))
    with pytest.raises(OSError, match="no-such"):
        assemble(outline.getbuffer(), track, tmp_path / "no-such" / "book.m4b")
