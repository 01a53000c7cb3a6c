"""What would be clumsy to the ear: said twice, said too early, or not told apart."""

import pytest

from tasktide_export.document import (
    Aside,
    Cell,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Document,
    Figure,
    Image,
    List,
    ListItem,
    MathBlock,
    Metadata,
    Note,
    NoteReference,
    Row,
    Table,
    Text,
    identify,
)
from tasktide_export.narration import TITLE, Pause, Pauses, narrate
from tests.building import mathml, paragraph

FORMULA = MathBlock(mathml=mathml("<mi>x</mi>"), alternative="x")


def _document(*blocks, notes=(), title="Title"):
    about = Metadata(title=title, language="en")
    return identify(Document(metadata=about, blocks=blocks, notes=notes))


def _said(document, pauses=None):
    told = [one for one in narrate(document, pauses).utterances if one.place != TITLE]
    return [one.text if one.role == "text" else f"[{one.text}]" for one in told]


def _cell(text, **marks):
    return Cell((paragraph(text),), **marks)


NOTE = Note("n", (paragraph("Body."),))
TOLD = ["[Note 1.]", "Body.", "[End of note.]"]


def test_a_note_waits_while_a_sentence_runs_on():
    opened = paragraph("Then", NoteReference("n"))
    document = _document(opened, FORMULA, paragraph("where x is new."), notes=(NOTE,))
    assert ["Then", "[Formula.]", "x", "where x is new.", *TOLD] == _said(document)
    document = _document(opened, FORMULA, paragraph("Where is x?"), notes=(NOTE,))
    assert ["Then", "[Formula.]", "x", *TOLD, "Where is x?"] == _said(document)


@pytest.mark.parametrize("end", [".", "!\u201d", "\u3002"])
def test_a_note_follows_a_sentence_that_has_ended(end):
    document = _document(paragraph("So", NoteReference("n"), end), FORMULA, notes=(NOTE,))
    assert [f"So{end}", *TOLD, "[Formula.]", "x"] == _said(document)


def test_a_note_follows_a_line_without_an_end_if_no_sentence_runs_on():
    document = _document(paragraph("A line", NoteReference("n")), paragraph("More."), notes=(NOTE,))
    assert ["A line", *TOLD, "More."] == _said(document)


def test_a_note_comes_at_the_end_at_the_latest():
    document = _document(paragraph("Then", NoteReference("n")), FORMULA, notes=(NOTE,))
    assert ["Then", "[Formula.]", "x", *TOLD] == _said(document)


def test_a_term_is_close_to_its_definition():
    item = DefinitionItem(((Text("Ebb"),),), ((paragraph("It falls."),),))
    parts = narrate(_document(DefinitionList((item,))), Pauses(item=0.1, paragraph=0.9)).parts
    place = next(n for n, part in enumerate(parts) if getattr(part, "text", "") == "Ebb")
    assert Pause(0.1) == parts[place + 1]


def test_code_is_said_line_by_line():
    code = CodeBlock(text="\nif x:\n\n    f(\n    )\ny = 1. # so. Yes\n")
    document = _document(code)
    assert ["\nif x:\n\n", "    f(\n    )\n", "y = 1. # so. Yes\n"] == _said(document)[1:-1]
    parts = narrate(document, Pauses(item=0.25)).parts
    place = next(n for n, part in enumerate(parts) if getattr(part, "text", "") == "\nif x:\n\n")
    assert Pause(0.25) == parts[place + 1]


def test_a_table_of_one_column_repeats_no_header_and_counts_no_rows():
    head = Row((_cell("Town", header=True),))
    rows = tuple(Row((_cell(word),)) for word in ("Ulm", "Bonn"))
    assert [
        *("[Table with 1 column and 2 rows.]", "[Columns:]", "Town", "Ulm", "Bonn"),
        "[End of table.]",
    ] == _said(_document(Table(bodies=(rows,), head=(head,))))


def test_an_aside_that_names_itself_is_not_named_twice():
    warning = Aside(blocks=(paragraph("Warning: hot."),), role="warning")
    assert ["Warning: hot.", "[Back to the text.]"] == _said(_document(warning))
    other = Aside(blocks=(paragraph("Warnings abound."),), role="warning")
    assert "[Warning.]" == _said(_document(other))[0]


def test_a_description_that_names_itself_is_not_named_twice():
    picture = (paragraph(Image("", "A boat")),)
    figure = Figure(blocks=picture, description=(paragraph("Description"), paragraph("Red.")))
    assert [
        *("[Figure.]", "A boat", "Description", "Red.", "[End of figure.]"),
    ] == _said(_document(figure))


def test_the_end_of_an_inner_list_is_told_where_the_outer_one_goes_on():
    inner = List(items=(ListItem((paragraph("a"),)), ListItem((paragraph("b"),))))
    items = (ListItem((paragraph("one"), inner)), ListItem((paragraph("two"),)))
    count = "[List with 2 items.]"
    end = "[End of list.]"
    assert [count, "one", count, "a", "b", end, "two", end] == _said(_document(List(items=items)))
    numbered = List(items=items, ordered=True)
    assert [
        *(count, "[1.]", "one", count, "a", "b", "[2.]", "two", end),
    ] == _said(_document(numbered))


def test_several_images_in_one_figure_are_told_apart():
    images = (paragraph(Image("", "Ebb")), paragraph(Image("", "Flow")))
    assert ["[Figure.]", "[image,]", "Ebb", "[image,]", "Flow"] == _said(
        _document(Figure(blocks=images))
    )


@pytest.mark.parametrize(
    ("title", "words"), [("Who?", "End of Who?"), ("So.", "End of So."), ("Up", "End of Up.")]
)
def test_the_closing_has_one_mark_at_its_end(title, words):
    assert words == narrate(_document(paragraph("Yes."), title=title)).utterances[-1].text
