"""The words that editions add, in every language that has them."""

import string
from importlib import resources

import pytest
from babel import Locale

from tasktide_export.narration import phrases_for
from tasktide_export.narration.omissions import ORDER
from tasktide_export.phrases import foreign, phrase, wording

LANGUAGES = sorted(
    file.name.removesuffix(".toml")
    for file in (resources.files("tasktide_export") / "languages").iterdir()
    if file.name.endswith(".toml")
)
INVARIANT = {"hu", "tr"}
"""Languages whose nouns stay singular after any number."""
TAGS = ["zh-Hant" if name == "zh-hant" else name for name in LANGUAGES]


def _blanks(words):
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("language", TAGS)
def test_every_language_has_every_phrase(language):
    english, own = wording("en"), wording(language)
    assert english["written"].keys() == own["written"].keys()
    assert english["spoken"].keys() == own["spoken"].keys()
    assert all(words.strip() for words in own["written"].values())


@pytest.mark.parametrize("language", TAGS)
def test_every_language_fills_in_the_same(language):
    for name, english in wording("en")["spoken"].items():
        own = wording(language)["spoken"][name]
        forms = [own] if isinstance(own, str) else list(own.values())
        expected = {"n"} if isinstance(english, dict) else _blanks(english)
        assert [expected] * len(forms) == [_blanks(form) for form in forms]


def _counted(language):
    """The phrases that count, with their forms."""
    english, own = wording("en")["spoken"], wording(language)["spoken"]
    return {name: own[name] for name, words in english.items() if isinstance(words, dict)}


def _is_a_label(words):
    """Whether the number follows a name, as in "rows: 3", and nothing has to agree with it."""
    return not words.partition("{n}")[2].strip(".") and (words == "{n}" or ":" in words)


@pytest.mark.parametrize("language", TAGS)
def test_counted_phrases_have_the_plural_categories_of_the_language(language):
    rule = Locale.parse(language.partition("-")[0]).plural_form
    needed = {str(rule(number)) for number in range(1000)}
    for name, forms in _counted(language).items():
        if isinstance(forms, str):
            agrees = _is_a_label(forms) or needed == {"other"} or language in INVARIANT
            assert agrees, f"{name}: {forms}"
        else:
            assert needed | {"other"} <= forms.keys() <= {*rule.tags, "other"}, name


@pytest.mark.parametrize("language", TAGS)
def test_every_kind_of_omission_can_be_counted(language):
    phrases = phrases_for(language)
    for number in range(1, 30):
        told = [phrases.counted(f"left_{kind}", number) for kind in ORDER]
        assert all(str(number) in one for one in told)
        assert all(one in phrases.listed(told) for one in told)


@pytest.mark.parametrize("language", TAGS)
def test_every_language_counts(language):
    phrases = phrases_for(f"{language}-XX")
    assert f"{language}-XX" == phrases.language
    for number in (0, 1, 2, 3, 5, 11, 21, 101):
        for name in _counted(language):
            assert str(number) in phrases.counted(name, number)


def test_plurals_are_those_of_the_language():
    assert ["1 пункт", "3 пункта", "5 пунктов", "21 пункт"] == [
        phrases_for("ru").counted("items", number) for number in (1, 3, 5, 21)
    ]
    assert ["1 item", "0 items"] == [phrases_for("en").counted("items", n) for n in (1, 0)]


def test_written_phrases_say_their_language():
    assert ("Innhold", "no") == (phrase("contents", "no").text, phrase("contents", "no").language)
    assert not foreign(phrase("contents", "pt-BR"), "pt-BR")
    assert "en" == foreign(phrase("contents", "sq"), "sq")


def test_traditional_characters_are_kept():
    assert ["目录", "目錄", "目錄"] == [
        phrase("contents", tag).text for tag in ("zh", "zh-TW", "zh-Hant-HK")
    ]


@pytest.mark.parametrize("tag", ["", "und", "../en", "x/../en", "en.toml", "\u0435n"])
def test_what_is_no_language_is_english(tag):
    assert "Contents" == phrase("contents", tag).text
