"""What looks like an answer and is none."""

from dataclasses import replace

import pytest

from tasktide_export.checks import accessibility, check_document, verify
from tasktide_export.document import (
    Cell,
    Document,
    Image,
    MathBlock,
    Metadata,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    identify,
)
from tests.building import math_block, paragraph, png_asset


def document(*blocks, language: str = "en") -> Document:
    return identify(
        Document(
            metadata=Metadata(title="T", language=language),
            blocks=blocks,
            assets=(png_asset("p"),),
        )
    )


def errors(subject: Document) -> set[str]:
    return {one.rule for one in check_document(subject) if one.severity == "error"}


@pytest.mark.parametrize("alternative", ["\u200b", ".", "*", "\u00a0", "—"])
def test_marks_alone_are_no_alternative_text(alternative):
    image = Paragraph((Text("See "), Image("p", alternative)))
    assert errors(document(image)) == {"image-alternative-missing"}


@pytest.mark.parametrize("alternative", ["5", "é", "🌊", "x²"])
def test_short_words_are_an_alternative_text(alternative):
    image = Paragraph((Text("See "), Image("p", alternative)))
    assert errors(document(image)) == set()


def test_empty_header_cells_head_nothing():
    empty = Row((Cell((), header=True), Cell((), header=True)))
    full = Row((Cell((paragraph("a"),)), Cell((paragraph("b"),))))
    assert errors(document(Table(((full,),), (empty,)))) == {"table-header-missing"}


@pytest.mark.parametrize("tag", ["zz", "qq-GB", "english language", "en_"])
def test_languages_that_do_not_exist(tag):
    assert errors(document(paragraph("a"), language=tag)) == {"language-invalid"}


@pytest.mark.parametrize("tag", ["en", "gsw", "zh-Hant-TW", "sr-Latn", "iw", "x-klingon"])
def test_languages_that_do(tag):
    assert errors(document(paragraph("a"), language=tag)) == set()


def described(formula: MathBlock) -> bool:
    return "describedMath" in accessibility(document(formula), ()).features


def test_tex_is_no_description_of_a_formula():
    words = math_block("<mi>n</mi>", "n over r")
    assert described(words)
    assert not described(replace(words, alternative=r"\frac{n}{r}"))


def test_numbers_at_the_end_of_titles_are_no_page_numbers():
    """The title "Step 1" on page 1 is not the title "Step 11"."""
    import tasktide_export as tasktide

    sections = tuple(Section((Text(f"Step {n}"),), (paragraph("a"),)) for n in range(1, 13))
    steps = identify(Document(metadata=Metadata(title="T", language="en"), sections=sections))
    assert verify(tasktide.export(steps, "pdf").data, "pdf", steps) == ()
