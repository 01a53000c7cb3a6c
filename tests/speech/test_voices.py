"""Voices are found by what people call them."""

import pytest

from tasktide_export.errors import VoiceError
from tasktide_export.speech import Voice, find_voice, voice_for, voices


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("en-GB", "gmw/en"),
        ("en", "gmw/en"),
        ("en_US", "gmw/en-US"),
        ("en-us", "gmw/en-US"),
        ("gmw/en-us", "gmw/en-US"),
        ("English (America)", "gmw/en-US"),
        ("en-AU", "gmw/en"),
        ("zh", "sit/cmn"),
        ("zh-Hant-TW", "sit/cmn"),
        ("zh-yue", "sit/yue"),
        ("pt", "roa/pt"),
        ("pt-BR", "roa/pt-BR"),
        ("fr-CA", "roa/fr"),
        ("no", "gmq/nb"),
        ("en-us+f3", "gmw/en-US+f3"),
    ],
)
def test_a_voice_is_found(wanted, found):
    assert found == find_voice(wanted).id


@pytest.mark.parametrize("wanted", ["", " ", "qwerty", "en-us+", "en/../x", "+f3", "a" * 10_000])
def test_an_unknown_voice_is_an_error_with_a_hint(wanted):
    with pytest.raises(VoiceError) as caught:
        find_voice(wanted)
    assert "voices" in caught.value.hint


def test_near_names_are_suggested():
    with pytest.raises(VoiceError, match=r"gmw/en-(us|US)"):
        find_voice("gmw/en-uz")


def test_all_voices_have_a_language_and_an_own_id():
    everything = voices()
    assert len(everything) == len({one.id for one in everything}) > 100
    assert all(one.languages and one.name for one in everything)


def test_voices_of_a_language_come_best_first():
    english = voices("en")
    assert "gmw/en" == english[0].id
    assert {"en"} == {one.languages[0].split("-")[0] for one in english}
    assert () == voices("tlh")


def test_a_language_without_a_voice_has_none():
    known = (Voice("a", "A", ("de",)), Voice("b", "B", ("de-at",)))
    assert voice_for("fr", known) is None
    assert "b" == getattr(voice_for("de-AT", known), "id", None)
    assert "a" == getattr(voice_for("de-CH", known), "id", None)
