"""Hypothesis strategies for words and inlines; :mod:`tests.strategies` builds on them."""

import random
from functools import cache, partial

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Abbreviation,
    Anchor,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Quotation,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from tests.building import mathml, png_asset

_PLAIN = (
    "the sea rises twice a day and nobody asked it why keepers wrote heights in pencil "
    "harbour lamp ledger slowly"
)
_NASTY = (
    'R&D a<b c>d <p> &amp; ]]> "so said" it\'s it\u2019s “high” \u2013 naïve Ærø 1. - # * | \\ {x} '
    "$5 100% _low_ http://x.example/?a=1&b=2 "
    "🌊 👩\u200d🔬 潮汐 海 שלום עליכם مد وجزر 50\u00a0cm e\u0301te\u0301"
)
_NASTY_SHARE = 0.35
ADDRESSES = (
    "https://example.org/a?b=1&c=2",
    "https://example.org/caf%C3%A9",
    "mailto:a@example.org",
)
FOREIGN = (("fr", ""), ("de", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("ja", ""), ("", "rtl"))
FORMULAE = (
    ("<msup><mi>x</mi><mn>2</mn></msup>", "x squared", "x^2"),
    ("<mfrac><mn>1</mn><mi>n</mi></mfrac>", "1 over n", r"\frac{1}{n}"),
    ("<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>", "a is less than b", "a < b"),
)
ASSET = png_asset()
_CODE = ("x = 1", "a < b && c", "f(x)", '"text"', "ls -l | wc", "λ", "</code>")


def words(most: int = 6) -> SearchStrategy[str]:
    """Give clean, collapsed text of one to ``most`` words, some of them nasty."""
    return st.integers(0, 100_000).map(partial(_phrase, most))


@cache
def _phrase(most: int, number: int) -> str:
    """Return the phrase of a number: one draw for many words, and 0 for the plainest."""
    plain, nasty = _PLAIN.split(" "), _NASTY.split(" ")
    if number < len(plain):
        return plain[number]
    pick = random.Random(number)  # noqa: S311 - the same words for the same number
    chosen = (pick.choice(nasty if pick.random() < _NASTY_SHARE else plain) for _ in range(most))
    return " ".join(list(chosen)[: pick.randint(1, most)])


def pictures() -> SearchStrategy[Image]:
    """Give images in the three states of their alternative, with bytes or without."""
    alternative = st.one_of(words(), st.just(DECORATIVE), st.just(MISSING))
    place = st.sampled_from([(ASSET.key, ""), (ASSET.key, ADDRESSES[0]), ("", ADDRESSES[1])])
    title = st.just("") | words(2)
    return st.builds(lambda a, p, t: Image(p[0], a, p[1], t), alternative, place, title)


def _formulae() -> SearchStrategy[Math]:
    return st.sampled_from(FORMULAE).map(lambda f: Math(mathml(f[0]), f[1], f[2]))


def _around(children: SearchStrategy[Inlines]) -> list[SearchStrategy[Inline]]:
    """Return the inlines that hold others, links left out."""
    return [
        children.map(Emphasis),
        children.map(Strong),
        children.map(Superscript),
        children.map(Subscript),
        st.builds(Quotation, children, st.sampled_from(("", *ADDRESSES))),
        st.builds(Abbreviation, children, st.just("") | words(3)),
        st.builds(lambda c, f: Span(c, f[0], f[1]), children, st.sampled_from(FOREIGN)),
    ]


# What users call is a composite around a cached strategy: the composite's repr stays short, and
# hypothesis prints the reprs of what it draws from.
@st.composite
def inlines(
    draw: DrawFn, *, links: bool = True, notes: bool = True, images: bool = True, depth: int = 2
) -> Inlines:
    """Give a line: never empty, its first inline a run of text."""
    return draw(_lines(links=links, notes=notes, images=images, depth=depth))


@cache
def _lines(*, links: bool, notes: bool, images: bool, depth: int) -> SearchStrategy[Inlines]:
    if depth == 0:
        return words(4).map(lambda text: (Text(text),))
    inner = inlines(links=links, notes=notes, images=images, depth=depth - 1)
    kinds: list[SearchStrategy[Inline]] = [
        words(4).map(Text),
        st.sampled_from(_CODE).map(Code),
        _formulae(),
        *_around(inner),
    ]
    if images:
        kinds += [pictures(), st.just(LineBreak())]
    if links:
        target = st.sampled_from(ADDRESSES) | st.integers(0, 50).map(lambda n: Anchor(f"{n}"))
        unlinked = inlines(links=False, notes=False, images=images, depth=depth - 1)
        kinds.append(st.builds(Link, target, unlinked, st.just("") | words(2)))
    if notes:
        kinds.append(st.integers(0, 9).map(lambda n: NoteReference(f"{n}")))
    return st.builds(_joined, words(4), st.lists(st.one_of(kinds), max_size=4))


def _joined(first: str, rest: list[Inline]) -> Inlines:
    """Return a line with single spaces between inlines and adjacent text merged."""
    line: list[Inline] = [Text(first)]
    for inline in rest:
        tight = isinstance(inline, LineBreak | Superscript | Subscript | NoteReference)
        after_break = isinstance(line[-1], LineBreak)
        if not tight and not after_break:
            _append(line, Text(" "))
        if isinstance(inline, LineBreak) and after_break:
            continue
        _append(line, inline)
    if isinstance(line[-1], LineBreak):
        line.pop()
    return tuple(line)


def _append(line: list[Inline], inline: Inline) -> None:
    if isinstance(inline, Text) and isinstance(line[-1], Text):
        line[-1] = Text(line[-1].value + inline.value)
    else:
        line.append(inline)
