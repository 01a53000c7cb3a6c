# ruff: noqa: RUF001 - the signs in ranges are the subject here
"""Text as it is to be said: golden readings for each language, and what always holds."""

import tomllib
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasktide_export.narration.normaliser import normalised, spoken_spans
from tests.effort import tries

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv")

_FILE = Path(__file__).with_name("said.toml")
GOLDEN = {
    "" if language == "none" else language: pairs
    for language, pairs in tomllib.loads(_FILE.read_text("utf-8")).items()
}


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [(language, *pair) for language, pairs in GOLDEN.items() for pair in pairs.items()],
)
def test_what_is_written_in_short_is_said_in_full(language, written, said):
    assert said == normalised(written, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in 1914 cases the score was 3:2"),
        ("en", "Charles I met and I, Claudius, met"),
        ("en", "978–3–16–148410–0 or 2024-13-45 or 1/2/2024 or 192-168"),
        ("en", "1,234.56 and 1,234,567 and 3.5% of 2,500"),
        ("en", "Node.js, C++, AT&T, COVID-19, 24/7, word¹"),
        ("en", "5m people, 5K run, 5 A, room 5V"),
        ("en", "Henry V. Smith, Chapter V. Smith"),
        ("en", "MIX of XL and DIM lights, a CIVIC CV"),
        ("de", "1.234.567 und 1.234,56 und Karl V. Meier"),
        ("fr", "1 234 567,89 et D. C. Durand"),
        ("es", "José D. López, el 5 de marzo de 2024"),
    ],
)
def test_what_the_voice_reads_well_or_nobody_can_tell_is_left_alone(language, text):
    # A year after "in" is the one exception here: people say it so in either meaning.
    assert text.replace("1914", "nineteen fourteen") == normalised(text, language)


@pytest.mark.parametrize(
    ("language", "text"), [(language, one) for language, all_ in GOLDEN.items() for one in all_]
)
def test_what_was_said_is_not_changed_again(language, text):
    once = normalised(text, language)
    assert once == normalised(once, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_the_same_kinds(language):
    folder = resources.files("tasktide_export") / "languages" / "reading"
    words = tomllib.loads((folder / f"{language}.toml").read_text("utf-8"))
    needed = {"to", "version", "point", "at", "dot", "minus", "power", "time", "signs"}
    assert needed <= words.keys()
    assert {"abbreviations", "titles", "numbered", "money", "roman"} <= words.keys()
    assert {"$", "£", "€", "¥"} <= words["money"]["symbols"].keys()
    assert all({"one", "other"} == forms.keys() for forms in words["money"]["symbols"].values())


_WORDS = st.sampled_from(("gull", "Möwe", "été", "mare", "zee", "água", "sjö", "море", "海"))
_WRITTEN = st.sampled_from([one for all_ in GOLDEN.values() for one in all_])


@given(st.lists(st.tuples(_WORDS, _WRITTEN), max_size=6), st.sampled_from((*LANGUAGES, "pl", "")))
def test_words_beside_short_forms_are_still_there_in_order(pairs, language):
    text = " ; ".join(f"{word} ; {written}" for word, written in pairs)
    said = normalised(text, language)
    place = 0
    for word, _ in pairs:
        place = said.index(f"{word} ;", place) + len(word)


@settings(max_examples=tries(150))
@given(
    st.text("0123456789.,:;-–/ \u00a0€$£kmMgh°CXIVdrDS@aT→&'()²⁶^vz\u200d😀\n", max_size=60),
    st.sampled_from((*LANGUAGES, "ar")),
)
def test_nothing_but_the_spans_changes(text, language):
    spans = spoken_spans(text, language)
    place = 0
    for one in spans:
        assert place <= one.start < one.end <= len(text)
        assert one.words
        place = one.end
    said = normalised(text, language)
    place = 0
    kept = [text[a:b] for a, b in _between(spans, len(text))]
    for one in kept:
        place = said.index(one, place) + len(one)


def _between(spans, length):
    starts = [0, *(one.end for one in spans)]
    return zip(starts, [*(one.start for one in spans), length], strict=True)


@given(st.text(max_size=40), st.sampled_from((*LANGUAGES, "he", "x", "../en", "en-\ud800")))
def test_any_text_in_any_language_gives_text(text, language):
    assert isinstance(normalised(text, language), str)


@pytest.mark.parametrize(
    "text",
    ["1" * 200_000, "1." * 100_000, "(" * 200_000, "a@" * 100_000, "a." * 100_000,
     "X" * 200_000, "1–" * 100_000, " " * 200_000, "$" * 200_000, "www." * 50_000],
)  # fmt: skip
def test_hostile_text_comes_back(text):
    assert text == normalised(text, "en")
