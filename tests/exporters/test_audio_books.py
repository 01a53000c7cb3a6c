"""Audio editions of many files: tracks in a ZIP, W3C Audiobook, DAISY 2.02."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree, html

import tasktide_export as tasktide
from tasktide_export.checks import check_document
from tasktide_export.checks.readback import read_back, sniff_format
from tasktide_export.document import (
    Document,
    Image,
    Metadata,
    Paragraph,
    Section,
    Text,
    flatten,
    identify,
)
from tasktide_export.errors import ReadError, UsageError
from tasktide_export.exporters.audio import AudioOptions
from tasktide_export.narration import narrate
from tasktide_export.sound.captions import webvtt
from tests.building import paragraph, png_asset
from tests.effort import tries
from tests.exporters.test_audio import harbour
from tests.strategies import article, documents
from tests.ticking import packed, ticked

ALL: dict[str, dict[str, Any]] = {
    "lpf": {"container": "lpf"},
    "daisy": {"container": "daisy"},
    "tracks": {"container": "mp3", "split": "chapters"},
}
# What the document itself lacks is no fault of the edition that says so.
ITS_OWN = {
    "image-alternative-missing",
    "image-alternative-file-name",
    "language-missing",
    "table-header-missing",
    "title-missing",
}
COVER = png_asset("cover", 64, 96)


def parsed(data: bytes) -> Any:
    return etree.fromstring(data)


def page_of(data: bytes) -> Any:
    return html.document_fromstring(data)


def files(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(data, changes):
    """Return the archive with files replaced, or left out where the new one is ``None``."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, old in files(data).items():
            new = changes.get(name, old)
            if new is not None:
                archive.writestr(name, new)
    return sink.getvalue()


def rules(data, document=None):
    return sorted({one.rule for one in tasktide.check(data, document)})


@pytest.fixture(scope="module")
def bound():
    """Harbour with a cover and a publisher."""
    about = replace(harbour().metadata, cover="cover", publisher="Quay")
    return replace(harbour(), assets=(COVER,), metadata=about)


@pytest.fixture(scope="module")
def books(bound):
    return {name: packed(bound, COVER, **options)[0] for name, options in ALL.items()}


@pytest.mark.parametrize("name", ALL)
def test_the_format_is_told_by_the_bytes_and_nothing_is_wrong(name, books, bound):
    assert sniff_format(books[name]) == name
    assert tasktide.check(books[name]) == ()
    assert tasktide.check(books[name], bound) == ()


@pytest.mark.parametrize("name", ALL)
def test_chapters_are_the_outline_at_the_right_times(name, books, bound):
    found = read_back(books[name], name)
    titles = [bound.metadata.title, *(entry.title for entry in flatten(bound.outline))]
    assert titles == [one.title for one in found.chapters]
    starts = [one.milliseconds / 1000 for one in ticked(bound).chapters]
    assert starts == pytest.approx([one.start for one in found.chapters], abs=0.2)
    if name != "tracks":  # MP3 files put together have the filled frames of each
        assert starts == pytest.approx([one.start for one in found.chapters], abs=0.0005)


@pytest.mark.parametrize("name", ALL)
def test_another_document_is_found_out(name, books, bound):
    other = replace(bound, sections=bound.sections[:2])
    assert "outline-differs" in rules(books[name], other)
    renamed = replace(bound, metadata=replace(bound.metadata, title="Other"))
    assert "title-differs" in rules(books[name], renamed)


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=tries(4), deadline=None)
@given(documents(max_leaves=5))
def test_every_document_becomes_a_sound_book(name, document):
    data, _ = packed(document, findings=check_document(document), bitrate=16, **ALL[name])
    found = tasktide.check(data, document)
    assert [one for one in found if one.rule not in ITS_OWN and one.severity == "error"] == []


@pytest.mark.parametrize("name", ALL)
def test_the_same_bytes_again(name, books, bound):
    assert books[name] == packed(bound, COVER, **ALL[name])[0]


@pytest.mark.parametrize("name", ALL)
def test_the_moment_is_that_of_the_setting(name, bound):
    data, _ = packed(bound, COVER, moment=datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC), **ALL[name])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {(2001, 2, 3, 4, 5, 6)} == {one.date_time for one in archive.infolist()}


@pytest.mark.parametrize("name", ALL)
def test_the_article_with_every_node(name):
    data, lost = packed(article(), **ALL[name])
    assert [one for one in lost if one.severity == "error"] == []
    found = tasktide.check(data, article())
    assert {one.rule for one in found if one.severity == "error"} <= ITS_OWN


def test_suffixes_and_media_types():
    told = {name: AudioOptions(**options) for name, options in ALL.items()}
    assert {"lpf": ".lpf", "daisy": ".zip", "tracks": ".zip"} == {
        name: one.suffix for name, one in told.items()
    }
    assert "application/lpf+zip" == told["lpf"].media_type
    assert "application/zip" == told["daisy"].media_type == told["tracks"].media_type


@pytest.mark.parametrize(
    "wrong",
    [
        {"container": "lpf", "split": "chapters"},
        {"container": "daisy", "captions": "vtt"},
        {"container": "lpf", "chapters": "json"},
        {"captions": "ass"},
        {"chapters": "srt"},
    ],
)
def test_options_that_do_not_go_together_are_errors(wrong):
    with pytest.raises(UsageError) as caught:
        AudioOptions(**wrong)
    assert caught.value.where.startswith("audio.")


# --- tracks --------------------------------------------------------------------


def test_a_file_for_each_top_section_in_the_order_of_the_playlist(books):
    made = files(books["tracks"])
    names = [
        "01 Harbour Notes.mp3",
        "02 Fore & aft.mp3",
        "03 Éire — 日本.mp3",
        "04 Last.mp3",
    ]
    assert [*names, "playlist.m3u8"] == list(made)
    lines = made["playlist.m3u8"].decode().splitlines()
    assert ["#EXTM3U", "#PLAYLIST:Harbour Notes"] == lines[:2]
    assert names == [line for line in lines if not line.startswith("#")]
    inside = read_back(made[names[2]], "audio")
    assert ["Éire — 日本", "Inner basin"] == [one.title for one in inside.chapters]


@pytest.mark.parametrize("container", ["mp3", "m4b", "opus", "flac"])
def test_every_file_says_what_it_is(container, bound):
    made = files(packed(bound, COVER, container=container, split="chapters")[0])
    from tasktide_export.checks.readback.audio import read_tags

    for number, name in enumerate(list(made)[:4], start=1):
        tags = read_tags(made[name])
        assert f"{number}/4" == tags["track"]
        assert "Harbour Notes" == tags["album"]
        assert name[3:].rpartition(".")[0] == tags["title"]
        assert COVER.data in made[name] or b"METADATA_BLOCK_PICTURE" in made[name]


def test_names_suit_every_system():
    titles = ('a/b\\c:d*e?f"g<h>i|j', "..", "x" * 300, "é" * 300, "a\u202eb", "NUL", "")
    document = identify(
        Document(
            metadata=Metadata(title="T.", language="en"),
            sections=tuple(Section(title=(Text(title),)) for title in titles),
        )
    )
    data, _ = packed(document, split="chapters", container="mp3", bitrate=16)
    names = [name for name in files(data) if name.endswith(".mp3")]
    assert len(titles) + 1 == len(names)
    assert all(re.fullmatch(r'\d\d[^<>:"/\\|?*\x00-\x1f\u202e]*\.mp3', name) for name in names)
    assert all(len(name.encode()) <= 143 for name in names)
    assert all(name.removesuffix(".mp3")[-1] not in " ." for name in names)
    assert [] == [one for one in tasktide.check(data) if one.rule == "artifact-faulty"]


def test_captions_of_tracks_lie_beside_them():
    data, _ = packed(harbour(), split="chapters", container="mp3", captions="vtt,srt")
    made = files(data)
    assert "02 Fore & aft.srt" in made
    cues = read_back(made["02 Fore & aft.vtt"], "vtt").cues
    length = read_back(made["02 Fore & aft.mp3"], "audio").duration
    assert "Fore & aft" == cues[0].text
    assert cues[-1].end <= length


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"04 Last.mp3": None}, "damaged"),
        ({"playlist.m3u8": b"#EXTM3U\n"}, "names no file"),
    ],
)
def test_tracks_that_are_not_there(books, change, said):
    with pytest.raises(ReadError, match=said):
        tasktide.check(rewritten(books["tracks"], change))


def test_a_playlist_in_another_order_is_a_fault(books):
    lines = files(books["tracks"])["playlist.m3u8"].decode().splitlines()
    swapped = "\n".join([*lines[:2], *lines[4:6], *lines[2:4], *lines[6:]])
    changed = rewritten(books["tracks"], {"playlist.m3u8": swapped.encode()})
    assert "artifact-faulty" in rules(changed)


# --- W3C Audiobook -------------------------------------------------------------


def test_the_manifest_says_what_reading_systems_ask_for(books):
    made = files(books["lpf"])
    assert "publication.json" == next(iter(made))
    told = json.loads(made["publication.json"])
    assert ["https://schema.org", "https://www.w3.org/ns/pub-context"] == told["@context"][:2]
    assert "https://www.w3.org/TR/audiobooks/" == told["conformsTo"]
    assert "Audiobook" == told["type"]
    assert ("Harbour Notes", ["Ann"], "Quay") == (told["name"], told["author"], told["publisher"])
    assert ("en", "2024-05-06", "Tick") == (
        told["inLanguage"],
        told["datePublished"],
        told["readBy"],
    )
    items = told["readingOrder"]
    assert [f"audio/{n:03}.mp3" for n in range(1, 5)] == [one["url"] for one in items]
    assert {"audio/mpeg"} == {one["encodingFormat"] for one in items}
    assert all(re.fullmatch(r"PT\d+\.\d{3}S", one["duration"]) for one in [told, *items])
    total = sum(float(one["duration"][2:-1]) for one in items)
    assert float(told["duration"][2:-1]) == pytest.approx(total, abs=0.0005)
    cover = next(one for one in told["resources"] if one["rel"] == "cover")
    assert COVER.data == made[cover["url"]]


def test_claims_are_those_of_a_recording(bound):
    told = json.loads(files(packed(bound, container="lpf")[0])["publication.json"])
    assert ["auditory"] == told["accessMode"]
    assert [["auditory"]] == [one["itemListElement"] for one in told["accessModeSufficient"]]
    assert ["tableOfContents", "structuralNavigation", "readingOrder", "unlocked"] == (
        told["accessibilityFeature"]
    )
    assert ["none"] == told["accessibilityHazard"]
    assert "synthetic voice" in told["accessibilitySummary"]


def test_pictures_that_nobody_describes_are_not_heard():
    from tasktide_export.document import MISSING

    picture = Paragraph((Image("cover", MISSING),))
    document = identify(
        Document(metadata=Metadata(title="T", language="en"), blocks=(picture,), assets=(COVER,))
    )
    told = json.loads(files(packed(document, container="lpf")[0])["publication.json"])
    assert "accessModeSufficient" not in told
    assert "not in it" in told["accessibilitySummary"]
    assert "tableOfContents" not in told["accessibilityFeature"]


def test_fragments_stand_in_the_contents_alone(books, bound):
    made = files(books["lpf"])
    assert b"#" not in made["publication.json"]
    page = page_of(made["index.html"])
    (nav,) = page.xpath("//nav[@role='doc-toc']")
    links = [(one.text, one.get("href")) for one in nav.iter("a")]
    inner = next(one for one in ticked(bound).chapters if one.chapter.title == "Inner basin")
    outer = next(one for one in ticked(bound).chapters if one.chapter.title == "Éire — 日本")
    place = (inner.milliseconds - outer.milliseconds) / 1000
    assert [
        ("Fore & aft", "audio/002.mp3"),
        ("Éire — 日本", "audio/003.mp3"),
        ("Inner basin", f"audio/003.mp3#t={place:.3f}"),
        ("Last", "audio/004.mp3"),
    ] == links
    assert ["Inner basin"] == [one.text for one in nav.xpath("ol/li/ol/li/a")]
    assert ["publication.json"] == [one.get("href") for one in page.xpath("//link[@rel]")]


def test_a_document_without_sections_has_its_title_in_the_contents():
    document = identify(
        Document(metadata=Metadata(title="T", language="en"), blocks=(paragraph("Words."),))
    )
    data, _ = packed(document, container="lpf")
    page = page_of(files(data)["index.html"])
    assert ["T"] == [one.text for one in page.xpath("//nav//a")]
    assert tasktide.check(data, document) == ()


def _manifest(books, **changes):
    told = {**json.loads(files(books["lpf"])["publication.json"]), **changes}
    return rewritten(books["lpf"], {"publication.json": json.dumps(told)})


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"conformsTo": "https://example.org/"}, "artifact-faulty"),
        ({"type": "Book"}, "artifact-faulty"),
        ({"duration": "PT1S"}, "artifact-faulty"),
        ({"name": "Other"}, "title-differs"),
        ({"inLanguage": "fr"}, "language-differs"),
        ({"accessMode": ["textual"], "accessibilityFeature": ["captions"]}, "claim-not-earned"),
    ],
)
def test_a_wrong_manifest_is_found_out(books, bound, changes, rule):
    assert rule in rules(_manifest(books, **changes), bound)


def test_files_of_an_audiobook_that_are_wrong_are_found_out(books):
    page = files(books["lpf"])["index.html"]
    late = page.replace(b"#t=", b"#t=99")
    assert "link-dangling" in rules(rewritten(books["lpf"], {"index.html": late}))
    assert "artifact-faulty" in rules(rewritten(books["lpf"], {"cover.png": None}))
    short = files(books["daisy"])["0004.mp3"]
    assert "artifact-faulty" in rules(rewritten(books["lpf"], {"audio/001.mp3": short}))
    items = json.loads(files(books["lpf"])["publication.json"])["readingOrder"]
    items[1]["url"] += "#t=1"
    assert "artifact-faulty" in rules(_manifest(books, readingOrder=items))


# --- DAISY 2.02 ----------------------------------------------------------------

XHTML = "{http://www.w3.org/1999/xhtml}"


def facts(made):
    head = parsed(made["ncc.html"]).find(f"{XHTML}head")
    return [(one.get("name"), one.get("content")) for one in head.iter(f"{XHTML}meta")]


def test_the_ncc_says_all_that_is_required(books, bound):
    """DAISY 2.02, 2.1.3."""
    made = files(books["daisy"])
    told = dict(facts(made))
    seconds = round(ticked(bound).samples / 22050)
    assert {
        "dc:creator": "Ann",
        "dc:date": "2024-05-06",
        "dc:format": "Daisy 2.02",
        "dc:language": "en",
        "dc:publisher": "Quay",
        "dc:title": "Harbour Notes",
        "ncc:charset": "utf-8",
        "ncc:pageFront": "0",
        "ncc:pageNormal": "0",
        "ncc:pageSpecial": "0",
        "ncc:tocItems": "5",
        "ncc:totalTime": f"00:00:{seconds:02}",
        "ncc:multimediaType": "audioFullText",
        "ncc:depth": "2",
        "ncc:files": str(len(made)),
        "ncc:narrator": "Tick",
    }.items() <= told.items()
    assert told["dc:identifier"].startswith("urn:uuid:")


def test_headings_are_flat_and_begin_with_the_title(books):
    """DAISY 2.02, 2.1.2: levels are the elements' names."""
    body = parsed(files(books["daisy"])["ncc.html"]).find(f"{XHTML}body")
    told = [(one.tag.removeprefix(XHTML), one.get("class"), one[0].text) for one in body]
    assert [
        ("h1", "title", "Harbour Notes"),
        ("h1", "section", "Fore & aft"),
        ("h1", "section", "Éire — 日本"),
        ("h2", "section", "Inner basin"),
        ("h1", "section", "Last"),
    ] == told
    assert [f"000{n}.smil#par-000{n}-1" for n in range(1, 6)] == [
        one[0].get("href") for one in body
    ]


def test_every_sentence_is_heard_with_its_own_element(books, bound):
    made = files(books["daisy"])
    texts: list[str] = []
    ends: dict[str, float] = {}
    for number in range(1, 6):
        root = parsed(made[f"{number:04}.smil"])
        for par in root.iter("par"):
            assert "last" == par.get("endsync")
            text, audio = par
            texts.append(text.get("src"))
            begin, end = (float(audio.get(f"clip-{one}")[4:-1]) for one in ("begin", "end"))
            assert begin == ends.get(audio.get("src"), 0.0) < end
            ends[audio.get("src")] = end
    own = [cue.id for cue in ticked(bound).cues if cue.role == "text"]
    assert ["content.html#title", *(f"content.html#{name}" for name in own)] == texts
    for name, end in ends.items():
        assert end <= read_back(made[name], "audio").duration


def test_a_talking_book_names_what_the_article_does_not_tell():
    document = identify(Document(metadata=Metadata(title="T", language="en")))
    data, lost = packed(document, container="daisy")
    assert ["dc:creator", "dc:publisher", "dc:date"] == [
        one.message.split()[2].rstrip(",") for one in lost
    ]
    assert all(one.advice for one in lost)
    assert not {"dc:creator", "dc:publisher", "dc:date"} & {name for name, _ in facts(files(data))}
    dated, _ = packed(document, container="daisy", moment=datetime(2020, 1, 2, tzinfo=UTC))
    assert ("dc:date", "2020-01-02") in facts(files(dated))


def test_sections_below_the_sixth_level_stand_on_it_and_are_told():
    section = Section(title=(Text("L8"),))
    for level in range(7, 0, -1):
        section = Section(title=(Text(f"L{level}"),), sections=(section,))
    document = identify(Document(metadata=Metadata(title="T", language="en"), sections=(section,)))
    data, lost = packed(document, container="daisy", bitrate=16)
    assert "audio-daisy-depth" in [one.rule for one in lost]
    assert ("ncc:depth", "6") in facts(files(data))
    assert tasktide.check(data, document) == ()


def test_images_of_a_talking_book_are_png_or_jpeg():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4"/></svg>'
    drawing = replace(png_asset("d"), data=svg, media_type="image/svg+xml", name="d.svg")
    broken = replace(png_asset("b"), data=b"x", media_type="image/webp", name="b.webp")
    document = identify(
        Document(
            metadata=Metadata(title="T", language="en"),
            blocks=(
                Paragraph((Image("d", "A drawing"),)),
                Paragraph((Image("b", "A picture"),)),
            ),
            assets=(drawing, broken),
        )
    )
    data, lost = packed(document, container="daisy")
    made = files(data)
    assert made["image-d.png"].startswith(b"\x89PNG")
    assert "audio-daisy-image" in [one.rule for one in lost]
    assert b"A picture" in made["content.html"]


@pytest.mark.parametrize(
    ("name", "change", "rule"),
    [
        ("ncc.html", (b'"Daisy 2.02"', b'"Daisy 3"'), "artifact-faulty"),
        ("ncc.html", (b'name="ncc:charset"', b'name="ncc:x"'), "artifact-faulty"),
        ("ncc.html", (b'tocItems" content="5"', b'tocItems" content="9"'), "artifact-faulty"),
        ("ncc.html", (b'content="00:00:', b'content="09:00:'), "artifact-faulty"),
        ("ncc.html", (b'class="title"', b'class="section"'), "artifact-faulty"),
        ("ncc.html", (b"par-0003-1", b"par-0003-99"), "link-dangling"),
        ("ncc.html", (b"Inner basin", b"Outer basin"), "outline-differs"),
        ("content.html", (b"tide", b"tied"), "text-differs"),
        ("content.html", (b'id="lead-1.s1"', b'id="other"'), "link-dangling"),
        ("0003.smil", (b"npt=0.000s", b"npt=9.000s"), "artifact-faulty"),
        ("0003.smil", (b"0003.mp3", b"9999.mp3"), "link-dangling"),
        ("0003.smil", (b"ElapsedTime", b"ElapsedTim"), None),
        (
            "0003.smil",
            (b'ElapsedTime" content="00:', b'ElapsedTime" content="07:'),
            "artifact-faulty",
        ),
    ],
)
def test_a_wrong_talking_book_is_found_out(books, bound, name, change, rule):
    old, new = change
    before = files(books["daisy"])[name]
    assert old in before
    found = rules(rewritten(books["daisy"], {name: before.replace(old, new)}), bound)
    assert (rule in found) if rule else (found == [])


# --- what is left out ------------------------------------------------------------

SIMPLE: dict[str, Any] = {
    "profile": "simple",
    "notes": "skip",
    "long_tables": 1,
    "formulas": "skip",
}


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=tries(3), deadline=None)
@given(documents(max_leaves=5))
def test_books_that_leave_something_out_are_sound_too(name, document):
    data, _ = packed(document, bitrate=16, **ALL[name], **SIMPLE)
    found = tasktide.check(data, document)
    assert [one for one in found if one.rule not in ITS_OWN and one.severity == "error"] == []


def test_a_recording_that_leaves_something_out_does_not_claim_to_be_enough():
    made = files(packed(article(), container="lpf", **SIMPLE)[0])
    told = json.loads(made["publication.json"])
    assert told["abridged"] is True
    assert "accessModeSufficient" not in told
    assert "Not everything is read: code: " in told["accessibilitySummary"]
    assert "note: " in told["accessibilitySummary"]


def test_a_talking_book_keeps_the_text_that_is_not_read():
    data, _ = packed(article(), container="daisy", **SIMPLE)
    assert ("ncc:multimediaType", "textPartAudio") in facts(files(data))
    assert {one.rule for one in tasktide.check(data, article()) if one.severity == "error"} <= (
        ITS_OWN
    )


def test_captions_of_a_recording_that_leaves_something_out():
    document = article()
    script = narrate(document, options=AudioOptions(**SIMPLE).narration)
    about = document.metadata
    recording = ticked(document, script=script)
    told = webvtt(recording, about.title, about.language, abridged=True)
    assert tasktide.check(told, document) == ()
    whole = webvtt(recording, about.title, about.language)
    assert "text-differs" in rules(whole, document)
    last = [cue for cue in recording.cues if cue.role == "text"][-1].text
    other = told.replace(last.strip().encode(), b"Other words")
    assert other != told
    assert {"text-differs"} == set(rules(other, document))
