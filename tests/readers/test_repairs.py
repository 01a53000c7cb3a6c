# ruff: noqa: RUF001 - the characters that are read
"""Repairs of single lines: encodings, dates, words that a style sheet kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasktide_export.readers.html.datelines import written_date
from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.mojibake import mend
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.parting import part_words

WORDS = (
    "it’s",
    "“so”",
    "naïve",
    "façade",
    "Über",
    "niño",
    "Łódź",
    "€5",
    "море",
    "潮汐",
    "—",
    "été",
)
SOUND = st.lists(st.sampled_from([*WORDS, "tide", "and", "sea"]), min_size=1, max_size=30)


@given(SOUND)
def test_sound_text_stays_as_it_is(words):
    text = " ".join(words)
    notices = Notices()
    assert mend(text, notices) == text
    assert notices.finish() == ()


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=30))
def test_text_once_read_as_latin_1_is_mended(words):
    text = " ".join(words)
    notices = Notices()
    assert mend(text.encode().decode("latin-1"), notices) == text
    assert [one.rule for one in notices.finish()] == ["encoding-mended"]


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("March 3, 2024", "en", "2024-03-03"),
        ("Published on Sept. 9th, 2021", "en", "2021-09-09"),
        ("3 March 2024 | 5 min read", "en", "2024-03-03"),
        ("2025/12/18", "", "2025-12-18"),
        ("3. März 2024", "de", "2024-03-03"),
        ("le 14 juillet 2023", "fr", "2023-07-14"),
        ("5 de mayo de 2022", "es", "2022-05-05"),
        ("31 February 2024", "en", ""),
        ("2024-02-31", "en", ""),
        ("Chapter 3, 2024", "en", ""),
        ("12/05/2024", "en", ""),
        ("no day at all", "en", ""),
    ],
)
def test_dates_in_words_and_figures(line, language, day):
    assert written_date(line, language) == day


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("A dome of 1931.", "Credit", "Ida Brandt"), "A dome of 1931. Credit Ida Brandt"),
        (("Mc", "donald"), "Mcdonald"),
        (("e", "Book"), "e Book"),
        (("A ", "dome"), "A dome"),
    ],
)
def test_spans_that_a_style_sheet_parts(parts, text):
    line = Element("figcaption", children=[Element("span", children=[one]) for one in parts])
    part_words(line)
    assert line.text() == text
