"""The HTML page that reads itself, in a browser: what is marked, and who steers what."""

import json
import random
from dataclasses import dataclass

import pytest

import tasktide_export as tasktide
from tasktide_export.exporters.html import HtmlOptions
from tests import specimen
from tools.judges import page_reader
from tools.judges.workshop import ROOT

pytestmark = pytest.mark.conformance

SCREENSHOTS = ROOT / "build" / "conformance" / "reading-itself"
LATE = 0.15
"""Seconds by which a look while the sound plays may come after the last drawing."""
SILENT = 0.004
"""Of full scale: less than this is nothing that is said."""
FILLING = "The keeper wrote it down. He did not ask why, and nobody told him. "
ARTICLE = f"""---
title: The keeper
author: Ida Marwick
date: 2026-02-03
lang: en
---

The keeper counted the waves before breakfast. Nobody had asked him to.

# Waves

{FILLING * 3}

A wave has a crest and a trough[^trough]. The crest breaks first.

{FILLING * 4}

Three kinds are told apart:

1. tall ones,
2. short ones.

{FILLING * 4}

| Day | Waves |
| --- | --- |
| Monday | 812 |

{FILLING * 4}

## Stones

He said of [the stones](#waves) only “that they had been there before him and would be after”.
Then he left.

{FILLING * 4}

Nobody counts now.

[^trough]: The lowest part. Sailors fear it.
"""


@dataclass(frozen=True)
class Mark:
    element: str
    about: str
    start: float
    end: float


def marks_of(page):
    """Read the times from the page, by nothing but its text."""
    text = page.read_text("utf-8")
    after = text.partition('<script type="application/json">')[2]
    return [
        Mark(one.get("element", ""), one.get("about", ""), one["start"], one["end"])
        for one in json.loads(after.partition("</script>")[0])
    ]


def expected(marks, time):
    """What must be marked at ``time``: the last that has begun."""
    begun = [one for one in marks if one.start <= time + 0.001]
    return begun[-1] if begun else Mark("", "", 0, 0)


def is_right(marks, seen, late=0.0):
    possible = (expected(marks, seen["time"]), expected(marks, seen["time"] - late))
    found = ("".join(seen["spoken"]), "".join(seen["about"]))
    return any(found == (one.element, one.about) for one in possible)


def moments(marks):
    """Twenty moments of the sound, the same every time."""
    last = marks[-1].end
    chance = random.Random(20260203)  # noqa: S311 - moments, no secrets
    return [round(chance.uniform(0, last), 3) for _ in range(20)]


def plan(marks):
    texts = [one for one in marks if one.element]
    note = next(n for n, one in enumerate(texts) if one.element.startswith("note-"))
    after = next(one for one in texts[note:] if not one.element.startswith("note-"))

    def moment(mark):
        return {"id": mark.element, "time": mark.start + 0.05}

    return {
        "times": moments(marks),
        "starts": [one.start for one in texts],
        "start": texts[3].start + 0.02,
        "marked": next(one for one in texts if one.element.startswith("waves-2")).start + 0.1,
        "choose": texts[5].element,
        "link": 'main a[href="#waves"]',
        "follow": {
            "before": moment(texts[note - 1]),
            "note": moment(texts[note]),
            "after": moment(after),
            "below": moment(texts[-2]),
            "belowNext": moment(texts[-1]),
        },
    }


@pytest.fixture(scope="module", params=["sentence", "paragraph"])
def visit(request, tmp_path_factory):
    """Give the marks of a page, and what a person saw who used it."""
    folder = tmp_path_factory.mktemp("page")
    source, page = folder / "keeper.md", folder / "keeper.html"
    source.write_text(ARTICLE, encoding="utf-8")
    options = HtmlOptions(read_along=request.param, rate=240)
    tasktide.export(tasktide.read(source), "html", page, options=options)
    marks = marks_of(page)
    return marks, page_reader.use_page(page, SCREENSHOTS / request.param, plan(marks))


@pytest.fixture(scope="module", autouse=True)
def _installed():
    from tests.conformance.conftest import with_apt

    with_apt(page_reader.install)


def test_what_is_marked_is_what_is_said_at_any_moment(visit):
    marks, seen = visit
    assert 20 == len(seen["seeks"])
    assert [] == [one for one in seen["seeks"] if not is_right(marks, one)]
    assert [] == [one for one in seen["seeks"] if abs(one["time"] - one["wanted"]) > 0.01]


def test_the_voice_begins_where_the_mark_does(visit):
    """As the browser decodes it, delays of the encoder included."""
    marks, seen = visit
    assert len([one for one in marks if one.element]) == len(seen["loudness"])
    assert [] == [one for one in seen["loudness"] if one["before"] > SILENT]
    assert [] == [one for one in seen["loudness"] if one["after"] < SILENT]


def test_what_is_marked_follows_the_voice(visit):
    marks, seen = visit
    looks = seen["playing"]["seen"]
    assert looks[-1]["time"] - looks[0]["time"] > 2
    assert all(one["playing"] for one in looks)
    assert [] == [one for one in looks if not is_right(marks, one, LATE)]
    assert len({"".join(one["spoken"]) for one in looks}) > 1


def test_the_keyboard_starts_and_stops_the_voice(visit):
    _, seen = visit
    assert seen["playing"]["stopped"]
    assert "Pause" == seen["playing"]["label"]


def test_tab_reaches_every_control_and_no_sentence(visit):
    _, seen = visit
    stops = seen["keyboard"]["stops"]
    assert {"button", "select", "input", "audio"} <= {one["tag"] for one in stops}
    assert [] == [one for one in stops if "passage" in one["name"]]


def test_steps_lead_to_the_beginnings_of_sentences(visit):
    marks, seen = visit
    texts = [one.start for one in marks if one.element]
    first, second, third, back = seen["keyboard"]["steps"]
    at = max(n for n, start in enumerate(texts) if start <= first["time"])
    assert [texts[at + 1], texts[at + 2], texts[at + 1]] == pytest.approx(
        [second["time"], third["time"], back["time"]], abs=0.002
    )
    assert [] == [one for one in (second, third, back) if not is_right(marks, one)]
    assert 1.5 == seen["keyboard"]["rate"]


def test_a_sentence_that_is_chosen_is_read(visit):
    marks, seen = visit
    chosen = plan(marks)["choose"]
    assert seen["choosing"]["clicked"]["playing"]
    assert [chosen] == seen["choosing"]["clicked"]["spoken"]


def test_reading_starts_where_the_reader_is(visit):
    _, seen = visit
    here = seen["choosing"]["here"]
    assert here["playing"]
    assert [here["first"]] == here["spoken"]


def test_a_link_stays_a_link(visit):
    _, seen = visit
    followed = seen["choosing"]["followed"]
    assert not followed["playing"]
    assert followed["before"] == followed["time"]


def test_the_page_goes_with_the_voice(visit):
    _, seen = visit
    following = seen["following"]
    assert following["before"]["seen"]
    assert following["below"]["seen"]
    assert following["below"]["top"] > following["after"]["top"]


def test_nothing_moves_for_a_note(visit):
    _, seen = visit
    following = seen["following"]
    assert following["note"]["spoken"][0].startswith("note-")
    assert ["note-1-ref"] == following["note"]["about"]
    assert following["before"]["top"] == following["note"]["top"]


def test_readers_who_went_elsewhere_or_want_no_movement_are_left_alone(visit):
    _, seen = visit
    assert 0 == seen["following"]["left"]["top"]
    assert 0 == seen["following"]["off"]["top"]


def test_without_its_script_the_page_still_sounds(visit):
    _, seen = visit
    shown = seen["withoutScript"]
    assert 0 == shown["controls"]
    assert shown["native"]
    assert shown["sound"] > 0


def test_axe_finds_nothing(visit):
    _, seen = visit
    assert [] == seen["violations"]


def test_every_kind_of_block_is_marked_and_passes_axe(tmp_path):
    page = tmp_path / "specimen.html"
    options = HtmlOptions(read_along="sentence", rate=240)
    tasktide.export(specimen.article(), "html", page, options=options)
    marks = marks_of(page)
    wanted = {"parts": ["violations", "seeks"], "times": moments(marks)}
    seen = page_reader.use_page(page, SCREENSHOTS / "specimen", wanted)
    assert [] == seen["violations"]
    assert [] == [one for one in seen["seeks"] if not is_right(marks, one)]
    assert [] == seen["complaints"]


def test_what_is_marked_is_marked_without_colours_and_not_on_paper(visit):
    _, seen = visit
    assert seen["looks"]["line"] >= 2
    assert 0 == seen["looks"]["wide"]
    assert {"player": 0, "ground": "rgba(0, 0, 0, 0)"} == seen["looks"]["printed"]


def test_the_browser_has_nothing_to_complain_of(visit):
    _, seen = visit
    assert [] == seen["complaints"]
