"""The template's text can be read: contrast of at least 7:1 (WCAG 2.2, 1.4.6)."""

import pytest
from lxml import etree

from tasktide_export.styles import load
from tests.exporters.docx_reading import find

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = etree.fromstring(load("plain").parts("docx")["word/styles.xml"])
INKS = sorted({one.get(f"{W}val") for one in find(STYLES, "//w:rPr/w:color")})
PAPERS = sorted({"FFFFFF", *(one.get(f"{W}fill") for one in find(STYLES, "//w:shd"))})


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("ink", INKS)
def test_text_has_a_contrast_of_seven_to_one(ink, paper):
    light, dark = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7


def test_styles_that_are_built_upon_are_there():
    names = {one.get(f"{W}styleId") for one in find(STYLES, "//w:style")}
    used = {one.get(f"{W}val") for one in find(STYLES, "//w:basedOn | //w:next | //w:link")}
    assert used <= names
