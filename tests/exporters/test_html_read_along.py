"""The HTML page that reads itself, without a browser: what it holds, marks and claims."""

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
import tinyhtml5
from hypothesis import given, settings

import tasktide_export as tasktide
from tasktide_export.checks.publication.colours import contrast
from tasktide_export.checks.publication.sound import seconds_of
from tasktide_export.document import Metadata, Note, NoteReference, Quotation, Text, identify
from tasktide_export.document.tree import Document
from tasktide_export.errors import UsageError
from tasktide_export.exporters.html import HtmlOptions, read_along
from tasktide_export.exporters.html.player import program
from tasktide_export.narration import narrate
from tasktide_export.phrases import Key, phrase
from tasktide_export.sound import session
from tasktide_export.sound.timeline import Speaking, timeline
from tasktide_export.styles import load
from tasktide_export.xhtml.passages import mark_passages
from tests.building import paragraph
from tests.effort import tries
from tests.exporters.quick_voice import QuickVoice
from tests.specimen import article
from tests.strategies import documents

LINES = 200
READABLE = 7.0
"""The contrast of text on what is marked (WCAG 2.2, SC 1.4.6)."""


def tide():
    """A document with a note, a quotation that is announced, and two sentences in one block."""
    quoted = Quotation((Text("as far as anybody in the harbour remembers it"),))
    return identify(
        Document(
            metadata=Metadata(title="Tide", language="en", authors=("Ann",)),
            blocks=(
                paragraph("The tide turned", NoteReference("n"), ". Boats lay still."),
                paragraph("It was high, ", quoted, ", and late. Nobody saw it."),
            ),
            notes=(Note("n", (paragraph("Twice a day."),)), Note("m", (paragraph("Uncalled."),))),
        )
    )


@pytest.fixture
def _quick(monkeypatch):
    monkeypatch.setattr(session, "choir_for", lambda *_: QuickVoice())


def export(document, **options):
    return tasktide.export(document, "html", options=HtmlOptions(**options))


def parsed(data):
    return tinyhtml5.parse(data.decode(), namespace_html_elements=False)


def times(root):
    section = next(one for one in root.iter("section") if one.get("class") == "read-along")
    return json.loads(section.find("script").text)


def sound(root):
    address = next(root.iter("audio")).get("src")
    assert address.startswith("data:audio/mpeg;base64,")
    return base64.b64decode(address.partition(",")[2], validate=True)


def words(element):
    """What an element says, without our own words and without spaces."""
    return "".join("".join(_texts(element)).split())


def _texts(element):
    own = element.get("alt") or element.get("alttext") or element.get("aria-label")
    if element.get("role") == "doc-noteref" or "generated" in element.get("class", ""):
        return
    if own:
        yield own
    else:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


@pytest.fixture(scope="module")
def spoken():
    """The page of the specimen, spoken by a real voice."""
    return parsed(export(article(), read_along="sentence").data)


# --- what the page holds -----------------------------------------------------


def test_a_page_reads_itself_only_when_asked():
    data = export(article()).data
    assert b"<audio" not in data
    assert b"media-src" not in data
    assert b"synchronizedAudioText" not in data


def test_the_page_runs_its_own_script_alone_and_fetches_nothing(spoken):
    kinds = [one.get("type", "") for one in spoken.iter("script")]
    assert ["application/ld+json", "application/json", ""] == kinds
    policy = next(one.get("content") for one in spoken.iter("meta") if one.get("http-equiv"))
    digest = base64.b64encode(hashlib.sha256(program().encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert program() == list(spoken.iter("script"))[-1].text
    sources = [one.get("src") for one in spoken.iter() if one.get("src")]
    assert all(source.startswith("data:") for source in sources)


def test_the_script_is_short_and_cannot_end_its_element():
    assert len(program().splitlines()) < LINES
    assert "</" not in program()
    assert "<!--" not in program()
    assert "innerHTML" not in program()


def test_nothing_plays_by_itself_and_nothing_is_chattered(spoken):
    audio = next(spoken.iter("audio"))
    assert audio.get("controls") is not None
    assert audio.get("autoplay") is None
    assert [one for one in spoken.iter() if one.get("aria-live")] == []
    assert [one for one in spoken.iter() if one.get("role") in {"status", "alert", "log"}] == []


def test_no_sentence_is_a_tab_stop(spoken):
    passages = [one for one in spoken.iter() if "passage" in one.get("class", "").split()]
    assert passages
    assert {None} == {one.get("tabindex") for one in passages}


def test_what_only_the_script_can_do_is_hidden_until_it_runs(spoken):
    section = next(one for one in spoken.iter("section") if one.get("class") == "read-along")
    assert {"p", "div"} == {one.tag for one in section if one.get("hidden") is not None}


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize(("language", "own"), [("de", ""), ("ar", ""), ("sq", "en")])
def test_the_player_speaks_the_language_of_the_page(language, own):
    document = tide()
    document = replace(document, metadata=replace(document.metadata, language=language))
    root = parsed(export(document, read_along="paragraph").data)
    section = next(one for one in root.iter("section") if one.get("class") == "read-along")
    assert own == section.get("lang", "")
    wanted: tuple[Key, ...] = ("previous_paragraph", "play", "next_paragraph", "read_here")
    found = [one.text for one in section.iter("button")]
    assert [phrase(key, language).text for key in wanted] == found
    assert phrase("listen", language).text == section.get("aria-label")


def test_an_unknown_unit_is_refused():
    with pytest.raises(UsageError, match="word"):
        HtmlOptions(read_along="word")  # type: ignore[arg-type]


# --- what is marked when -----------------------------------------------------


def test_every_sentence_is_marked_once_while_it_is_said(spoken):
    recording = timeline(article(), Speaking(), load())
    elements = {one.get("id"): one for one in spoken.iter() if one.get("id")}
    marks = {one["element"]: one for one in times(spoken) if "element" in one}
    texts = [cue for cue in recording.cues if cue.role == "text"]
    assert [cue.id for cue in texts] == list(marks)
    for cue in texts:
        assert "".join(cue.text.split()) == words(elements[cue.id])
        assert marks[cue.id]["start"] == pytest.approx(cue.start, abs=0.0006)
        assert marks[cue.id]["end"] == pytest.approx(cue.end, abs=0.0006)


def test_times_have_three_decimals_and_lie_inside_the_sound(spoken):
    marks = times(spoken)
    ends = [time for one in marks for time in (one["start"], one["end"])]
    assert ends == sorted(ends)
    assert {True} == {round(time, 3) == time for time in ends}
    assert ends[-1] <= seconds_of(sound(spoken))


def test_the_sound_is_small_and_even(spoken):
    data = sound(spoken)
    seconds = seconds_of(data)
    assert seconds
    assert len(data) / seconds < 4_500


@pytest.mark.usefixtures("_quick")
def test_a_paragraph_is_marked_at_once_with_what_is_announced_in_it():
    root = parsed(export(tide(), read_along="paragraph").data)
    marked = [one["element"] for one in times(root) if "element" in one]
    assert ["lead-1.s1", "note-1-1.s1", "lead-2.s1", "note-2-1.s1"] == marked
    script = narrate(tide())
    assert any(one.role == "announcement" and one.place == "lead-2" for one in script.utterances)
    assert not any(one.get("about") == "lead-2" for one in times(root))


@pytest.mark.usefixtures("_quick")
def test_while_a_note_is_read_its_call_is_framed():
    marks = times(parsed(export(tide(), read_along="sentence").data))
    framed = [(one["about"], one.get("element")) for one in marks if "about" in one]
    assert [None, "note-1-1.s1", None] == [
        element for about, element in framed if about == "note-1-ref"
    ]
    assert "note-2" in {about for about, _ in framed}, "nothing calls the second note"


def test_a_block_that_was_announced_stays_framed_while_it_is_read(spoken):
    parents = {child: parent for parent in spoken.iter() for child in parent}
    table = next(one.get("id") for one in spoken.iter("table"))

    def inside(element):
        while element is not None and element.get("id") != table:
            element = parents.get(element)
        return element is not None

    elements = {one.get("id"): one for one in spoken.iter() if one.get("id")}
    marks = times(spoken)
    said = [n for n, one in enumerate(marks) if one.get("about") == table]
    assert said
    assert {table} == {one.get("about") for one in marks[said[0] : said[-1] + 1]}
    cells = [one for one in marks[said[0] :] if inside(elements.get(one.get("element")))]
    assert {table} == {one["about"] for one in cells}


@given(document=documents())
@settings(max_examples=tries(4))
def test_any_page_that_reads_itself_is_found_sound(document):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "choir_for", lambda *_: QuickVoice())
        data = export(document, read_along="sentence").data
    found = tasktide.check(data)
    assert [] == [one for one in found if one.rule.startswith("read-along")]
    assert [] == [one for one in found if "synchronizedAudioText" in one.message]


# --- what is claimed ---------------------------------------------------------


def claims(data):
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', data.decode())
    assert text
    return json.loads(text.group(1))


@pytest.mark.usefixtures("_quick")
def test_a_page_that_reads_itself_says_so():
    made = export(tide(), read_along="sentence")
    found = claims(made.data)
    assert "synchronizedAudioText" in found["accessibilityFeature"]
    assert "auditory" in found["accessMode"]
    sufficient = [one["itemListElement"] for one in found["accessModeSufficient"]]
    assert ["auditory"] in sufficient
    assert () == made.findings
    assert () == tasktide.check(made.data, tide())


@pytest.mark.usefixtures("_quick")
def test_a_sentence_that_has_no_place_is_told_and_takes_the_claim_away(monkeypatch):
    def lose_one(*given):
        shown = mark_passages(*given)
        shown.pop("lead-1.s2")
        return shown

    monkeypatch.setattr(read_along, "mark_passages", lose_one)
    made = export(tide(), read_along="sentence")
    assert [("read-along-incomplete", "lead-1")] == [(one.rule, one.place) for one in made.findings]
    assert "synchronizedAudioText" not in claims(made.data)["accessibilityFeature"]


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize(
    ("options", "unread"),
    [
        ({"notes": "skip"}, "note-1-1.s1"),
        ({"code": "skip"}, "tools-11.s1"),
        ({"long_tables": 2}, "readings-13.s1"),
    ],
)
def test_what_is_not_read_is_told_and_takes_the_claim_away(options, unread):
    made = export(article(), read_along="sentence", **options)
    root = parsed(made.data)
    marked = {one["element"] for one in times(root) if "element" in one}
    everything = {one.id for one in narrate(article()).utterances if one.role == "text"}
    assert unread not in marked
    assert "tools.s1" in marked
    assert marked < everything
    assert ["read-along-shortened"] == [
        one.rule for one in made.findings if one.rule.startswith("read-along")
    ]
    assert "synchronizedAudioText" not in claims(made.data)["accessibilityFeature"]
    assert [] == [one for one in tasktide.check(made.data) if one.rule.startswith("read-along")]
    passages = [one.get("id") for one in root.iter() if "passage" in one.get("class", "").split()]
    assert marked == set(passages)


@pytest.mark.usefixtures("_quick")
def test_notes_that_are_read_at_the_end_are_read_there_on_the_page_too():
    made = export(tide(), read_along="sentence", notes="end")
    marks = times(parsed(made.data))
    assert ["note-1-1.s1", "note-2-1.s1"] == [one["element"] for one in marks if "element" in one][
        -2:
    ]
    assert not any(one.get("about") == "note-1-ref" for one in marks)
    assert "synchronizedAudioText" in claims(made.data)["accessibilityFeature"]


@pytest.mark.usefixtures("_quick")
def test_sound_that_is_heavy_is_warned_of_and_claimed(monkeypatch):
    monkeypatch.setattr(read_along, "_HEAVY", 1000)
    made = export(tide(), read_along="sentence")
    assert ["html-sound-heavy"] == [one.rule for one in made.findings]
    assert "synchronizedAudioText" in claims(made.data)["accessibilityFeature"]


@pytest.mark.usefixtures("_quick")
def test_sound_that_some_browser_refuses_is_an_error_and_not_claimed(monkeypatch):
    monkeypatch.setattr(read_along, "_HEAVY", 1000)
    monkeypatch.setattr(read_along, "_MOST", 2000)
    made = export(tide(), read_along="sentence")
    assert [("html-sound-refused", "error")] == [(one.rule, one.severity) for one in made.findings]
    assert "synchronizedAudioText" not in claims(made.data)["accessibilityFeature"]


def test_same_bytes_twice():
    assert export(tide(), read_along="sentence").data == export(tide(), read_along="sentence").data


# --- how it looks ------------------------------------------------------------


def test_every_colour_of_text_is_readable_on_what_is_marked():
    css = load().css("html")
    ground = re.search(r"\n\.spoken \{[^}]*background-color: #(\w{6})", css)
    assert ground
    for colour in set(re.findall(r"[ {]color: #(\w{6})", css)) - {"ffffff"}:
        assert contrast(rgb(colour), rgb(ground.group(1))) >= READABLE, colour


def test_what_is_marked_is_told_by_a_line_too():
    css = load().css("html")
    line = re.search(r"\n\.spoken \{[^}]*border-bottom: [\d.]+em solid #(\w{6})", css)
    assert line
    assert contrast(rgb(line.group(1)), rgb("ffffff")) >= 3
    assert "forced-colors: active" in css


def rgb(colour):
    return tuple(int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
