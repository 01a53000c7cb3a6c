"""Formulas told in words."""

import pytest

from tasktide_export.document import Math
from tasktide_export.narration.maths import formula_words
from tests.building import mathml

_TEX = r"\tex"


def _row(text):
    """Return elements: letters as mi, digits as mn, signs as mo."""
    kinds = (("mi", str.isalpha), ("mn", str.isdigit), ("mo", lambda _: True))
    return "".join(
        f"<{tag}>{char}</{tag}>"
        for char in text
        for tag in [next(t for t, is_ in kinds if is_(char))]
    )


def _two(tag, *parts, attributes=""):
    inside = "".join(f"<mrow>{_row(part)}</mrow>" for part in parts)
    return f"<{tag}{attributes}>{inside}</{tag}>"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (_two("mfrac", "n", "r") + _row("+p"), "n over r plus p"),
        (_two("mfrac", "a+b", "c"), "the fraction a plus b, over c, end of fraction"),
        (_two("mfrac", "n", "k", attributes=' linethickness="0"'), "n choose k"),
        (_two("msup", "x", "2"), "x squared"),
        (_two("msup", "x", "n"), "x to the power n"),
        (_two("msup", "e", "−x"), "e to the power minus x"),  # noqa: RUF001
        (
            _two("msup", "x", "n+1") + _row("=0"),
            "x to the power of n plus 1, end of power, equals 0",
        ),
        (_two("msub", "x", "i"), "x sub i"),
        (_two("msubsup", "x", "i", "2"), "x sub i squared"),
        (_two("munderover", "∑", "i=1", "n") + "<mi>i</mi>", "the sum from i equals 1 to n of i"),
        (_two("msqrt", "x"), "the square root of x"),
        (_two("mroot", "x+1", "3"), "the cube root of x plus 1, end of root"),
        (_two("mover", "h", "¯"), "h bar"),
        (
            f"<mfrac><mi>a</mi>{_two('msqrt', 'b+c')}</mfrac><mi>d</mi>",
            "the fraction a, over the square root of b plus c, end of root, end of fraction, d",
        ),
        (
            "<munder><mo>lim</mo><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>f</mi>",
            "limit as x goes to 0 of f",
        ),
        (_row("Λ≠λ"), "capital lambda is not equal to lambda"),
        (
            (
                "<mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>"
                "<mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable><mo>)</mo>"
            ),
            "2 rows, row 1: a, b; row 2: c, d; end of rows",
        ),
        ("<mtext>speed</mtext><mo>≥</mo><mn>3.5</mn>", "speed is at least 3.5"),
        ("<mfrac><mi>x</mi></mfrac>", "x"),
        (
            "<semantics><mi>x</mi><annotation>\\x</annotation></semantics><mphantom><mi>y</mi></mphantom>",
            "x",
        ),
    ],
)
def test_markup_is_told_in_words(markup, words):
    assert words == formula_words(Math(mathml(markup), _TEX))


@pytest.mark.parametrize("alternative", ["x squared", "a < b", "∑ over i", "n/r"])
def test_words_of_the_author_stay(alternative):
    assert not formula_words(Math(mathml("<mi>x</mi>"), alternative))


def test_a_formula_without_an_alternative_is_told():
    assert "x" == formula_words(Math(mathml("<mi>x</mi>"), ""))


@pytest.mark.parametrize("markup", ["", "<math", mathml("<mtext>\\frac{a}{b}</mtext>")])
def test_tex_without_markup_loses_its_punctuation(markup):
    assert "frac a b to the 2" == formula_words(Math(markup, r"\frac{a}{b^2}"))


def test_deep_markup_is_told_flat():
    deep = "<msqrt>" * 200 + "<mi>α</mi>" + "</msqrt>" * 200  # noqa: RUF001
    assert "alpha" in formula_words(Math(mathml(deep), _TEX))
