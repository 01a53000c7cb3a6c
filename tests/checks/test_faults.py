"""Single faults in a book that has none: each must be found, by its rule, at its place."""

import re
from collections.abc import Callable
from functools import cache

import pytest

import tasktide_export as tasktide
from tasktide_export.checks import verify
from tasktide_export.document import (
    Asset,
    Cell,
    Document,
    Figure,
    Image,
    Link,
    Math,
    Metadata,
    Row,
    Section,
    Span,
    Table,
    Text,
    identify,
)
from tasktide_export.exporters.epub import EpubOptions
from tests.building import paragraph, png, png_asset
from tests.checks.read_along import files, unzipped, zipped

Files = dict[str, bytes]


def swap(path: str, old: str, new: str) -> Callable[[Files], Files]:
    """Return what puts ``new`` in the place of the only ``old`` in a file."""

    def fault(parts: Files) -> Files:
        text = parts[path].decode()
        assert text.count(old) == 1, f"{path} has {text.count(old)} times {old!r}"
        return {**parts, path: text.replace(old, new).encode()}

    return fault


def cut(path: str, pattern: str, new: str = "") -> Callable[[Files], Files]:
    """Return what puts ``new`` in the place of the only match of ``pattern`` in a file."""

    def fault(parts: Files) -> Files:
        text, count = re.subn(pattern, new, parts[path].decode(), flags=re.DOTALL)
        assert count == 1, f"{path} has {count} times {pattern!r}"
        return {**parts, path: text.encode()}

    return fault


OPF, ONE, TWO = "EPUB/package.opf", "EPUB/one.xhtml", "EPUB/two.xhtml"
SMIL, CSS, NAV = "EPUB/one.smil", "EPUB/style.css", "EPUB/nav.xhtml"
FEATURE = '<meta property="schema:accessibilityFeature">alternativeText</meta>'
HAZARD = '<meta property="schema:accessibilityHazard">none</meta>'
LAST = r'<audio src="one.wav" clipBegin="4.250s" clipEnd="5.000s"/>'

FAULTS = {
    "1 media-overlay attribute missing": (
        cut(OPF, r'\s+media-overlay="along"'), "overlay-missing", SMIL),
    "2 overlay names a passage that is not there": (
        swap(SMIL, "one.xhtml#s3", "one.xhtml#s33"), "overlay-text-missing", f"{SMIL}#p-s3"),
    "3 durations do not add up": (
        swap(OPF, '<meta property="media:duration">5.000s', '<meta property="media:duration">6s'),
        "overlay-duration-wrong", OPF),
    "4 invented feature": (
        swap(OPF, FEATURE, FEATURE.replace("alternativeText", "easyReading")),
        "claim-not-earned", "metadata"),
    "5 no hazard, and flashing": (
        swap(OPF, HAZARD, HAZARD + HAZARD.replace("none", "flashing")),
        "claim-not-earned", "metadata"),
    "6 heading level skipped": (
        cut(TWO, r"<h2>Weights</h2>", "<h4>Weights</h4>"),
        "heading-level-skipped", f"{TWO}#weights"),
    "7 low contrast": (swap(CSS, "color: #111;", "color: #999;"), "contrast-low", f"{ONE}#s1"),
    "8 source of the pages missing": (
        cut(OPF, r'<meta property="pageBreakSource">[^<]*</meta>'), "page-source-missing", OPF),
    "9 list of pages missing": (
        cut(NAV, r'<nav epub:type="page-list".*</nav>'), "page-list-missing", f"{TWO}#page-2"),
    "10 described image marked as decoration": (
        swap(TWO, 'alt="A wave taller than the boat"', 'alt=""'),
        "image-alternative-missing", f"{TWO}#picture"),
    "11 alternative text is a file name": (
        swap(TWO, 'alt="A wave taller than the boat"', 'alt="wave.png"'),
        "image-alternative-file-name", f"{TWO}#picture"),
    "12 table without header cells": (
        lambda parts: {**parts, TWO: parts[TWO].replace(b"<th scope", b"<td scope").replace(
            b"</th>", b"</td>")},
        "table-header-missing", f"{TWO}#table"),
    "13 caption missing": (
        swap(TWO, "<caption>Stones by weight</caption>", ""),
        "table-caption-missing", f"{TWO}#table"),
    "14 heading turned into a paragraph": (
        swap(TWO, "<h1>Stones</h1>", "<p>Stones</p>"), "contents-heading-missing", f"{TWO}#stones"),
    "15 a link says here": (
        swap(TWO, "weighed and listed by the museum</a>", "here</a>"),
        "link-text-vague", f"{TWO}#link"),
    "16 another language unmarked": (
        swap(ONE, '<i lang="fr">', "<i>"), "language-unmarked", f"{ONE}#s4"),
    "17 formula without alternative": (
        swap(ONE, ' alttext="one seventh"', ""), "math-alternative-missing", f"{ONE}#formula"),
    "18 drawing in lower case": (
        swap(ONE, "viewBox", "viewbox"), "svg-damaged", f"{ONE}#drawn"),
    "19 braille claimed": (
        swap(OPF, FEATURE, FEATURE + FEATURE.replace("alternativeText", "braille")),
        "claim-not-earned", "metadata"),
    "20 conforms to nonsense": (
        swap(OPF, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "very accessible"),
        "claim-not-earned", "metadata"),
    "21 clip beyond the end of the sound": (
        swap(SMIL, LAST, LAST.replace("5.000s", "0:59:00")),
        "overlay-clip-outside", f"{SMIL}#p-s5"),
    "22 overlay out of order": (
        lambda parts: {**parts, SMIL: parts[SMIL].replace(b"#s2", b"#sx").replace(
            b"#s3", b"#s2").replace(b"#sx", b"#s3")},
        "overlay-order", f"{SMIL}#p-s3"),
    "23 sentence missing from the overlay": (
        cut(SMIL, r'<par id="p-s3">.*?</par>'), "overlay-incomplete", f"{ONE}#s3"),
    "24 highlight without a look": (
        swap(CSS, ".reading", ".spoken"), "overlay-highlight-missing", ONE),
    "25 highlight white on white": (
        swap(CSS, "color: #000; background-color: #ffe58f", "color: #fff; background-color: #fff"),
        "overlay-highlight-invisible", f"{CSS}, line 2"),
}  # fmt: skip


def findings(parts: Files) -> list[tuple[str, str]]:
    return [(one.rule, one.place) for one in verify(zipped(parts), "epub")]


def test_the_untouched_book_has_no_finding():
    assert findings(files(png())) == []


def test_a_list_of_pages_may_encode_the_ids_that_it_leads_to():
    encoded = swap(NAV, "two.xhtml#page-2", "two.xhtml#page%2D2")
    assert findings(encoded(files(png()))) == []


@pytest.mark.parametrize(("spoil", "rule", "place"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_at_its_place(spoil, rule, place):
    found = [where for name, where in findings(spoil(files(png()))) if name == rule]
    assert any(where.startswith(place) for where in found), found


def own_book(*, aloud: bool = False) -> Files:
    """Return the files of an EPUB of ours that holds all that the faults are about."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 2h4"/></svg>'
    svg = Asset(key="drawn", data=drawing, media_type="image/svg+xml", name="drawn.svg")
    head = Row((Cell((paragraph("Stone"),), header=True), Cell((paragraph("Grams"),), header=True)))
    row = Row((Cell((paragraph("Flint"),)), Cell((paragraph("12"),))))
    french = Span(
        (Text("il faut bien que quelqu'un compte les vagues avant le petit déjeuner"),), "fr", "ltr"
    )
    link = Link("https://example.org/stones", (Text("the museum's list of stones"),))
    formula = Math("<math xmlns='http://www.w3.org/1998/Math/MathML'><mn>7</mn></math>", "seven")
    blocks = (
        paragraph("As the French say about work like this, ", french, "."),
        paragraph("They were weighed: ", link, "; one in ", formula, "."),
        Figure((paragraph(Image("pixels", "A wave taller than the boat")),), (Text("Seventh"),)),
        paragraph("Drawn: ", Image("drawn", "A level line")),
        Table(((row, row),), head=(head,), caption=(Text("Stones by weight"),)),
    )
    inner = Section((Text("Weights"),), (paragraph("Each stone was weighed twice."),))
    section = Section((Text("Stones"),), blocks, (inner,))
    about = Metadata(title="The keeper", language="en")
    document = identify(Document(metadata=about, sections=(section,), assets=(png_asset(), svg)))
    pages = tasktide.export(document, "pdf", tells_pages=True).pages
    options = EpubOptions(page_list="pdf", read_along="sentence" if aloud else "none")
    return unzipped(tasktide.export(document, "epub", options=options, pages=pages).data)


PACKAGE, STONES = "EPUB/content.opf", "EPUB/chapter-stones.xhtml"
STYLE, CONTENTS, DRAWN = "EPUB/style.css", "EPUB/nav.xhtml", "EPUB/images/drawn.svg"
META = '<meta property="schema:'
OWN = {
    "4 invented feature": (
        swap(PACKAGE, ">readingOrder<", ">easyReading<"), "claim-not-earned", "metadata"),
    "5 no hazard, and flashing": (
        swap(PACKAGE, f'{META}accessibilityHazard">none</meta>',
             f'{META}accessibilityHazard">none</meta>{META}accessibilityHazard">flashing</meta>'),
        "claim-not-earned", "metadata"),
    "6 heading level skipped": (
        cut(STONES, "<h2>Weights</h2>", "<h4>Weights</h4>"), "heading-level-skipped",
        f"{STONES}#weights"),
    "7 low contrast": (
        cut(STYLE, r"^(.*?body \{\s+color:) #1a1a1a", r"\1 #aaa"),
        "contrast-low", f"{STONES}#stones-"),
    "8 source of the pages missing": (
        cut(PACKAGE, r'<meta property="pageBreakSource">[^<]*</meta>'),
        "page-source-missing", PACKAGE),
    "9 list of pages missing": (
        cut(CONTENTS, r'<nav epub:type="page-list".*?</nav>'), "page-list-missing",
        "EPUB/title.xhtml#page-1"),
    "10 captioned image marked as decoration": (
        swap(STONES, 'alt="A wave taller than the boat"', 'alt=""'), "image-alternative-missing",
        f"{STONES}#stones-"),
    "11 alternative text is a file name": (
        swap(STONES, 'alt="A wave taller than the boat"', 'alt="IMG_2034.jpg"'),
        "image-alternative-file-name", f"{STONES}#stones-"),
    "12 table without header cells": (
        lambda parts: {**parts, STONES: re.sub(
            rb"(</?)th\b(?: scope=\"col\")?", rb"\1td", parts[STONES])},
        "table-header-missing", f"{STONES}#stones-"),
    "13 caption missing": (
        cut(STONES, "<caption>.*?</caption>"), "table-caption-missing", f"{STONES}#stones-"),
    "14 heading turned into a paragraph": (
        cut(STONES, "<h1>Stones</h1>", "<p>Stones</p>"), "contents-heading-missing",
        f"{STONES}#stones"),
    "15 a link says here": (
        swap(STONES, "the museum's list of stones", "here"),
        "link-text-vague", f"{STONES}#stones-"),
    "16 another language unmarked": (
        cut(STONES, r'<span lang="fr"[^>]*>', "<span>"), "language-unmarked", f"{STONES}#stones-"),
    "17 formula without alternative": (
        cut(STONES, r' alttext="[^"]*"'), "math-alternative-missing", f"{STONES}#stones-"),
    "18 drawing in lower case": (swap(DRAWN, "viewBox", "viewbox"), "svg-damaged", DRAWN),
    "19 braille claimed": (
        swap(PACKAGE, f'{META}accessibilityHazard">',
             f'{META}accessibilityFeature">braille</meta>{META}accessibilityHazard">'),
        "claim-not-earned", "metadata"),
    "20 conforms to nonsense": (
        swap(PACKAGE, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "very accessible"),
        "claim-not-earned", "metadata"),
}  # fmt: skip


def test_our_untouched_book_has_no_finding():
    assert findings(own_book()) == []


@pytest.mark.parametrize(("spoil", "rule", "place"), OWN.values(), ids=OWN)
def test_a_fault_in_our_book_is_found_at_its_place(spoil, rule, place):
    found = [where for name, where in findings(spoil(own_book())) if name == rule]
    assert any(where.startswith(place) for where in found), found


SPOKEN = "EPUB/chapter-stones.smil"


@cache
def spoken_book() -> Files:
    return own_book(aloud=True)


def _clips(parts: Files) -> list[str]:
    return re.findall(r"<par .*?</par>", parts[SPOKEN].decode(), flags=re.DOTALL)


def _without_a_sentence(parts: Files) -> Files:
    return {**parts, SPOKEN: parts[SPOKEN].replace(_clips(parts)[2].encode(), b"")}


def _out_of_order(parts: Files) -> Files:
    one, other = (re.search('#([^"]+)', clip)[1] for clip in _clips(parts)[1:3])  # type: ignore[index]
    text = parts[SPOKEN].decode().replace(f'#{one}"', '#?"').replace(f'#{other}"', f'#{one}"')
    return {**parts, SPOKEN: text.replace('#?"', f'#{other}"').encode()}


def _beyond_the_end(parts: Files) -> Files:
    text, last = parts[SPOKEN].decode(), _clips(parts)[-1]
    longer = re.sub(r'clipEnd="[^"]*"', 'clipEnd="0:59:00"', last)
    return {**parts, SPOKEN: text.replace(last, longer).encode()}


ALOUD = {
    "1 media-overlay attribute missing": (
        cut(PACKAGE, r' media-overlay="overlay-chapter-stones"'), "overlay-missing", SPOKEN),
    "2 overlay names a passage that is not there": (
        swap(SPOKEN, '#stones.s1"', '#stones.s99"'), "overlay-text-missing", SPOKEN),
    "3 durations do not add up": (
        cut(PACKAGE, r'<meta property="media:duration">[^<]*',
            '<meta property="media:duration">99s'),
        "overlay-duration-wrong", PACKAGE),
    "21 clip beyond the end of the sound": (_beyond_the_end, "overlay-clip-outside", SPOKEN),
    "22 overlay out of order": (_out_of_order, "overlay-order", SPOKEN),
    "23 sentence missing from the overlay": (_without_a_sentence, "overlay-incomplete", STONES),
    "24 highlight without a look": (
        lambda parts: {**parts, STYLE: parts[STYLE].replace(b".-epub-media-overlay-active", b".x")},
        "overlay-highlight-missing", STONES),
    "25 highlight white on white": (
        cut(STYLE, r"(\.-epub-media-overlay-active \{) [^}]*\}",
            r"\1 background-color: #fff; color: #fff }"),
        "overlay-highlight-invisible", STYLE),
}  # fmt: skip


def test_our_book_that_reads_along_has_no_finding():
    assert findings(spoken_book()) == []


@pytest.mark.parametrize(("spoil", "rule", "place"), ALOUD.values(), ids=ALOUD)
def test_a_fault_in_our_book_that_reads_along_is_found_at_its_place(spoil, rule, place):
    found = [where for name, where in findings(spoil(spoken_book())) if name == rule]
    assert any(where.startswith(place) for where in found), found
