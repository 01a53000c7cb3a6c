"""EPUBs that read along: every word once, in order, inside its sound, in step with the script."""

import io
import re
import zipfile
from typing import Any

import av
import pytest
from hypothesis import given, settings
from lxml import etree

import tasktide_export as tasktide
from tasktide_export.checks import verify
from tasktide_export.document import Severity
from tasktide_export.errors import UsageError
from tasktide_export.exporters.epub import EpubOptions
from tasktide_export.narration import narrate
from tests.effort import tries
from tests.specimen import article
from tests.strategies import documents

SMIL = "{http://www.w3.org/ns/SMIL}"
EPUB = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"


def export(document, grain="sentence"):
    return tasktide.export(document, "epub", options=EpubOptions(read_along=grain))


def parts(artifact):
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def clips(files):
    """Return (page, id, sound, begin, end) of each clip, pages in the spine's order."""
    package: Any = etree.fromstring(files["EPUB/content.opf"])
    items = {one.get("id"): one for one in package.iter(f"{OPF}item")}
    found = []
    for reference in package.iter(f"{OPF}itemref"):
        overlay = items[reference.get("idref")].get("media-overlay")
        if overlay is None:
            continue
        smil: Any = etree.fromstring(files["EPUB/" + items[overlay].get("href")])
        for par in smil.iter(f"{SMIL}par"):
            text, audio = par
            page, _, name = text.get("src").partition("#")
            times = [float(audio.get(one).removesuffix("s")) for one in ("clipBegin", "clipEnd")]
            found.append((page, name, audio.get("src"), *times))
    return found


@pytest.fixture(scope="module")
def spoken():
    return export(article())


def test_every_sentence_of_the_script_is_read_in_the_order_of_the_pages(spoken):
    found = clips(parts(spoken))
    names = [name for _, name, *_ in found]
    assert len(names) == len(set(names))
    said = [one for one in narrate(article()).utterances if one.role == "text"]
    body = [one.id for one in said if not one.note and one.id in names]
    assert body == [name for name in names if name in set(body)]
    notes = [one.id for one in said if one.note]
    assert notes
    assert set(notes) <= {name for page, name, *_ in found if page == "notes.xhtml"}


def test_titles_and_labels_are_read_as_they_stand(spoken):
    files = parts(spoken)
    page: Any = etree.fromstring(files["EPUB/title.xhtml"])
    read = {name for page, name, *_ in clips(files) if page == "title.xhtml"}
    front = [one for one in page.iter("*") if one.get("id") in read and "spoken" in one.get("id")]
    assert "A Gauge at the Harbour Mouth" in ["".join(one.itertext()) for one in front]
    chapter = next(text for name, text in files.items() if "chapter-readings" in name)
    assert re.search(rb'id="spoken[-0-9]*"[^>]*class="generated"', chapter) or re.search(
        rb'class="generated"[^>]*id="spoken[-0-9]*"', chapter
    )


def test_clips_lie_inside_the_decoded_sound_and_never_go_back(spoken):
    files = parts(spoken)
    last: dict[str, float] = {}
    for _, name, sound, begin, end in clips(files):
        assert last.get(sound, 0.0) <= begin < end, name
        last[sound] = end
    for sound, end in last.items():
        with av.open(io.BytesIO(files[f"EPUB/{sound}"]), "r") as container:
            frames = list(container.decode(audio=0))
            seconds = sum(frame.samples for frame in frames) / frames[0].sample_rate
        assert end <= seconds + 0.05


def test_lists_tables_and_notes_can_be_left_or_skipped(spoken):
    files = parts(spoken)
    kinds: dict[Any, list[Any]] = {}
    for name, data in files.items():
        if name.endswith(".smil"):
            smil: Any = etree.fromstring(data)
            for seq in smil.iter(f"{SMIL}seq"):
                kinds.setdefault(seq.get(f"{EPUB}type"), []).append(seq)
    assert set(kinds) == {None, "list", "table", "figure", "footnote"}
    assert len(kinds["footnote"]) == len(article().notes)
    page: Any = etree.fromstring(files["EPUB/chapter-readings.xhtml"])
    inner = kinds["table"][0].get(f"{EPUB}textref").partition("#")[2]
    table = next(one for one in page.iter("*") if one.get("id") == inner)
    assert table.tag.endswith("}table")


def test_durations_add_up_and_the_voice_is_named(spoken):
    files = parts(spoken)
    package: Any = etree.fromstring(files["EPUB/content.opf"])
    metas = [one for one in package.iter(f"{OPF}meta") if one.get("property")]
    told = [(one.get("refines"), one.text) for one in metas if "duration" in one.get("property")]
    seconds = {where: float(text.removesuffix("s")) for where, text in told}
    assert seconds.pop(None) == pytest.approx(sum(seconds.values()), abs=0.002)
    total = sum(end - begin for *_, begin, end in clips(files))
    assert sum(seconds.values()) == pytest.approx(total, abs=0.002 * len(seconds))
    assert any("synthetic" in (one.text or "") for one in metas)


def test_what_is_heard_is_claimed_and_borne_out(spoken):
    package = parts(spoken)["EPUB/content.opf"].decode()
    assert ">synchronizedAudioText<" in package
    assert '"schema:accessMode">auditory<' in package
    assert [one.rule for one in verify(spoken.data, "epub", article()) if _counts(one)] == []


def _counts(finding):
    return finding.severity is Severity.ERROR and "alternative-missing" not in finding.rule


def test_a_paragraph_is_one_clip_when_that_is_asked_for():
    by_sentence, by_paragraph = (clips(parts(export(article(), g))) for g in GRAINS)
    assert len(by_paragraph) < len(by_sentence)
    ends = [{sound: end for *_, sound, _, end in found} for found in (by_sentence, by_paragraph)]
    assert ends[0] == ends[1]


GRAINS = ("sentence", "paragraph")


def test_the_same_document_gives_the_same_bytes(spoken):
    assert spoken.data == export(article()).data


def test_without_being_asked_it_is_silent():
    files = parts(tasktide.export(article(), "epub"))
    assert not any(name.endswith((".smil", ".m4a")) for name in files)
    assert b"media:" not in files["EPUB/content.opf"]


def test_kindle_reads_nothing_aloud():
    with pytest.raises(UsageError, match="Kindle"):
        EpubOptions(target="kindle", read_along="sentence")


@settings(max_examples=tries(6))
@given(documents())
def test_any_document_is_read_whole(document):
    artifact = export(document)
    assert [one for one in artifact.findings if one.rule.startswith("read-along")] == []
    found = verify(artifact.data, "epub", document)
    assert [one for one in found if one.rule.startswith(("overlay", "text", "note"))] == []
