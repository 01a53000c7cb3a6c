# ruff: noqa: RUF001 - letters of the phonetic alphabet
"""Pronunciation lexicons: PLS 1.0 in, respellings out, hostile files refused."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasktide_export.errors import LexiconError
from tasktide_export.narration import Diction, load_lexicon, parse_lexicon
from tasktide_export.narration.lexicon import lexicon_spans

PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"


def lexicon(lexemes, language="en", name="own.pls"):
    data = f"""<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="{PLS}" alphabet="ipa" xml:lang="{language}">
{lexemes}
</lexicon>"""
    return parse_lexicon(data.encode(), name)


def entry(word, said):
    return f"<lexeme><grapheme>{word}</grapheme><alias>{said}</alias></lexeme>"


def said(text, *lexicons, language="en"):
    return Diction(lexicons=lexicons).said(text, language)


def test_an_alias_is_said_for_the_whole_word_as_it_is_written():
    own = lexicon(entry("W3C", "World Wide Web Consortium"))
    assert "the World Wide Web Consortium, w3c, W3Cs" == said("the W3C, w3c, W3Cs", own)


def test_every_grapheme_of_a_lexeme_counts():
    own = lexicon(
        "<lexeme><grapheme>nginx</grapheme><grapheme>NGINX</grapheme>"
        "<alias>engine X</alias></lexeme>"
    )
    assert "engine X and engine X" == said("nginx and NGINX", own)


def test_the_longest_grapheme_wins():
    own = lexicon(entry("St. John", "Sinjin") + entry("St.", "Stop"))
    assert "Sinjin's boat. Stop it" == said("St. John's boat. St. it", own)


def test_a_grapheme_may_have_spaces_and_signs():
    own = lexicon(entry("C++", "see plus plus") + entry("  .NET\n  Core ", "dot net core"))
    assert "see plus plus; dot net core" == said("C++; .NET\u00a0Core", own)
    assert "ASP.NET Core" == said("ASP.NET Core", own)


def test_scripts_without_spaces_have_words_too():
    own = lexicon(entry("東京", "とうきょう"), "ja")
    assert "私はとうきょうに" == said("私は東京に", own, language="ja")


def test_a_combining_mark_is_part_of_the_word():
    own = lexicon(entry("resume", "re-zume"))
    assert "resume\u0301" == said("resume\u0301", own)


@pytest.mark.parametrize(
    ("tag", "language", "fits"),
    [
        ("en", "en-GB", True),
        ("en-GB", "en", True),
        ("en_gb", "EN-GB", True),
        ("en-GB", "en-US", False),
        ("en", "de", False),
        ("zh-Hant", "zh-Hant-TW", True),
        ("zh-Hant", "zh-Hans", False),
        ("en", "", False),
        ("es-419", "es-MX", False),
    ],
)
def test_a_lexicon_is_for_its_language_and_region(tag, language, fits):
    assert fits == bool(lexicon_spans("Lind", language, (lexicon(entry("Lind", "Linn"), tag),)))


def test_the_first_lexicon_with_a_word_decides():
    own, house = (
        lexicon(entry("Lind", "Linn")),
        lexicon(entry("Lind", "Lint") + entry("Ulm", "Oolm")),
    )
    assert "Linn of Oolm" == said("Lind of Ulm", own, house)


def test_of_several_pronunciations_the_preferred_one_counts_else_the_first():
    several = (
        "<lexeme><grapheme>a1</grapheme><alias>one</alias><alias>two</alias></lexeme>"
        '<lexeme><grapheme>b1</grapheme><alias>one</alias><alias prefer="true">two</alias></lexeme>'
        "<lexeme><grapheme>a1</grapheme><alias>three</alias></lexeme>"
    )
    assert "one two" == said("a1 b1", lexicon(several))


def test_a_respelling_comes_before_the_normaliser_and_is_not_changed_again():
    own = lexicon(entry("km", "klicks") + entry("e.g.", "say $5"))
    assert "5 klicks, say $5 here, 3 kilograms" == said("5 km, e.g. here, 3 kg", own)


def test_phonemes_alone_are_a_finding():
    own = lexicon(
        "<lexeme><grapheme>Lind</grapheme><phoneme>lɪnd</phoneme></lexeme>"
        "<lexeme><grapheme>Ulm</grapheme><phoneme>ʊlm</phoneme><alias>Oolm</alias></lexeme>"
    )
    (found,) = Diction(lexicons=(own,)).findings()
    assert ("lexicon-phonemes", "own.pls", "Lind") == (found.rule, found.place, found.excerpt)
    assert "Lind of Oolm" == said("Lind of Ulm", own)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<lexicon", "not well-formed"),
        (b"", "not well-formed"),
        (b"<html/>", "not a pronunciation lexicon"),
        (f'<lexicon xmlns="{PLS}" xml:lang="en"/>'.encode(), "version 1.0"),
        (f'<lexicon xmlns="{PLS}" version="1.0"/>'.encode(), "language"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "document type"),
        (
            '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16"),
            "document type",
        ),
        (b"<x>" + b" " * 8_000_001, "larger than 8 MB"),
    ],
)
def test_what_is_no_lexicon_is_refused(data, words):
    with pytest.raises(LexiconError, match=words) as caught:
        parse_lexicon(data, "own.pls")
    assert caught.value.where.startswith("own.pls")
    assert 2 == caught.value.exit_code


@pytest.mark.parametrize(
    ("lexeme", "words"),
    [
        ("<lexeme><alias>x</alias></lexeme>", "no grapheme"),
        ("<lexeme><grapheme> </grapheme><alias>x</alias></lexeme>", "grapheme is empty"),
        (entry("x" * 201, "x"), "grapheme is empty or too long"),
        (entry("x", ""), "alias is empty"),
        (entry("x", "y" * 501), "alias is empty or too long"),
    ],
)
def test_a_broken_lexeme_is_named_by_its_line(lexeme, words):
    with pytest.raises(LexiconError, match=words) as caught:
        lexicon(f"{entry('fine', 'fine')}\n{lexeme}")
    assert "own.pls, line 4" == caught.value.where
    assert caught.value.hint


def test_a_lexeme_that_says_nothing_is_passed_over():
    assert "x" == said("x", lexicon("<lexeme><grapheme>x</grapheme></lexeme>"))


def test_a_lexicon_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path / "none.pls")
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path)


@given(st.text(max_size=40), st.lists(st.text("abc é.", min_size=1, max_size=4), max_size=5))
def test_text_between_entries_stays(text, words):
    own = lexicon("".join(entry(word, "[x]") for word in words if word.strip()))
    spans = lexicon_spans(text, "en", (own,))
    assert all(" ".join(text[one.start : one.end].split()) in own.aliases for one in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_an_entry_without_its_language_changes_nothing():
    own = lexicon(entry("Lind", "Linn"), "de")
    assert "Lind" == said("Lind", own)
