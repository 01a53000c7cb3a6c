"""Which lexicons an edition is read by."""

import pytest

from tasktide_export.errors import LexiconError
from tasktide_export.sound.lexicons import diction_of
from tasktide_export.styles import Style, load
from tests.cli.test_spoken_options import LEXICON


def _style(tmp_path, *folders):
    for folder in folders:
        (tmp_path / folder / "lexicons").mkdir(parents=True)
    return Style("house", tuple(tmp_path / folder for folder in folders), {})


def _said(diction):
    return diction.said("Lind, 5 km.", "en")


def test_without_lexicons_text_is_read_as_people_say_it():
    assert "Lind, 5 kilometers." == _said(diction_of((), load()))


def test_the_publishers_lexicon_is_found_in_the_style(tmp_path):
    style = _style(tmp_path, "house")
    (tmp_path / "house" / "lexicon.pls").write_text(LEXICON)
    assert "Linn, 5 kilometers." == _said(diction_of((), style))


def test_the_editions_lexicon_wins_over_the_publishers(tmp_path):
    style = _style(tmp_path, "house")
    (tmp_path / "house" / "lexicon.pls").write_text(LEXICON)
    first, second = tmp_path / "1.pls", tmp_path / "2.pls"
    first.write_text(LEXICON.replace("Linn", "Lynn"))
    second.write_text(LEXICON.replace("Linn", "Line"))
    assert "Lynn, 5 kilometers." == _said(diction_of((str(first), str(second)), style))


def test_a_style_may_have_a_lexicon_for_each_language_and_inherit_them(tmp_path):
    style = _style(tmp_path, "house", "parent")
    german = LEXICON.replace('xml:lang="en"', 'xml:lang="de"').replace("Linn", "Lint")
    (tmp_path / "house" / "lexicons" / "de.pls").write_text(german)
    (tmp_path / "parent" / "lexicons" / "en.pls").write_text(LEXICON)
    (tmp_path / "parent" / "lexicons" / "README").write_text("not a lexicon")
    diction = diction_of((), style)
    assert ["Lint", "Linn"] == [diction.said("Lind", language) for language in ("de", "en")]


def test_a_broken_lexicon_of_the_style_names_it(tmp_path):
    style = _style(tmp_path, "house")
    (tmp_path / "house" / "lexicons" / "de.pls").write_text("<x/>")
    with pytest.raises(LexiconError, match=r"style house, lexicons/de\.pls"):
        diction_of((), style)
