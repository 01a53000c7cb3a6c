"""What a script reads, announces and leaves out, as profiles and options say."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasktide_export.document import (
    MISSING,
    Aside,
    Cell,
    CodeBlock,
    Document,
    Embed,
    Figure,
    Image,
    List,
    ListItem,
    Math,
    MathBlock,
    Metadata,
    Note,
    NoteReference,
    Row,
    Section,
    Table,
    Text,
    body_texts,
    flatten,
    identify,
    note_texts,
)
from tasktide_export.document.walk import all_blocks, all_inlines
from tasktide_export.errors import UsageError
from tasktide_export.narration import (
    PROFILES,
    TITLE,
    Chapter,
    NarrationOptions,
    Pause,
    Pauses,
    narrate,
)
from tests.building import mathml, paragraph
from tests.effort import tries
from tests.strategies import article, documents


def options():
    """Every combination of options."""
    reading = st.sampled_from(["", "read", "skip"])
    return st.builds(
        NarrationOptions,
        profile=st.sampled_from(list(PROFILES)),
        code=reading,
        formulas=reading,
        notes=st.sampled_from(["", "after", "end", "skip"]),
        pullquotes=reading,
        descriptions=reading,
        long_tables=st.sampled_from([None, 0, 1, 2, 5]),
    )


def _document(*blocks, language="en", notes=(), sections=()):
    about = Metadata(title="Title", language=language)
    return identify(Document(metadata=about, blocks=blocks, sections=sections, notes=notes))


def _said(document, **chosen):
    """What is said between opening and closing, announcements in brackets."""
    script = narrate(document, options=NarrationOptions(**chosen))
    told = [one for one in script.utterances if one.place != TITLE]
    return [one.spoken if one.role == "text" else f"[{one.text}]" for one in told]


def _closing(document, **chosen):
    script = narrate(document, options=NarrationOptions(**chosen))
    ours = [one.text for one in script.utterances if one.place == TITLE]
    return ours[ours.index("This text is read by a synthetic voice.") + 1 :]


def _rows(*numbers):
    return tuple(Row((Cell((paragraph(f"r{n}"),)), Cell((paragraph(f"v{n}"),)))) for n in numbers)


CODE = CodeBlock(text="a = 1\nb = 2")
FRACTION = mathml("<mfrac><mi>n</mi><mi>r</mi></mfrac>")
FORMULA = MathBlock(mathml=FRACTION, alternative=r"\frac{n}{r}")
NOTED = _document(
    paragraph("One", NoteReference("a"), "."),
    sections=(Section((Text("Part"),), (paragraph("Two", NoteReference("b"), "."),)),),
    notes=(Note("a", (paragraph("First."),)), Note("b", (paragraph("Second."),))),
)


@settings(max_examples=tries(40))
@given(documents(max_leaves=6), options())
def test_what_is_not_read_is_accounted_for(document, chosen):
    script = narrate(document, options=chosen)
    read = [*script.body_texts(), *script.note_texts()]
    missing = [piece for one in script.left_out for piece in one.texts]
    every = [*body_texts(document), *note_texts(document)]
    assert Counter(every) == Counter(read) + Counter(missing)
    # What is read comes in the document's order.
    remaining = iter(body_texts(document))
    assert all(piece in remaining for piece in script.body_texts())


@settings(max_examples=tries(40))
@given(documents(max_leaves=6), options())
def test_what_is_left_out_is_found_at_a_place_that_is_there(document, chosen):
    script = narrate(document, options=chosen)
    places = {block.id for block in all_blocks(document)} | {note.id for note in document.notes}
    places |= {entry.id for entry in flatten(document.outline)}
    rules = [one for one in script.findings if one.rule != "narration-decorative-image"]
    assert [one.place for one in script.left_out] == [one.place for one in rules]
    assert {one.place for one in script.left_out} <= places


@settings(max_examples=tries(40))
@given(documents(max_leaves=6), options())
def test_options_leave_the_chapters_and_the_ids_alone(document, chosen):
    script = narrate(document, options=chosen)
    outline = [(entry.id, entry.title, entry.level) for entry in flatten(document.outline)]
    assert outline == [(one.id, one.title, one.level) for one in script.chapters[1:]]
    ids = [one.id for one in script.utterances]
    assert len(ids) == len(set(ids))


@settings(max_examples=tries(15))
@given(documents(max_leaves=6))
def test_the_detailed_profile_leaves_no_text_out(document):
    script = narrate(document, options=NarrationOptions(profile="detailed"))
    assert () == tuple(piece for one in script.left_out for piece in one.texts)
    assert narrate(document) == script


@settings(max_examples=tries(15))
@given(documents(max_leaves=6))
def test_skipped_formulas_are_counted(document):
    whole = narrate(document)
    script = narrate(document, options=NarrationOptions(formulas="skip"))
    formulas = sum(isinstance(one, Math) for one in all_inlines(document))
    formulas += sum(isinstance(one, MathBlock) for one in all_blocks(document))
    assert formulas == sum(one.kind == "formula" for one in script.left_out)
    assert len(whole.chapters) == len(script.chapters)


def test_an_option_wins_over_its_profile():
    assert "skip" == NarrationOptions(profile="simple").manner.code
    chosen = NarrationOptions(profile="simple", code="read", long_tables=0).manner
    assert replace(PROFILES["simple"], code="read", long_tables=0) == chosen


@pytest.mark.parametrize(
    "wrong",
    [{"profile": "loud"}, {"code": "sing"}, {"notes": "before"}, {"long_tables": -1}],
)
def test_a_value_that_is_none_is_an_error(wrong):
    with pytest.raises(UsageError):
        NarrationOptions(**wrong)


def test_skipped_code_is_named_with_its_lines():
    script = narrate(_document(CODE), options=NarrationOptions(code="skip"))
    assert ["[Code, 2 lines.]", "[Left out.]"] == _said(_document(CODE), code="skip")
    assert [("code", ("a = 1\nb = 2",))] == [(one.kind, one.texts) for one in script.left_out]
    (found,) = script.findings
    assert ("narration-code-skipped", "a = 1 b = 2") == (found.rule, found.excerpt)
    assert found.advice


def test_skipped_formulas_are_named_where_they_stand():
    line = paragraph("Rate ", Math(FRACTION, r"\frac{n}{r}"), " rises.")
    document = _document(line, FORMULA)
    assert ["Rate formula rises.", "[Formula.]", "[Left out.]"] == _said(document, formulas="skip")
    script = narrate(document, options=NarrationOptions(formulas="skip"))
    assert (r"Rate \frac{n}{r} rises.",) == script.body_texts()
    assert [(), (r"\frac{n}{r}",)] == [one.texts for one in script.left_out]


def test_a_formula_that_cannot_be_told_is_said_to_be_left_out():
    blank = MathBlock(mathml=mathml(""), alternative="")
    assert ["[Formula.]", "[Left out.]"] == _said(_document(blank))
    assert ["narration-formula-skipped"] == [one.rule for one in narrate(_document(blank)).findings]


def test_a_long_table_is_shortened_and_it_is_said():
    document = _document(Table(bodies=(_rows(1, 2, 3, 4),)))
    said = _said(document, long_tables=4)
    assert ["v2", "[Table shortened: 2 more rows are not read.]", "[End of table.]"] == said[-3:]
    script = narrate(document, options=NarrationOptions(long_tables=4))
    assert [("table", ("r3", "v3", "r4", "v4"))] == [(o.kind, o.texts) for o in script.left_out]
    assert "v4" in _said(document, long_tables=8)
    assert "v4" in _said(document, long_tables=0)


def test_the_first_row_and_a_single_last_one_are_always_read():
    assert "v1" in _said(_document(Table(bodies=(_rows(1, 2, 3),))), long_tables=1)
    assert "v3" in _said(_document(Table(bodies=(_rows(1, 2, 3),))), long_tables=4)


def test_pull_quotes_are_named_and_left_out():
    document = _document(Aside(blocks=(paragraph("Loud words."),), role="pullquote"))
    assert ["[Pull quote.]", "[Left out.]"] == _said(document, pullquotes="skip")


def test_long_descriptions_are_named_and_left_out():
    picture = (paragraph(Image("", "A boat")),)
    figure = Figure(blocks=picture, description=(paragraph("She lies on her side."),))
    assert [
        *("[Figure.]", "A boat", "[Description.]", "[Left out.]", "[End of figure.]"),
    ] == _said(_document(figure), descriptions="skip")


def test_notes_at_the_end_say_their_number_and_section():
    assert [
        *("One.", "[Note 1.]", "Part", "Two.", "[Note 2.]"),
        *("[Notes.]", "[Note 1.]", "First."),
        *("[From the section:]", "[Part]", "[Note 2.]", "Second."),
    ] == _said(NOTED, notes="end")


def test_notes_at_the_end_belong_to_the_last_chapter():
    parts = narrate(NOTED, options=NarrationOptions(notes="end")).parts
    last = max(place for place, part in enumerate(parts) if isinstance(part, Chapter))
    said = [getattr(part, "text", "") for part in parts[last:]]
    assert {"Second.", "End of Title."} <= set(said)


def test_skipped_notes_are_told_once_at_least():
    assert ["One.", "[Note 1.]", "[Left out.]", "Part", "Two."] == _said(NOTED, notes="skip")[:5]
    assert ["One.", "Part", "Two.", "[Notes.]", "[Left out.]"] == _said(
        NOTED, notes="skip", profile="simple"
    )
    script = narrate(NOTED, options=NarrationOptions(notes="skip"))
    assert [("note-1", ("First.",)), ("note-2", ("Second.",))] == [
        (one.place, one.texts) for one in script.left_out
    ]


def test_notes_that_call_each_other_are_read_once_at_the_end_too():
    document = _document(
        paragraph("One", NoteReference("a")),
        notes=(
            Note("a", (paragraph("A", NoteReference("b")),)),
            Note("b", (paragraph("B", NoteReference("a")),)),
            Note("c", (paragraph("C"),)),
        ),
    )
    script = narrate(document, options=NarrationOptions(notes="end"))
    assert ("A", "B", "C") == script.note_texts()


def test_the_closing_says_what_was_not_read():
    table = Table(bodies=(_rows(1, 2, 3),))
    picture = paragraph("See ", Image("", MISSING))
    film = Embed(title="Tide", address="https://example.org/", kind="video")
    document = _document(CODE, CODE, table, picture, film, paragraph("7" * 50))
    told = (
        "Not read in this recording: 2 code listings, 1 table in part, "
        "1 image without a description, 1 embedded item, and 1 long run of characters in part."
    )
    assert ["End of Title.", told] == _closing(document, code="skip", long_tables=2)
    assert ["End of Title."] == _closing(document, profile="simple")
    assert ["End of Title."] == _closing(_document(paragraph("Words.")))


def test_the_closing_names_no_title_that_its_voice_cannot_say():
    said = narrate(_document(paragraph("Реч."), language="sr")).utterances[-1]
    assert ("End of the text.", "en") == (said.text, said.language)


def test_a_title_with_a_mark_of_its_own_gets_no_second_one():
    document = replace(_document(paragraph("Yes.")), metadata=Metadata(title="So.", language="en"))
    assert "End of So." == narrate(document).utterances[-1].text


def test_the_simple_profile_says_fewer_words_of_ours():
    detailed, simple = (
        [
            one
            for one in narrate(article(), options=NarrationOptions(profile=name)).utterances
            if one.role == "announcement"
        ]
        for name in ("detailed", "simple")
    )
    assert len(simple) < len(detailed)
    unsaid = {"End of list.", "End of table.", "End of figure.", "Caption:", "Back to the text."}
    assert not unsaid & {one.text for one in simple}


def test_a_figure_of_something_that_names_itself_needs_no_word():
    figure = Figure(blocks=(CODE,), caption=(Text("The sum"),))
    assert [
        *("[Code.]", "a = 1\nb = 2", "[End of code.]", "[Caption:]", "The sum"),
    ] == _said(_document(figure))


def test_a_caption_that_follows_nothing_is_not_announced_as_one():
    figure = Figure(blocks=(paragraph(Image("", MISSING)),), caption=(Text("Harbour"),))
    assert ["[Figure.]", "Harbour", "[End of figure.]"] == _said(_document(figure))


def test_deeper_headings_pause_for_less():
    inner = Section((Text("Deep"),), (paragraph("c"),))
    outer = Section((Text("Top"),), (paragraph("b"),), (inner,))
    parts = narrate(_document(sections=(outer,)), Pauses(heading_step=0.3)).parts
    around = [
        (parts[place + 1], parts[place + 3])
        for place, part in enumerate(parts)
        if isinstance(part, Chapter) and part.level
    ]
    assert [(Pause(1.2), Pause(0.8)), (Pause(0.9), Pause(0.6))] == around
    assert (0.6, 0.6) == Pauses().around_heading(9)
    assert (0.1, 0.2) == Pauses(before_heading=0.1, after_heading=0.2).around_heading(3)


def test_items_of_lists_count_in_the_simple_profile_too():
    items = tuple(ListItem((paragraph(word),)) for word in ("one", "two"))
    assert ["[List with 2 items.]", "one", "two"] == _said(
        _document(List(items=items)), profile="simple"
    )
