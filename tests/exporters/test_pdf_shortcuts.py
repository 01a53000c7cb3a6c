# ruff: noqa: RUF001 - the punctuation of other scripts is what is tried
"""Shorter ways through WeasyPrint: the same bytes, or they are not taken."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies

import tasktide_export as tasktide
from tasktide_export.document import (
    Cell,
    CodeBlock,
    Document,
    Image,
    Metadata,
    Row,
    Section,
    Table,
    Text,
    identify,
)
from tasktide_export.exporters.pdf import PdfOptions, shortcuts
from tasktide_export.exporters.pdf.loading import load_weasyprint
from tests.building import paragraph, png_asset
from tests.effort import tries
from tests.specimen import article
from tests.strategies import documents

pytestmark = pytest.mark.skipif(
    not shortcuts.are_valid(), reason="other versions than the shortcuts are for"
)

EXAMPLES = Path(__file__).parents[2] / "examples"
CSS = {
    "logical sides": "p { margin-inline-start: 2em; padding-inline: 1px 3%; inset-inline: 0 }",
    "shares": "p { width: 80%; margin: 1% 2% 3% auto; padding: 0 calc(1em + 2%); height: 50% }",
    "limits": "p { min-width: 20%; max-width: 90%; min-height: 3em; max-height: 40% }",
    "border box": "p, td { box-sizing: border-box; border: 3px solid; padding: 1em; width: 12em }",
    "padding box": "p { box-sizing: padding-box; padding: 5px; width: 200px; height: 3em }",
    "separate cells": "table { border-collapse: separate } td { border: 2px dotted; padding: 3px }",
    "columns": "main { columns: 2; column-gap: 5% }",
    "flex": "section { display: flex; flex-wrap: wrap } section > * { flex: 1 1 40%; margin: 2px }",
    "grid": "section { display: grid; grid-template-columns: 1fr 2fr }",
    "floats": "h2 { float: left; width: 30% } p { clear: right } figure { float: right }",
    "positions": "p { position: relative; top: 3px } h2 { position: absolute; right: 0 }",
    "letters": "p { letter-spacing: 0.1em; word-spacing: 0.3em } h2 { font-variant: small-caps }",
    "features": "p { font-feature-settings: 'smcp', 'onum'; font-kerning: none }",
    "lines": "p { text-decoration: underline overline wavy red } em { text-decoration: none }",
    "first": "p::first-letter { font-size: 3em; float: left } p::first-line { color: red }",
    "markers": "li::marker { color: red; content: '→ ' } li { list-style-position: inside }",
    "notes": ".footnote { float: footnote } ::footnote-call { color: green }",
    "justified": "p { text-align: justify; hyphens: auto; text-indent: 2em }",
    "clipped": "p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 9em }",
    "clamped": "p { max-lines: 2; block-ellipsis: auto; continue: discard }",
    "tabs": "pre { tab-size: 3; white-space: pre; letter-spacing: 1px }",
    "variables": "html { --gap: 7px } p { padding: var(--gap); color: var(--none, navy) }",
    "inherited": "em { all: unset } strong { all: initial } p { display: inherit }",
    "pages": "@page { margin: 5% 10% } section { page: wide } @page wide { size: A5 landscape }",
    "shown": "strong { visibility: hidden } p { opacity: 0.5; transform: rotate(1deg) }",
    "small": "html { font-size: 0 } p { font-size: 12px; line-height: 0 } em { font-size: 1e-9px }",
    "mirrored": "html { direction: rtl } code { unicode-bidi: embed; direction: ltr }",
}


def written(document: Document, css: str = "", *, short: bool) -> bytes:
    """Return the file, or what the layout says that cannot lay it out."""
    try:
        options = PdfOptions(shortcuts=short)
        return tasktide.export(document, "pdf", options=options, css=css).data
    except tasktide.ExportError as error:
        return f"{type(error).__name__}: {error}".encode()


def both_ways(document: Document, css: str = "") -> None:
    short, long = (written(document, css, short=one) for one in (True, False))
    # The bytes themselves would be no help in a report.
    assert sha256(short).hexdigest() == sha256(long).hexdigest()


@pytest.mark.parametrize("name", ["city-trees.txt", "notes-on-reading-aloud.md"])
def test_the_examples_are_the_same(name):
    both_ways(tasktide.read(EXAMPLES / name))


@pytest.mark.parametrize("css", CSS.values(), ids=CSS)
def test_the_specimen_is_the_same_under_own_rules(css):
    both_ways(article(), css)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قاسَ الحارسُ المدَّ كلَّ صباح (١٢ مرة) with a gauge و كتب."),
        ("he", "השומר מדד את הגאות בכל בוקר, 12 פעמים, ליד המגדלור."),
        ("ja", "灯台守は毎朝、潮の高さを測って記録した。ＡＢＣ「引用」。"),
        ("hi", "प्रहरी हर सुबह ज्वार को नापता और लिखता था। क्षत्रिय"),
        ("de", "Gezeitenaufzeichnungsgerät, Donaudampfschifffahrtsgesellschaft: Maß\u00adstab"),
        ("hu", "Legeslegmegszentségteleníthetetlenebb árapályfeljegyzések, asszonnyal"),
        ("th", "ผู้ดูแลวัดระดับน้ำทุกเช้าและจดบันทึก"),
        (
            "en",
            "No glyph \ue000, joined 👩‍👧, \u202ereversed\u202c; x\u0301\u0302, ﬁ, A\u200bB, 1⁄2",
        ),
    ],
)
def test_other_scripts_are_the_same(language, text):
    section = Section((Text(text[:20]),), tuple(paragraph(text * 4) for _ in range(12)))
    about = Metadata(title="T", language=language)
    both_ways(identify(Document(metadata=about, sections=(section,))), "p { hyphens: auto }")


def test_pictures_and_code_are_the_same():
    blocks = (paragraph(Image("pixels", "Dots")), CodeBlock("a\tb\n\tc  d\n" * 90))
    about = Metadata(title="T", language="en")
    both_ways(identify(Document(metadata=about, blocks=blocks, assets=(png_asset(),))))


@settings(max_examples=tries(6))
@given(documents(max_leaves=4))
def test_any_document_is_the_same(document):
    both_ways(document)


@settings(max_examples=tries(12))
@given(strategies.lists(strategies.text("aBz19 .,-/'(\u00ad\u00a0é", max_size=24), min_size=6))
def test_any_words_in_cells_are_the_same(texts):
    """How narrow a cell may be is asked word by word."""
    rows = tuple(Row((Cell((paragraph(text),)), Cell((paragraph("x " * 60),)))) for text in texts)
    about = Metadata(title="T", language="en")
    both_ways(identify(Document(metadata=about, blocks=(Table((rows,)),))))


def test_words_before_a_soft_hyphen_are_the_same():
    rows = (Row((Cell((paragraph("one in\u00adter two"),)), Cell((paragraph("x " * 60),)))),)
    about = Metadata(title="T", language="en")
    both_ways(identify(Document(metadata=about, blocks=(Table((rows,)),))))


def test_every_dictionary_hyphenates_the_same():
    import pyphen

    words = ["gezeitenaufzeichnung", "lighthouse", "observation", "мореплавание", "asszonnyal"]
    words += ["hidrográfico", "θάλασσα", "signalisation", "œuvre", "dampfschifffahrt", "x", ""]
    for path in sorted(set(pyphen.LANGUAGES.values())):
        slow = pyphen.HyphDict(path)
        with shortcuts.in_use(wanted=True):
            load_weasyprint()
            quick = pyphen.HyphDict(path)
            found = [quick.positions(word) for word in words]
        assert found == [slow.positions(word) for word in words], path.name
        assert quick.maxlen == slow.maxlen, path.name
        assert {key: quick.patterns.get(key) for key in quick.patterns} == slow.patterns


def test_they_are_in_use_only_while_a_document_is_laid_out():
    load_weasyprint()
    from weasyprint import css
    from weasyprint.layout import block, percent

    before = (percent.resolve_percentages, block.resolve_percentages, css.StyleFor.__call__)
    with shortcuts.in_use(wanted=True):
        assert percent.resolve_percentages is not before[0]
        assert block.resolve_percentages is percent.resolve_percentages
    with shortcuts.in_use(wanted=False):
        assert percent.resolve_percentages is before[0]
    after = (percent.resolve_percentages, block.resolve_percentages, css.StyleFor.__call__)
    assert after == before


def test_another_version_is_left_as_it_is(monkeypatch):
    load_weasyprint()
    from weasyprint.layout import percent

    monkeypatch.setitem(shortcuts.VERSIONS, "weasyprint", "70.1")
    kept = percent.resolve_percentages
    with shortcuts.in_use(wanted=True):
        assert percent.resolve_percentages is kept


def test_every_shortcut_stands_for_something():
    """A name that moved would be left out without a word."""
    load_weasyprint()
    with shortcuts.in_use(wanted=True):
        pass
    from tasktide_export.exporters.pdf.shortcuts import boxes, drawing, lengths, text

    functions = [one for room in (boxes, drawing, lengths, text) for one in room.FUNCTIONS]
    replaced = {name for _, name, _ in shortcuts._places()}
    assert {original.__name__ for original, _ in functions} <= replaced
