"""Notes at the foot of pages: with their calls, whole, and last in the tag tree."""

import io
from typing import Literal

import pikepdf
import pypdfium2
import pytest

import tasktide_export as tasktide
from tasktide_export.document import (
    BlockQuote,
    CodeBlock,
    Document,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Section,
    Text,
    identify,
)
from tasktide_export.exporters.pdf import PdfOptions
from tests.building import paragraph
from tests.exporters.pdf_tree.actual import actual
from tests.exporters.pdf_tree.document import expected
from tests.exporters.pdf_tree.node import lines

WORDS = "measured the tide every morning and wrote it down "


def document(blocks, notes, title=()) -> Document:
    section = Section(title or (Text("Tides"),), tuple(blocks))
    about = Metadata(title="T", language="en")
    return identify(Document(metadata=about, sections=(section,), notes=tuple(notes)))


def called(name: str, before: str, after: str = " more") -> Paragraph:
    return Paragraph((Text(before), NoteReference(name), Text(after)))


def written(made: Document, css: str = "", notes: Literal["page", "end"] = "page") -> bytes:
    return tasktide.export(made, "pdf", css=css, options=PdfOptions(notes=notes)).data


def assert_same_tree(made: Document, data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert list(lines(expected(made))) == list(lines(actual(pdf)))


def places(data: bytes) -> dict[str, int]:
    """Return the page of each named destination."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found = pikepdf.NameTree(pdf.Root.Names.Dests)
        return {str(name): pages[place[0].objgen] for name, place in found.items()}


def apart(data: bytes) -> list[str]:
    """Return the notes that stand on another page than their first call."""
    at = places(data)
    notes = [name for name in at if f"{name}-ref" in at]
    assert notes
    return [name for name in notes if at[name] != at[f"{name}-ref"]]


def book(length: int) -> Document:
    """Return paragraphs of different lengths, most with a note, so that pages end anywhere."""
    blocks = [called(f"n{n}", WORDS * (3 + n * 7 % 11), WORDS * (n % 5)) for n in range(length)]
    notes = [Note(f"n{n}", (paragraph(WORDS * (1 + n % 4)),)) for n in range(length)]
    return document(blocks, notes)


def test_every_note_is_on_the_page_of_its_call():
    made = book(90)
    data = written(made)
    assert apart(data) == []
    assert_same_tree(made, data)


def test_notes_at_the_end_are_on_the_last_pages():
    made = book(90)
    data = written(made, notes="end")
    at = places(data)
    assert max(at[f"note-{n}-ref"] for n in range(1, 91)) <= min(
        at[f"note-{n}"] for n in range(1, 91)
    )
    assert_same_tree(made, data)


def test_the_tree_is_the_same_wherever_notes_stand():
    made = book(30)
    trees = []
    for data in (written(made, notes="page"), written(made, notes="end")):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            trees.append(list(lines(actual(pdf))))
    assert trees[0] == trees[1]


def test_a_note_that_goes_over_a_page_is_whole():
    """The foot of a page cannot go on on the next: what does not fit would leave the paper."""
    made = document(
        [paragraph(WORDS * 40), called("n", WORDS * 5, WORDS * 30)],
        [Note("n", tuple(paragraph(f"{n}: " + WORDS * 30) for n in range(20)))],
    )
    data = written(made)
    assert_same_tree(made, data)
    with pypdfium2.PdfDocument(data) as pdf:
        seen = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert all(f"{n}: measured" in seen for n in range(20))


@pytest.mark.parametrize("css", ["", "@page { size: 70mm 60mm; margin: 8mm }"])
def test_more_notes_on_a_line_than_a_page_holds_go_to_the_end(css):
    calls = Paragraph((Text(WORDS), *(NoteReference(f"n{n}") for n in range(60))))
    notes = [Note(f"n{n}", (paragraph(f"{n}: " + WORDS * 3),)) for n in range(60)]
    made = document([paragraph(WORDS * 20), calls, paragraph(WORDS * 60)], notes)
    data = written(made, css)
    assert_same_tree(made, data)
    with pypdfium2.PdfDocument(data) as pdf:
        seen = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert all(f"{n}: measured" in seen for n in range(60))


def test_a_tall_note_leaves_the_foot():
    made = document([called("n", WORDS)], [Note("n", (CodeBlock("x\n" * 200),))])
    assert_same_tree(made, written(made))


def test_a_note_called_in_a_heading_stays_at_the_end():
    """It would be drawn in the middle of the heading's bookmark and running title."""
    made = document(
        [paragraph(WORDS * 400)],
        [Note("n", (paragraph("About the title."),))],
        title=(Text("Tides"), NoteReference("n")),
    )
    data = written(made)
    assert places(data)["note-1"] > places(data)["note-1-ref"]
    assert_same_tree(made, data)


def test_page_numbers_that_are_counted_again_lose_no_note():
    """Going over the pages again forgot notes sent on from pages that had not changed."""
    long = " ".join(["word"] * 170)
    made = document(
        [called(f"n{n}", WORDS * (25 + n)) for n in range(14)],
        [Note(f"n{n}", (paragraph(long),)) for n in range(14)],
    )
    css = "@page { size: A5; margin: 20mm 12mm 55mm }"
    assert_same_tree(made, written(made, css))


def test_own_rules_that_make_notes_of_the_end_footnotes_come_to_an_end():
    made = book(12)
    css = ".footnote { float: footnote } @page { size: A6 }"
    assert_same_tree(made, written(made, css, notes="end"))


@pytest.mark.parametrize("count", [14, 15, 22, 23, 31])
@pytest.mark.parametrize("kind", ["paragraphs", "code"])
def test_a_note_that_fits_is_not_sent_away_by_rounding(kind, count):
    lined = (CodeBlock("x\n" * (count - 1) + "x"),)
    blocks = lined if kind == "code" else tuple(paragraph(f"w{n}") for n in range(count))
    made = document([paragraph("Before."), called("n", "Call")], [Note("n", blocks)])
    data = written(made)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1


def test_a_note_whose_call_leaves_the_flow_is_not_lost():
    """Notes of what is placed by itself never get a place of their own."""
    made = document(
        [paragraph("before"), BlockQuote((called("n", "quoted"),)), paragraph("after")],
        [Note("n", (paragraph("THE NOTE"),))],
    )
    data = written(made, "blockquote { position: absolute }")
    assert_same_tree(made, data)


def test_hundreds_of_calls_in_a_paragraph_are_noted_at_the_end():
    calls = Paragraph(tuple(NoteReference(f"n{n}") for n in range(300)))
    made = document([calls], [Note(f"n{n}", (paragraph("a note"),)) for n in range(300)])
    data = written(made)
    assert_same_tree(made, data)
    at = places(data)
    assert at["note-300"] > at["note-1-ref"]


def test_a_call_after_a_space_may_begin_a_line():
    made = document([called("n", "words and a ", ".")], [Note("n", (paragraph("note"),))])
    with pypdfium2.PdfDocument(written(made)) as pdf:
        assert "\u2060" not in pdf[0].get_textpage().get_text_bounded()
