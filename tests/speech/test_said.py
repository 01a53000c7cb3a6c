"""Voices say all of what the normaliser gives them, and take longer where it tells more."""

import pytest

from tasktide_export.speech import RATE, Speaker
from tests.narration.test_normaliser import GOLDEN, LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_voice_says_all_that_is_said_in_full(language):
    text = ". ".join(GOLDEN[language].values())
    with Speaker(language=language) as speaker:
        speech = speaker.synthesise(text, language)
    last = max(word.start + word.length for word in speech.words)
    assert last >= len(text.rstrip(". ")) - 10


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "10–20 km", "10 to 20 kilometers"),  # noqa: RUF001
        ("de", "Am 5. März 2024", "Am fünften März 2024"),
        ("fr", "A → B", "A flèche B"),
        ("sv", "§ 5", "paragraf 5"),
    ],
)
def test_what_was_passed_over_or_torn_is_heard(language, written, said):
    """The bad readings: a dash or a sign without a sound, a full stop that pauses."""
    with Speaker(language=language) as speaker:
        before, after = (
            len(speaker.synthesise(text, language).samples) / RATE for text in (written, said)
        )
    assert before != after
    assert (after < before) == (language == "de")
