"""Faults put into a page that reads itself are found; the page alone has none."""

import base64
import hashlib
import re

import pytest

from tasktide_export.checks import verify
from tests.checks.read_along import sound

PROGRAM = "document.querySelector('audio');"
REFUSED = "alert(1);"
MARKS = (
    '[{"about":"head","start":0.1,"end":0.2},{"element":"s1","start":0.2,"end":0.8},'
    '{"element":"n1","about":"call","start":0.9,"end":1.2},{"element":"s2","start":1.3,"end":2.0}]'
)


def digest(program):
    return base64.b64encode(hashlib.sha256(program.encode()).digest()).decode()


PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Tide</title>
<meta http-equiv="Content-Security-Policy" content="script-src 'sha256-{digest(PROGRAM)}'">
<script type="application/ld+json">{{"@type":"Article","accessMode":["textual","auditory"],
"accessibilityFeature":["readingOrder","synchronizedAudioText"]}}</script></head>
<body><header class="front" id="head"><h1>Tide</h1></header>
<section class="read-along" aria-label="Listen"><p class="hint">Choose.</p>
<audio controls src="data:audio/wav;base64,{base64.b64encode(sound()).decode()}"></audio>
<script type="application/json">{MARKS}</script></section>
<main><p><span id="s1">It turned.<sup><a id="call" role="doc-noteref"
href="#note">1</a></sup></span>
<span id="s2">It was late.</span></p>
<section role="doc-endnotes"><div id="note" role="doc-footnote"><p><a role="doc-backlink"
href="#call">1</a> <span class="generated">Label</span> <span id="n1">Twice.</span></p></div>
</section>
</main><script>{PROGRAM}</script></body></html>"""

FAULTS = {
    "a sentence has another id": ('id="s2"', 'id="s22"', "read-along-text-missing"),
    "a sentence has no id": (' id="s2"', "", "read-along-incomplete"),
    "what is framed is not there": ('id="head"', 'id="heads"', "read-along-text-missing"),
    "a sentence more than is read": (
        "late.</span>",
        "late.</span> So was he.",
        "read-along-incomplete",
    ),
    "two sentences changed places": ('"s1"', '"s2"', "read-along-order"),
    "a sentence is read twice": (
        '{"element":"s2",',
        '{"element":"s1","start":1.2,"end":1.3},{"element":"s2",',
        "read-along-order",
    ),
    "a time goes back": ('"start":1.3', '"start":0.3', "read-along-times-order"),
    "a passage takes no time": ('"end":2.0', '"end":1.3', "read-along-times-order"),
    "a time is after the sound": ('"end":2.0', '"end":60', "read-along-outside"),
    "the times are no times": (MARKS, "[1, 2", "read-along-times-missing"),
    "the sound is none": ("base64,UklGR", "base64,VklGR", "read-along-sound-missing"),
    "the script is another": (PROGRAM, REFUSED, "read-along-script-refused"),
    "there is no sound": (
        '<audio controls src="data:',
        '<audio controls title="',
        "claim-not-earned",
    ),
}


def rules(page):
    return {one.rule for one in verify(page.encode(), "html")}


def test_a_sound_page_is_found_sound():
    assert set() == rules(PAGE)


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(fault):
    old, new, rule = FAULTS[fault]
    if fault == "two sentences changed places":
        changed = PAGE.replace('"element":"s1"', "@").replace('"element":"s2"', '"element":"s1"')
        changed = changed.replace("@", '"element":"s2"')
    else:
        changed = PAGE.replace(old, new)
    if fault == "the script is another":
        changed = changed.replace(digest(REFUSED), digest(PROGRAM))
    assert changed != PAGE, "nothing would be broken"
    assert rule in rules(changed)


def test_a_page_without_sound_may_not_say_that_it_is_heard():
    silent = re.sub(r'<section class="read-along".*?</section>', "", PAGE, flags=re.DOTALL)
    found = [one.message for one in verify(silent.encode(), "html")]
    assert any("accessMode auditory" in message for message in found)
    assert any("synchronizedAudioText" in message for message in found)
