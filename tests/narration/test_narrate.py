"""The spoken script says the document, the whole document, in order."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Cell,
    CodeBlock,
    Document,
    Figure,
    Image,
    List,
    ListItem,
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
    Chapter,
    Pause,
    Pauses,
    Utterance,
    narrate,
    phrases_for,
)
from tests.building import paragraph
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
    """What is said after the opening, announcements in brackets."""
    spoken = [one for one in narrate(document).utterances if not one.id.startswith("title.")]
    return [one.text if one.role == "text" else f"[{one.text}]" for one in spoken]


@given(documents())
def test_the_script_says_the_documents_text(document):
    script = narrate(document)
    assert tuple(body_texts(document)) == script.body_texts()
    assert sorted(note_texts(document)) == sorted(script.note_texts())


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


def test_the_opening_names_title_authors_and_the_synthetic_voice():
    document = _document(paragraph("Words."), language="de", authors=("Ann", "Bob"))
    opening = [one for one in narrate(document).utterances if one.id.startswith("title.")]
    assert ["Title", "Von Ann, Bob.", phrases_for("de").synthetic] == [o.text for o in opening]
    assert {"announcement"} == {one.role for one in opening}
    assert {"de"} == {one.language for one in opening}


def test_phrases_are_english_where_there_are_none():
    document = _document(paragraph("Sanat."), language="fi")
    opening = narrate(document).utterances
    assert [("fi", "Title"), ("en", phrases_for("en").synthetic)] == [
        (one.language, one.text) for one in opening[:2]
    ]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_phrases_fill_in(language):
    phrases = phrases_for(f"{language}-XX")
    assert f"{language}-XX" == phrases.language
    assert "7" in phrases["table"].format(columns=7, rows=2)
    assert "7" in phrases["shortened"].format(count=7)
    assert "Ann" in phrases["by"].format(names="Ann")


def test_announcements_keep_the_voice_of_the_text():
    script = narrate(_document(CodeBlock(text="x"), language="en-US"))
    assert {"en-US"} == {one.language for one in script.utterances}


def test_utterances_never_run_into_each_other():
    parts = narrate(article()).parts
    kinds = [type(part) for part in parts]
    assert (Utterance, Utterance) not in pairwise(kinds)


def test_an_empty_cell_has_no_header_read():
    head = Row((Cell((paragraph("A"),), header=True), Cell((paragraph("B"),), header=True)))
    table = Table(bodies=((Row((Cell((paragraph("x"),)), Cell(()))),),), head=(head,))
    said = _said(_document(table))
    assert ["[A:]", "x", "[End of table.]"] == said[-3:]


def test_another_language_is_another_utterance():
    document = _document(paragraph("He said ", Span((Text("au revoir"),), "fr"), ", and left."))
    spoken = [(one.text, one.language) for one in narrate(document).utterances[-3:]]
    assert [("He said ", "en"), ("au revoir", "fr"), (", and left.", "en")] == spoken


def test_punctuation_alone_is_no_utterance_of_its_own():
    document = _document(paragraph("Say ", Span((Text("oui"),), "fr"), "!"))
    assert ["Say ", "oui!"] == _said(document)


def test_lists_are_numbered_aloud():
    items = tuple(ListItem((paragraph(word),)) for word in ("one", "two"))
    ordered = List(items=items, ordered=True, start=26, numbering="lower-alpha")
    assert ["[Z.]", "one", "[AA.]", "two"] == _said(_document(ordered))
    assert ["one", "two"] == _said(_document(List(items=items)))


def test_table_cells_follow_their_headers():
    head = Row((Cell((paragraph("Town"),), header=True), Cell((paragraph("People"),), header=True)))
    body = Row((Cell((paragraph("Ulm"),), header=True), Cell((paragraph("126,000"),))))
    table = Table(bodies=((body,),), head=(head,), caption=(Text("Towns"),))
    assert [
        "[Table, columns: 2, rows: 1.]",
        "Towns",
        "Town",
        "People",
        "[Row 1.]",
        "Ulm",
        "[People:]",
        "126,000",
        "[End of table.]",
    ] == _said(_document(table))


def test_a_cell_under_a_row_span_keeps_its_column():
    head = Row(tuple(Cell((paragraph(word),), header=True) for word in ("A", "B")))
    tall = Row((Cell((paragraph("tall"),), row_span=2), Cell((paragraph("x"),))))
    second = Row((Cell((paragraph("y"),)),))
    said = _said(_document(Table(bodies=((tall, second),), head=(head,))))
    assert ["[B:]", "y"] == said[said.index("y") - 1 : said.index("y") + 1]


def test_figures_and_quotations_are_opened_and_closed():
    figure = Figure(blocks=(paragraph(Image("", "A red boat")),), caption=(Text("Harbour, 1931"),))
    assert ["[Figure.]", "A red boat", "Harbour, 1931"] == _said(_document(figure))
    quoting = paragraph("She said ", Quotation((Text("no"),)), ".")
    assert ["She said ", "[quote,]", "no", "[end of quote,]", "."] == _said(_document(quoting))


def test_code_is_read():
    said = _said(_document(CodeBlock(text="x = 1\ny = 2")))
    assert ["[Code.]", "x = 1\ny = 2", "[End of code.]"] == said


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


def test_long_paragraphs_are_cut_between_sentences():
    sentence = "This is a sentence of some length, as sentences go. "
    document = _document(paragraph((sentence * 100).strip()))
    text = [one.text for one in narrate(document).utterances if one.role == "text"]
    assert len(text) == 4
    assert all(one.endswith("go. ") for one in text[:-1])


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


def test_an_empty_document_still_has_its_chapter():
    script = narrate(Document())
    assert [Chapter("title", "", 0)] == list(script.chapters)
    assert [phrases_for("en").synthetic] == [one.text for one in script.utterances]


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
