"""The tag tree, node by node, against the tree that the document asks for.

veraPDF finds a tree that breaks a rule; it cannot know that a paragraph is missing,
stands in the wrong section or became something else. ``pdf_tree.document`` says what
the tree must be, from the document alone.
"""

import contextlib
import gzip
import io

import pikepdf
import pytest
from hypothesis import given, settings

import tasktide_export as tasktide
from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    CodeBlock,
    Document,
    Figure,
    Image,
    Link,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Text,
    identify,
)
from tasktide_export.errors import ReadError
from tests.building import math_block, paragraph, png_asset
from tests.effort import tries
from tests.exporters.pdf_tree.actual import HEADINGS, actual
from tests.exporters.pdf_tree.document import expected
from tests.exporters.pdf_tree.marks import strays
from tests.exporters.pdf_tree.node import Node, lines, nodes
from tests.exporters.pdf_tree.rules import bad_links, bodiless, lost_links, nameless, scopeless
from tests.specimen import article
from tests.strategies import documents

NAMES = ("specimen", "city-trees.txt", "notes-on-reading-aloud.md", "tidal-clocks.html")
PAGES = 40
"""How many pages of the corpus the nightly run reads."""


def opened(document):
    return pikepdf.open(io.BytesIO(tasktide.export(document, "pdf").data))


@contextlib.contextmanager
def pair_of(*blocks, **rest):
    """Give a document of ``blocks`` and its open PDF."""
    about = Metadata(title="T", language="en")
    document = identify(Document(metadata=about, blocks=blocks, **rest))
    with opened(document) as pdf:
        yield document, pdf


@pytest.fixture(scope="module", params=NAMES)
def pair(request, examples):
    """Give a document and its open PDF."""
    name = request.param
    document = article() if name == "specimen" else tasktide.read(examples / name)
    with opened(document) as pdf:
        yield document, pdf


def heads(tree):
    """Return for each data cell the header cells that it names."""
    return [cell.heads for cell in nodes(tree, "TD")]


def pages_of_headings(tree):
    return [heading.page for heading in nodes(tree, *HEADINGS)]


def pages_told(tree):
    """Return the numbers at the ends of the lines of the contents."""
    contents = [top for top in tree.kids if isinstance(top, Node) and top.role == "TOC"]
    return [link.page for one in contents for link in nodes(one, "Link")]


def lasting_faults(pdf):
    """Return what no document may have."""
    return [*strays(pdf), *bad_links(pdf), *lost_links(pdf), *nameless(pdf, "Note"), *bodiless(pdf)]


def assert_same_tree(document, pdf):
    assert list(lines(expected(document))) == list(lines(actual(pdf)))


def test_the_tree_is_the_documents(pair):
    assert_same_tree(*pair)


def test_nothing_is_drawn_beside_the_tree(pair):
    assert [] == list(strays(pair[1]))


def test_every_link_has_its_annotations_and_they_say_its_text(pair):
    assert [] == list(bad_links(pair[1]))


def test_every_annotation_is_in_the_tree_once(pair):
    assert [] == list(lost_links(pair[1]))


def test_every_note_is_in_the_id_tree(pair):
    assert [] == list(nameless(pair[1], "Note"))


def test_every_list_item_has_a_body(pair):
    assert [] == list(bodiless(pair[1]))


def test_every_header_cell_has_a_scope_and_is_in_the_id_tree(pair):
    assert [] == [*scopeless(pair[1]), *nameless(pair[1], "TH")]


def test_every_data_cell_names_its_header_cells(pair):
    document, pdf = pair
    assert heads(expected(document)) == heads(actual(pdf))


def test_the_contents_tell_the_pages_of_the_headings(pair):
    tree = actual(pair[1])
    assert pages_of_headings(tree) == pages_told(tree)


PICTURE = Image("p", "A staff")
CAPTION = (Text("The staff"),)
FIGURES = {
    "a picture": Figure((Paragraph((PICTURE,)),), CAPTION),
    "a picture without a caption": Figure((Paragraph((PICTURE,)),)),
    "a picture in another language": Figure((Paragraph((PICTURE,)),), CAPTION, language="fr"),
    "a picture that nobody described": Figure((Paragraph((Image("p", MISSING),)),), CAPTION),
    "decoration": Figure((Paragraph((Image("p", DECORATIVE),)),), CAPTION),
    "a lost picture": Figure((Paragraph((Image("", "A staff"),)),), CAPTION),
    "a linked picture": Figure((Paragraph((Link("https://example.org/a", (PICTURE,)),)),), CAPTION),
    "a picture and words": Figure((paragraph(PICTURE, " and its shadow"),), CAPTION),
    "words and a picture": Figure((paragraph("Here: ", PICTURE),), CAPTION),
    "a picture and a paragraph": Figure((Paragraph((PICTURE,)), paragraph("words")), CAPTION),
    "two pictures in a line": Figure((Paragraph((PICTURE, PICTURE)),), CAPTION),
    "two pictures": Figure((Paragraph((PICTURE,)), Paragraph((PICTURE,))), CAPTION),
    "a figure": Figure((Figure((Paragraph((PICTURE,)),), CAPTION),), CAPTION),
    "code": Figure((CodeBlock("x = 1"),), CAPTION),
    "a formula": Figure((math_block("<mi>x</mi>", "x"),), CAPTION),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_tree_of_a_figure_of(name):
    with pair_of(FIGURES[name], assets=(png_asset("p"),)) as (document, pdf):
        assert_same_tree(document, pdf)
        assert [] == lasting_faults(pdf)


def test_the_text_of_a_link_is_in_order_where_a_picture_comes_first():
    link = Link("https://example.org/a", (PICTURE, Text(" and its shadow")))
    with pair_of(paragraph("See ", link), assets=(png_asset("p"),)) as (_, pdf):
        assert [] == list(bad_links(pdf))


def test_a_note_keeps_the_language_of_its_first_paragraph():
    note = Note("n", (Paragraph((Text("Un mot."),), language="fr"),))
    with pair_of(paragraph("Words", NoteReference("n")), notes=(note,)) as (document, pdf):
        assert_same_tree(document, pdf)


def test_brackets_are_not_turned_around_by_right_to_left_text_elsewhere():
    """There a bracket is drawn with its mirror's glyph, which the font maps to one of both."""
    hebrew = Paragraph((Text("(שלום) [שלום] {שלום}"),), language="he", direction="rtl")
    with pair_of(hebrew, paragraph("f(x) and a[0] {b}")) as (document, pdf):
        assert_same_tree(document, pdf)


@pytest.mark.corpus
def test_the_tree_of_a_real_article_is_the_documents(shared):
    document = tasktide.read(shared / "articles" / "open-source-ai.txt")
    with opened(document) as pdf:
        assert_same_tree(document, pdf)
        assert [] == lasting_faults(pdf)
        assert pages_of_headings(actual(pdf)) == pages_told(actual(pdf))


@settings(max_examples=tries(10))
@given(documents(max_leaves=5))
def test_the_tree_of_any_document_is_the_documents(document):
    with opened(document) as pdf:
        assert_same_tree(document, pdf)


@settings(max_examples=tries(5))
@given(documents(max_leaves=5))
def test_the_tree_of_any_document_keeps_the_rules(document):
    with opened(document) as pdf:
        assert [] == lasting_faults(pdf)


@settings(max_examples=tries(5))
@given(documents(max_leaves=5))
def test_the_data_cells_of_any_document_name_their_header_cells(document):
    with opened(document) as pdf:
        assert [] == [*scopeless(pdf), *nameless(pdf, "TH")]
        assert heads(expected(document)) == heads(actual(pdf))


def page_of_the_corpus(shared, number):
    found = sorted((shared / "corpus" / "wcxb").glob("*.html.gz"))
    if not found:
        pytest.skip("the folder of third-party pages has no wcxb")
    return gzip.decompress(found[number * len(found) // PAGES].read_bytes())


@pytest.mark.corpus
@pytest.mark.nightly
@pytest.mark.parametrize("number", range(PAGES))
def test_the_tree_of_a_page_of_the_corpus_is_the_documents(shared, number):
    try:
        document = tasktide.read(page_of_the_corpus(shared, number))
    except ReadError as error:
        pytest.skip(f"no article: {error}")
    with opened(document) as pdf:
        assert_same_tree(document, pdf)
        assert [] == lasting_faults(pdf)
        assert heads(expected(document)) == heads(actual(pdf))
