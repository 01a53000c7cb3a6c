"""Single faults in a book that has none: each must be found, by its rule, at its place."""

import re
from collections.abc import Callable

import pytest

from tasktide_export.checks import verify
from tests.building import png
from tests.checks.read_along import files, zipped

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
    "7 low contrast": (swap(CSS, "color: #111;", "color: #999;"), "contrast-low", f"{CSS}:1"),
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
        "overlay-highlight-invisible", f"{CSS}:2"),
}  # fmt: skip


def findings(parts: Files) -> list[tuple[str, str]]:
    return [(one.rule, one.place) for one in verify(zipped(parts), "epub")]


def test_the_untouched_book_has_no_finding():
    assert findings(files(png())) == []


@pytest.mark.parametrize(("spoil", "rule", "place"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_at_its_place(spoil, rule, place):
    assert (rule, place) in findings(spoil(files(png())))
