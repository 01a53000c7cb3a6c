"""The spoken script says the document, the whole document, in order."""

from dataclasses import replace
from itertools import pairwise, takewhile

import pytest
from hypothesis import given

from tasktide_export.document import (
    DECORATIVE,
    MISSING,
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
    Quotation,
    Row,
    Section,
    Span,
    Table,
    Text,
    body_texts,
    flatten,
    identify,
    note_texts,
)
from tasktide_export.narration import (
    LONGEST,
    TITLE,
    Chapter,
    Pause,
    Pauses,
    Utterance,
    narrate,
    phrases_for,
)
from tests.building import mathml, paragraph
from tests.strategies import article, documents


def _document(*blocks, language="en", notes=(), **metadata):
    return identify(
        Document(
            metadata=Metadata(title="Title", language=language, **metadata),
            blocks=blocks,
            notes=notes,
        )
    )


def _said(document):
    """What is said between opening and closing, announcements in brackets."""
    spoken = [one for one in narrate(document).utterances if not one.id.startswith("title.")]
    return [one.text if one.role == "text" else f"[{one.text}]" for one in spoken]


def _texts(document):
    return [one for one in narrate(document).utterances if one.role == "text"]


def _opening(document):
    """What is said in the opening, each with its language."""
    opening = list(takewhile(lambda one: one.place == TITLE, narrate(document).utterances))
    assert {"announcement"} == {one.role for one in opening}
    return [(one.text, one.language) for one in opening]


@given(documents())
def test_the_script_says_the_documents_text(document):
    script = narrate(document)
    assert tuple(body_texts(document)) == script.body_texts()
    assert sorted(note_texts(document)) == sorted(script.note_texts())


def _cell(text, **marks):
    return Cell((paragraph(text),), **marks)


def _list(*words, **marks):
    return List(items=tuple(ListItem((paragraph(word),)) for word in words), **marks)


@given(documents())
def test_chapters_are_the_title_and_the_outline(document):
    script = narrate(document)
    outline = [(e.id, e.title, e.level) for e in flatten(document.outline)]
    assert outline == [(c.id, c.title, c.level) for c in script.chapters[1:]]
    assert ("title", 0) == (script.chapters[0].id, script.chapters[0].level)


@given(documents())
def test_utterances_are_short_and_their_ids_differ(document):
    utterances = narrate(document).utterances
    assert all(len(one.spoken) <= LONGEST for one in utterances)
    assert len(utterances) == len({one.id for one in utterances})
    assert all(one.spoken for one in utterances)


def test_the_article_with_every_node_is_read_whole():
    document = article()
    assert tuple(body_texts(document)) == narrate(document).body_texts()
    assert sorted(note_texts(document)) == sorted(narrate(document).note_texts())


def test_the_opening_names_title_authors_publisher_date_and_the_synthetic_voice():
    about = {"language": "de", "authors": ("Ann", "Bob"), "published": "2026-02-14"}
    opening = _opening(_document(paragraph("Words."), publisher="Die Zeile", **about))
    told = ["Von", "Ann, Bob.", "Erschienen bei", "Die Zeile.", "14. Februar 2026"]
    said = ["Title", *told, phrases_for("de").synthetic]
    assert [(words, "de") for words in said] == opening


def test_names_and_dates_are_in_the_documents_language_where_phrases_are_not():
    about = {"language": "sr", "authors": ("Ана",), "published": "2026-02-14"}
    assert [
        ("Title", "sr"),
        ("By", "en"),
        ("Ана.", "sr"),
        ("14. фебруар 2026.", "sr"),
        (phrases_for("en").synthetic, "en"),
    ] == _opening(_document(paragraph("Реч."), **about))


def test_a_date_without_words_in_the_language_is_english():
    about = {"language": "tlh", "published": "2026-02-14T08:00"}
    assert ("February 14, 2026", "en") == _opening(_document(**about))[1]
    about["published"] = "spring"
    assert ("spring", "tlh") == _opening(_document(**about))[1]


def test_phrases_are_english_where_there_are_none():
    document = _document(paragraph("Fjalë."), language="sq")
    opening = narrate(document).utterances
    assert [("sq", "Title"), ("en", phrases_for("en").synthetic)] == [
        (one.language, one.text) for one in opening[:2]
    ]


def test_announcements_keep_the_voice_of_the_text():
    script = narrate(_document(CodeBlock(text="x"), language="en-US"))
    assert {"en-US"} == {one.language for one in script.utterances}


def test_utterances_never_run_into_each_other():
    parts = narrate(article()).parts
    kinds = [type(part) for part in parts]
    assert (Utterance, Utterance) not in pairwise(kinds)


def test_an_empty_cell_is_called_empty():
    head = Row((_cell("A", header=True), _cell("B", header=True)))
    rows = (Row((_cell("x"), Cell(()))), Row((_cell("y"), _cell(" "))))
    assert [
        *("[Row 1.]", "x", "[Empty.]"),
        *("[Row 2.]", "[A:]", "y", "[B:]", "[Empty.]", "[End of table.]"),
    ] == _said(_document(Table(bodies=(rows,), head=(head,))))[-9:]


def test_another_language_is_another_utterance():
    document = _document(paragraph("He said ", Span((Text("au revoir"),), "fr"), ", and left."))
    spoken = [(one.text, one.language) for one in _texts(document)]
    assert [("He said ", "en"), ("au revoir,", "fr"), (" and left.", "en")] == spoken


def test_punctuation_alone_is_no_utterance_of_its_own():
    document = _document(paragraph("Say ", Span((Text("oui"),), "fr"), "!"))
    assert ["Say ", "oui!"] == _said(document)


def test_an_apostrophe_stays_with_its_letter():
    document = _document(paragraph(Span((Text("Zoé"),), "fr"), "\u2019s boat"))
    assert ["Zoé", "\u2019s boat"] == _said(document)


def test_lists_are_announced_and_numbered_aloud():
    ordered = _list("one", "two", ordered=True, start=26, numbering="lower-alpha")
    assert ["[List with 2 items.]", "[Z.]", "one", "[AA.]", "two"] == _said(_document(ordered))


def test_one_item_alone_is_not_called_a_list():
    assert ["one"] == _said(_document(_list("one")))
    assert ["[3.]", "one"] == _said(_document(_list("one", ordered=True, start=3)))


def test_the_end_of_a_long_or_nesting_list_is_told():
    assert "[End of list.]" == _said(_document(_list(*"abcdefgh")))[-1]
    first = ListItem((paragraph("outer"), _list("inner", "more")))
    nesting = List(items=(first, ListItem((paragraph("last"),))))
    assert [
        *("[List with 2 items.]", "outer", "[List with 2 items.]", "inner", "more", "last"),
        "[End of list.]",
    ] == _said(_document(nesting))


def test_the_end_of_a_list_whose_items_run_on_is_told():
    item = ListItem((paragraph("one"), paragraph("and on")))
    assert ["one", "and on", "one", "and on", "[End of list.]"] == _said(
        _document(List(items=(item, item)))
    )[1:]


def test_table_cells_follow_their_headers():
    head = Row((_cell("Town", header=True), _cell("People", header=True)))
    body = tuple(
        Row((_cell(town, header=True), _cell(people)))
        for town, people in (("Ulm", "126,000"), ("Bonn", "331,000"))
    )
    table = Table(bodies=(body,), head=(head,), caption=(Text("Towns"),))
    assert [
        "[Table with 2 columns and 2 rows.]",
        "Towns",
        *("[Columns:]", "Town", "People"),
        *("Ulm", "126,000"),
        *("Bonn", "[People:]", "331,000"),
        "[End of table.]",
    ] == _said(_document(table))


def test_group_headers_are_told_with_their_first_column():
    head = (
        Row((_cell("Day", header=True, row_span=2), _cell("High", header=True, column_span=2))),
        Row((_cell("am", header=True), _cell("pm", header=True))),
    )
    rows = (
        Row((_cell("Mo", header=True), _cell("3"), _cell("4"))),
        Row((_cell("Tu", header=True), _cell("none", column_span=2))),
    )
    said = _said(_document(Table(bodies=(rows,), head=head)))
    assert ["[Columns:]", "Day", "High", "am", "pm"] == said[1:6]
    assert ["Mo", "[High, am:]", "3", "[pm:]", "4"] == said[6:11]
    assert ["Tu", "[High, am, pm:]", "none", "[End of table.]"] == said[11:]


def test_a_spanning_row_header_applies_to_its_rows():
    rows = (
        Row((_cell("North", header=True, row_span=2), _cell("Ulm"))),
        Row((_cell("Bonn"),)),
        Row((_cell("Rome"),)),
    )
    assert ["North", "Ulm", "[North,]", "Bonn", "[Row 3.]", "Rome"] == _said(
        _document(Table(bodies=(rows,)))
    )[1:-1]


def test_a_heading_across_the_table_leaves_its_columns_their_headers():
    head = Row((_cell("Town", header=True), _cell("People", header=True)))
    across = Row((_cell("South", header=True, column_span=2),))
    rows = (across, Row((_cell("Rome", header=True), _cell("many"))))
    said = _said(_document(Table(bodies=(rows,), head=(head,))))
    assert ["South", "Rome", "[People:]", "many"] == said[4:-1]


def test_a_cell_under_a_row_span_keeps_its_column():
    head = Row(tuple(Cell((paragraph(word),), header=True) for word in ("A", "B")))
    tall = Row((Cell((paragraph("tall"),), row_span=2), Cell((paragraph("x"),))))
    second = Row((Cell((paragraph("y"),)),))
    said = _said(_document(Table(bodies=((tall, second),), head=(head,))))
    assert ["[B:]", "y"] == said[said.index("y") - 1 : said.index("y") + 1]


def test_figures_are_opened_and_closed():
    figure = Figure(blocks=(paragraph(Image("", "A red boat")),), caption=(Text("Harbour, 1931"),))
    assert ["[Figure.]", "A red boat", "[Caption:]", "Harbour, 1931", "[End of figure.]"] == _said(
        _document(figure)
    )
    assert ["[Figure.]", "A red boat"] == _said(_document(replace(figure, caption=())))
    told = replace(figure, caption=(), description=(paragraph("She lies on her side."),))
    assert [
        *("[Figure.]", "A red boat", "[Description.]", "She lies on her side.", "[End of figure.]"),
    ] == _said(_document(told))


def test_long_quotations_are_opened_and_closed():
    words = "nobody here ever asked the sea"
    quoting = paragraph("She said ", Quotation((Text(words),)), ". A table stood there.")
    assert [
        *("She said ", "[quote,]", f"{words}.", "[end of quote,]", " A table stood there."),
    ] == _said(_document(quoting))


def test_short_quotations_are_set_off_by_a_pause():
    quoting = paragraph("She said “", Quotation((Text("no, thank you"),)), "”, and left.")
    script = narrate(_document(quoting), Pauses(quote=0.4))
    assert [
        *("She said “", Pause(0.4), "no, thank you”,", Pause(0.4), " and left."),
    ] == [part.text if isinstance(part, Utterance) else part for part in script.parts[-8:-3]]


@given(documents())
def test_only_punctuation_ends_begin_no_utterance(document):
    pieces: dict[int, list[str]] = {}
    for one in narrate(document).utterances:
        if one.role == "text":
            pieces.setdefault(one.piece, []).append(one.text)
    later = [text for texts in pieces.values() for text in texts[1:]]
    assert not [text for text in later if text.startswith((".", ",", ";", "!", "?"))]


def test_formulas_in_tex_are_told_in_words():
    markup = mathml("<mfrac><mi>n</mi><mi>r</mi></mfrac>")
    inline = Math(markup, r"\frac{n}{r}")
    script = narrate(_document(paragraph("Rate ", inline, " rises."), language="en-GB"))
    (one,) = [one for one in script.utterances if one.role == "text"]
    assert (r"Rate \frac{n}{r} rises.", "Rate n over r rises.") == (one.text, one.spoken)
    block = MathBlock(mathml=markup, alternative=r"\frac{n}{r}")
    announced, told = narrate(_document(block, language="fr")).utterances[2:4]
    assert ("Formule.", "fr") == (announced.text, announced.language)
    assert (r"\frac{n}{r}", "n over r", "en") == (told.text, told.spoken, told.language)


def test_formulas_in_an_authors_words_are_read_so():
    block = MathBlock(mathml=mathml("<mi>x</mi>"), alternative="the unknown")
    assert ["[Formula.]", "the unknown"] == _said(_document(block))


def test_a_paragraph_of_many_formulas_is_cut_anyway():
    formula = Math(mathml("<mfrac><mi>n</mi><mi>r</mi></mfrac>"), r"\frac{n}{r}")
    document = _document(paragraph(*(("so it is, ", formula) * 200)))
    script = narrate(document)
    assert tuple(body_texts(document)) == script.body_texts()
    assert max(len(one.spoken) for one in script.utterances) <= LONGEST


def test_embeds_are_announced():
    embed = Embed(title="The tide", address="https://example.org/", transcript=(paragraph("Up."),))
    assert [
        "[An embedded page, which is not part of this recording.]",
        *("The tide", "[Transcript.]", "Up.", "[Back to the text.]"),
    ] == _said(_document(embed))


def test_code_is_read():
    said = _said(_document(CodeBlock(text="x = 1\ny = 2")))
    assert ["[Code.]", "x = 1\ny = 2", "[End of code.]"] == said


@pytest.mark.parametrize(
    ("language", "code", "spoken"),
    [
        ("de", "x = 1", "de"),
        ("ru", "print(x)", "en"),
        ("ru", "печать(икс)", "ru"),
        ("sr-Latn", "print(x)", "sr-Latn"),
        ("ja", "print(x)", "en"),
        ("", "print(x)", ""),
    ],
)
def test_code_is_in_the_documents_voice_if_that_knows_its_letters(language, code, spoken):
    script = narrate(_document(CodeBlock(text=code), language=language or "und"))
    assert spoken == next(one.language for one in script.utterances if one.role == "text")


def test_a_note_follows_the_block_that_calls_it_first():
    document = _document(
        paragraph("One", NoteReference("n"), " two", NoteReference("n"), "."),
        paragraph("Three."),
        notes=(Note("lost", (paragraph("Nobody calls."),)), Note("n", (paragraph("Body."),))),
    )
    assert [
        "One two.",
        "[Note 2.]",
        "Body.",
        "[End of note.]",
        "Three.",
        "[Further notes.]",
        "[Note 1.]",
        "Nobody calls.",
        "[End of note.]",
    ] == _said(document)


def test_notes_that_call_each_other_are_read_once():
    document = _document(
        paragraph("One", NoteReference("a")),
        notes=(
            Note("a", (paragraph("A", NoteReference("b")),)),
            Note("b", (paragraph("B", NoteReference("a")),)),
        ),
    )
    assert ("A", "B") == narrate(document).note_texts()


def test_images_without_words_are_findings():
    document = _document(
        paragraph("Text ", Image("", DECORATIVE), Image("", MISSING, "https://example.org/a.png"))
    )
    rules = ["narration-decorative-image", "narration-image-without-text"]
    assert rules == [one.rule for one in narrate(document).findings]
    assert {document.blocks[0].id} == {one.place for one in narrate(document).findings}


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("3" * 5000, "3" * 20),
        ("😀\u200d😀" * 250, None),
        ("A" * 100_000, None),
        ("https://www.example.org/a/b?c=d#e", "example.org"),
        ("あ" * 3000, "あ" * 5),
    ],
)
def test_endless_runs_are_read_in_short(run, said):
    document = _document(paragraph(f"Before {run} after"))
    script = narrate(document)
    text = [one for one in script.utterances if one.role == "text"]
    assert f"Before {run} after" == "".join(one.text for one in text)
    assert sum(len(one.spoken) for one in text) < 100
    if said:
        assert said in [one.spoken for one in text]
    if not run.startswith("https"):
        assert ["narration-shortened"] == [one.rule for one in script.findings]


def test_paragraphs_are_cut_between_sentences():
    sentence = "This is a sentence of some length, as sentences go. "
    document = _document(paragraph((sentence * 100).strip()))
    text = [one.text for one in narrate(document).utterances if one.role == "text"]
    assert len(text) == 100
    assert all(one.endswith("go. ") for one in text[:-1])


def test_abbreviations_end_no_sentence():
    document = _document(paragraph("Dr. Lind wrote on 3.5 pages, e.g. on gulls. Then she left."))
    text = [one for one in narrate(document).utterances if one.role == "text"]
    assert ["Dr. Lind wrote on 3.5 pages, e.g. on gulls. ", "Then she left."] == [
        one.text for one in text
    ]
    assert ["lead-1.s1", "lead-1.s2"] == [one.id for one in text]


def test_sentences_around_a_formula_are_said_one_by_one():
    formula = Math(mathml("<mfrac><mi>n</mi><mi>r</mi></mfrac>"), r"\frac{n}{r}")
    document = _document(paragraph("It rises. There ", formula, " holds. It falls."))
    text = [one for one in narrate(document).utterances if one.role == "text"]
    assert ["It rises. ", r"There \frac{n}{r} holds. ", "It falls."] == [one.text for one in text]
    assert ["", "There n over r holds. ", ""] == [one.substitute for one in text]


def test_text_without_sentences_is_cut_anyway():
    words = " ".join(f"word{n}" for n in range(2000))
    for text in (words, "字" * 10 + "漢" * 20 + "字符" * 2000):
        document = _document(paragraph(text))
        parts = [one.text for one in narrate(document).utterances if one.role == "text"]
        assert text == "".join(parts)
        assert max(len(part) for part in parts) <= LONGEST


def test_pauses_are_the_given_ones_and_never_add_up():
    document = _document(paragraph("One."), paragraph("Two."))
    script = narrate(document, Pauses(paragraph=0.25, tail=2.5))
    kinds = [type(part) for part in script.parts]
    assert (Pause, Pause) not in pairwise(kinds)
    assert Pause(0.25) in script.parts
    assert Pause(2.5) == script.parts[-1]


def test_items_and_cells_follow_each_other_swiftly():
    row = Row((_cell("one"), _cell("two")))
    for block in (_list("one", "two"), Table(bodies=((row,),))):
        parts = narrate(_document(block), Pauses(item=0.1, paragraph=0.9)).parts
        place = next(n for n, part in enumerate(parts) if getattr(part, "text", "") == "one")
        assert Pause(0.1) == parts[place + 1]


def test_an_empty_document_still_has_its_chapter():
    script = narrate(Document())
    assert [Chapter("title", "", 0)] == list(script.chapters)
    assert [phrases_for("en").synthetic, "End of the text."] == [
        one.text for one in script.utterances
    ]


def test_a_document_without_a_title_is_named_after_its_first_section():
    section = Section(title=(Text("First"),), blocks=(paragraph("Words."),))
    document = identify(Document(sections=(section,)))
    assert ["First", "First"] == [one.title for one in narrate(document).chapters]


def test_languages_are_inherited():
    german = replace(paragraph("Wort"), language="de")
    section = Section(title=(Text("Titre"),), blocks=(german, paragraph("mot")), language="fr")
    document = identify(Document(metadata=Metadata(language="en"), sections=(section,)))
    spoken = {one.text: one.language for one in narrate(document).utterances}
    assert ("fr", "de", "fr") == (spoken["Titre"], spoken["Wort"], spoken["mot"])


def test_text_that_no_voice_can_say_is_still_there():
    document = _document(paragraph("— … —"), paragraph("😀"))
    assert ("— … —", "😀") == narrate(document).body_texts()
    assert all(isinstance(one, Utterance) for one in narrate(document).utterances)
