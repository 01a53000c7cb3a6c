# ruff: noqa: RUF001 - the signs in ranges are the subject here
"""Where the script says something else than is written, and where it must not."""

import pytest

from tasktide_export.document import (
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Math,
    Metadata,
    Row,
    Section,
    Span,
    Superscript,
    Table,
    Text,
    body_texts,
    identify,
)
from tasktide_export.narration import LONGEST, Diction, narrate
from tests.building import mathml, paragraph
from tests.narration.test_lexicon import entry, lexicon
from tests.narration.test_narrate import _cell


def script_of(*blocks, language="en", diction=None, sections=(), **metadata):
    document = identify(
        Document(metadata=Metadata(language=language, **metadata), blocks=blocks, sections=sections)
    )
    script = narrate(document, diction=diction or Diction())
    assert tuple(body_texts(document)) == script.body_texts()
    return script


def texts(script):
    return [(one.text, one.substitute) for one in script.utterances if one.role == "text"]


def announced(script):
    return [one.spoken for one in script.utterances if one.role == "announcement"]


def test_a_sentence_is_said_in_full_and_written_as_it_was():
    script = script_of(paragraph("He ran 5 km. Then he slept."))
    assert [("He ran 5 km. ", "He ran 5 kilometers. "), ("Then he slept.", "")] == texts(script)


def test_a_unit_of_one_letter_may_end_a_sentence_and_an_initial_none():
    script = script_of(paragraph("It took 2 h. It was late. See 5 M. Curie wrote."))
    assert texts(script)[0] == ("It took 2 h. ", "It took 2 hours. ")
    assert [one for one, _ in texts(script)[1:]] == ["It was late. ", "See 5 M. Curie wrote."]


def test_no_sentence_ends_before_the_name_that_a_full_stop_begins():
    script = script_of(paragraph("It is C#; .NET runs it. Then .com came.Really. And so on."))
    assert [one for one, _ in texts(script)] == [
        "It is C#; .NET runs it. ",
        "Then .com came.",
        "Really. ",
        "And so on.",
    ]


def test_an_abbreviation_in_emphasis_is_seen_as_a_whole():
    script = script_of(paragraph("From ", Emphasis((Text("10"),)), "–20 ", Text("km.")))
    assert [("From 10–20 km.", "From 10 to 20 kilometers.")] == texts(script)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("de", "Im 19. Jahrhundert war es so.", "Im neunzehnten Jahrhundert war es so."),
        ("fr", "Voici M. Dupont et son fils.", "Voici M. Dupont et son fils."),
        ("fr", "On voit M. Dupont ici.", "On voit Monsieur Dupont ici."),
        ("fr", "En 50 av. J.-C. il vivait.", "En 50 avant Jésus-Christ il vivait."),
        ("sv", "Det är t.ex. bra.", "Det är till exempel bra."),
        ("sv", "Vi ses kl. 10.30 i dag.", "Vi ses klockan 10 30 i dag."),
        ("de", "Am Hof Ludwigs XIV. Der König kam.", None),
    ],
)
def test_a_short_form_ends_no_sentence(language, text, said):
    script = script_of(paragraph(text), language=language)
    spoken = [one.spoken for one in script.utterances if one.role == "text"]
    assert text == "".join(one.text for one in script.utterances if one.role == "text")
    if said and said != text:
        assert [said] == spoken


def test_code_is_never_changed():
    script = script_of(
        paragraph("Type ", Code("5km v2.10.3"), " for 5km, or ", Code("$5"), "."),
        CodeBlock(text="5km = $5\n2024-03-05"),
    )
    assert "Type 5km v2.10.3 for 5 kilometers, or $5." == texts(script)[0][1]
    assert [("5km = $5\n", ""), ("2024-03-05", "")] == texts(script)[1:]


def test_a_lexicon_leaves_code_and_formulas_alone():
    diction = Diction(lexicons=(lexicon(entry("over", "OVER") + entry("x", "ex")),))
    formula = Math(mathml("<mfrac><mi>x</mi><mi>r</mi></mfrac>"), r"\frac{x}{r}")
    script = script_of(
        paragraph("All over ", formula, " over ", Code("x over"), " and x, 5 km."), diction=diction
    )
    assert "All OVER x over r OVER x over and ex, 5 kilometers." == texts(script)[0][1]


def test_a_code_beside_a_formula_is_not_changed():
    formula = Math(mathml("<mi>x</mi>"), "x")
    script = script_of(paragraph(Code("5km"), " is 5km, ", formula, "."))
    assert ("5km is 5km, x.", "5km is 5 kilometers, x.") == texts(script)[0]


def test_titles_names_labels_and_dates_are_read_too():
    head = Row((_cell("Size in m²", header=True), _cell("5 km", header=True)))
    rows = tuple(Row((_cell(word), _cell(word))) for word in "abc")
    script = script_of(
        Table(bodies=(rows,), head=(head,)),
        title="10–20 km",
        authors=("Dr. Lind",),
        published="2024-03-05",
    )
    said = announced(script)
    assert ["10 to 20 kilometers", "By", "Doctor Lind."] == said[:3]
    assert "March fifth, twenty twenty four" == said[3]
    assert all("10–20" not in one for one in said)
    assert "10–20 km" == script.chapters[0].title


def test_headings_are_read_and_chapters_keep_their_names():
    section = Section(title=(Text("Chapter IV"),), blocks=(paragraph("Words."),))
    script = script_of(sections=(section,))
    assert ("Chapter IV", "Chapter 4") == texts(script)[0]
    assert "Chapter IV" == script.chapters[1].title


def test_each_language_is_read_its_own_way():
    script = script_of(paragraph("It is 5 km, ", Span((Text("d. h. 5 km"),), "de"), "."))
    assert ["It is 5 kilometers, ", "das heißt 5 Kilometer."] == [
        one.spoken for one in script.utterances if one.role == "text"
    ]


def test_a_lexicon_is_heard_in_its_language_alone():
    diction = Diction(lexicons=(lexicon(entry("Lind", "Linn"), "de"),))
    script = script_of(
        paragraph("Lind, ", Span((Text("Frau Lind"),), "de"), "."), diction=diction, title="Lind"
    )
    assert ["Lind, ", "Frau Linn."] == [
        one.spoken for one in script.utterances if one.role == "text"
    ]


def test_what_a_lexicon_cannot_do_is_a_finding_of_the_script():
    own = lexicon("<lexeme><grapheme>Lind</grapheme><phoneme>lɪnd</phoneme></lexeme>")
    script = script_of(paragraph("Lind."), diction=Diction(lexicons=(own,)))
    assert ["lexicon-phonemes"] == [one.rule for one in script.findings]


@pytest.mark.parametrize(
    "text",
    [
        "5km " * 700,
        "$1.2M, " * 300,
        "2024-03-05 " * 200,
        "W " * 900,
        "W, " * 20 + "5km" + "x" * 190 + " 5km. " * 300,
    ],
)
def test_what_is_said_stays_short_however_much_longer_it_is(text):
    diction = Diction(lexicons=(lexicon(entry("W", "double you " * 45)),))
    script = script_of(paragraph(text.strip()), diction=diction, title=text.strip())
    assert max(len(one.spoken) for one in script.utterances) <= LONGEST


def test_runs_are_told_in_short_beside_what_is_said_in_full():
    run = "3" * 500
    script = script_of(paragraph(f"See https://www.example.org/a?b=5km and {run} at 5km."))
    assert ["See ", "example dot org", " and ", "3" * 20, " at 5 kilometers."] == [
        one.spoken for one in script.utterances if one.role == "text"
    ]


def test_raised_figures_are_powers_where_they_can_be_nothing_else():
    million = (Text("10"), Superscript((Text("6"),)))
    script = script_of(paragraph(*million, " or 10", Superscript((Text("−3"),)), " m."))
    assert [("106 or 10−3 m.", "10 to the power of 6 or 10 to the power of minus 3 m.")] == texts(
        script
    )
    formula = Math(mathml("<mi>y</mi>"), "y")
    script = script_of(paragraph(*million, " ", formula, "."))
    assert ("106 y.", "10 to the power of 6 y.") == texts(script)[0]


@pytest.mark.parametrize("before", ["word", "in 1914", "of 17", "it)", "3.10"])
def test_a_raised_number_may_be_a_reference_and_is_left_alone(before):
    script = script_of(paragraph(f"So {before}", Superscript((Text("3"),)), "."))
    assert "power" not in texts(script)[0][1]
    assert "cubed" not in texts(script)[0][1]
    assert f"So {before}³." == texts(script_of(paragraph(f"So {before}³.")))[0][0]


def test_raised_letters_stay_letters():
    script = script_of(paragraph("The 2", Superscript((Text("nd"),)), " of May."))
    assert [("The 2nd of May.", "")] == texts(script)
