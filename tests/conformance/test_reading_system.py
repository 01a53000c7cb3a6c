"""The EPUBs in a reading system: contents lead, notes open, images and formulas show."""

from collections import Counter
from functools import cache

import pytest

import tasktide_export as tasktide
from tasktide_export.document import Embed, Image, Math, MathBlock, flatten
from tasktide_export.document.text import blocks_texts
from tasktide_export.document.walk import all_blocks, all_inlines, note_calls
from tools.judges import reading_system
from tools.judges.reading_system import Place
from tools.judges.workshop import ROOT

pytestmark = pytest.mark.conformance

EDITIONS = {
    "test_contents_lead_to_every_section": "epub",
    "test_every_note_opens_and_leads_back": "epub",
    "test_every_image_shows": "epub",
    "test_every_formula_shows": "epub",
    "test_the_engine_has_nothing_to_complain_of": "epub",
}
SCREENSHOTS = ROOT / "build" / "conformance" / "reading"
NO_SECTIONS = """---
title: The harbour, in a word
---

Mud[^1].

[^1]: At low water.
"""
ODD_PLACES = """---
title: Приливные часы
lang: ru
---

Lead[^lead].

# Привет, мир

Text[^formula] with $x^2$.

# A note[^heading] and $a_b$ in a heading, 100% & more

## Ünïcode “quotes” ![a lost picture](lost.png)

Words, and [a way](#привет-мир).

[^lead]: First.
[^formula]: A formula $y = 2$, *emphasis*, and another note[^note].
[^heading]: Called in a heading.
[^note]: Called in a note.
"""
RIGHT_TO_LEFT = f"""---
title: الساعات
lang: ar
---

# البحر

{"كلمات كثيرة عن البحر والقمر والمد والجزر. " * 120}

## القمر

{"كلمات كثيرة عن البحر والقمر والمد والجزر. " * 120}[^1]

# المد

نهاية[^1].

[^1]: ملاحظة.
"""
HARD = {
    "no-sections": NO_SECTIONS,
    "odd-headings-and-calls": ODD_PLACES,
    "right-to-left": RIGHT_TO_LEFT,
}


@cache
def _opened(book):
    return reading_system.open_book(book, SCREENSHOTS / book.stem)


@pytest.fixture
def seen(article, edition, installed):
    """Give what the reading system saw of the article's EPUB, which it opens once."""
    book = edition(article, "epub")
    installed(reading_system.install)
    return _opened(book)


def test_contents_lead_to_every_section(article, seen):
    """Every line leads to a heading that says the same; without sections, to the title."""
    _assert_contents_lead(tasktide.read(article), seen)


def test_every_note_opens_and_leads_back(article, seen):
    """Every call opens the note that it calls, and the note leads back to a call of it."""
    _assert_notes_open(tasktide.read(article), seen)


def test_every_image_shows(article, seen):
    """Every image whose bytes the document has is drawn, posters of films included."""
    document = tasktide.read(article)
    alternatives = [
        image.alternative if isinstance(image.alternative, str) else ""
        for image in all_inlines(document)
        if isinstance(image, Image) and image.asset
    ]
    posters = ["" for block in all_blocks(document) if isinstance(block, Embed) and block.poster]

    expected = Counter(_words(text) for text in (*alternatives, *posters))
    assert expected == Counter(_words(image.alternative) for image in seen.images)
    assert [] == [image for image in seen.images if not (image.shown and image.width)]


def test_every_formula_shows(article, seen):
    """Every formula is there as MathML and has its place on the screen."""
    _assert_formulas_show(tasktide.read(article), seen)


def test_the_engine_has_nothing_to_complain_of(article, seen):
    assert () == seen.complaints


@pytest.mark.parametrize("name", HARD)
def test_hard_places_are_reached_too(name, tmp_path, installed):
    installed(reading_system.install)
    article = tmp_path / f"{name}.md"
    article.write_text(HARD[name], encoding="utf-8")
    document = tasktide.read(article)
    book = tmp_path / "book.epub"
    tasktide.export(document, "epub", book)

    seen = reading_system.open_book(book, SCREENSHOTS / article.stem)

    _assert_contents_lead(document, seen)
    _assert_notes_open(document, seen)
    _assert_formulas_show(document, seen)
    assert () == seen.complaints


def _assert_contents_lead(document, seen):
    lines = [(_words(entry.title), entry.level) for entry in flatten(document.outline)]
    expected = [
        Place(title=title, level=level, shown=True, heading=title)
        for title, level in lines or [(_words(document.metadata.title), 1)]
    ]
    assert expected == list(seen.contents)


def _assert_notes_open(document, seen):
    texts = {note.id: _squeezed("".join(blocks_texts(note.blocks))) for note in document.notes}
    expected = Counter(texts[note] for note in note_calls(all_inlines(document)))
    assert expected == Counter(_squeezed(note.words) for note in seen.notes)
    assert [] == [note for note in seen.notes if not (note.shown and note.returned)]


def _assert_formulas_show(document, seen):
    nodes = (*all_inlines(document), *all_blocks(document))
    formulas = [_words(node.alternative) for node in nodes if isinstance(node, Math | MathBlock)]
    assert Counter(formulas) == Counter(_words(formula.alternative) for formula in seen.formulas)
    assert [] == [formula for formula in seen.formulas if not formula.shown]


def _words(text):
    return " ".join(text.split())


def _squeezed(text):
    """Leave the spaces out: paragraphs meet without one in a page's text."""
    return "".join(text.split())
