# ruff: noqa: RUF001 - quotation marks and dashes are part of what is tested
"""The DOCX exporter: what it has in common with the printed page."""

import io
import zipfile
from dataclasses import replace

import pytest

from tasktide_export.document import (
    Aside,
    BlockQuote,
    CodeBlock,
    Document,
    Figure,
    Image,
    List,
    ListItem,
    Metadata,
    Quotation,
    Section,
    Strong,
    Text,
    ThematicBreak,
    identify,
)
from tasktide_export.drawing.svg import draw, has_words
from tasktide_export.exporters.docx.languages import quotation_marks
from tests.building import paragraph, png_asset
from tests.exporters.docx_reading import W, body, export, export_blocks, find, part, text, values


def _styles(root) -> list[str]:
    return values(root, "./w:p/w:pPr/w:pStyle")


@pytest.mark.parametrize("role", ["note", "tip", "important", "warning", "sidebar", "pullquote"])
def test_asides_hold_no_words_but_their_own(role):
    data, _ = export_blocks(Aside((paragraph("Mind the step."),), role=role))
    assert [text(one) for one in find(body(data), "./w:p")] == ["Title", "Mind the step."]


def test_a_dash_that_is_ours_stands_before_an_attribution():
    data, _ = export_blocks(BlockQuote((paragraph("q"),), attribution=(Text("who"),)))
    runs = find(body(data), "./w:p[last()]/w:r")
    assert [text(one) for one in runs] == ["—\N{NO-BREAK SPACE}", "who"]
    assert values(runs[0], ".//w:rStyle") == ["Generated"]


@pytest.mark.parametrize(
    ("site", "publisher", "line"),
    [
        ("Site", "Press", "14 February 2026 · Site"),
        ("", "Press", "14 February 2026 · Press"),
        ("", "", "14 February 2026"),
    ],
)
def test_the_front_names_the_site_or_else_the_publisher(site, publisher, line):
    about = Metadata(
        title="T", language="en-GB", published="2026-02-14", site=site, publisher=publisher
    )
    root = body(export(identify(Document(metadata=about)))[0])
    assert [text(one) for one in find(root, "./w:p[w:pPr/w:pStyle/@w:val='Date']")] == [line]


def test_figures_and_their_captions_are_centred_and_lone_pictures_are_not():
    picture = paragraph(Image("one", "Words"))
    data, _ = export_blocks(
        picture, Figure((picture,), caption=(Text("Below"),)), assets=(png_asset("one"),)
    )
    lone, shown, caption = find(body(data), "./w:p")[1:]
    assert values(lone, "w:pPr/w:jc") == ["left"]
    assert [values(one, "w:pPr/w:jc") for one in (shown, caption)] == [[], []]
    styles = part(data, "word/styles.xml")
    path = "w:style[@w:styleId='{}']/w:pPr/w:jc"
    found = [values(styles, path.format(name)) for name in ("Figure", "Caption", "TableCaption")]
    assert found == [["center"], ["center"], ["left"]]


def test_a_break_is_a_short_rule_in_the_middle():
    data, _ = export_blocks(ThematicBreak())
    rule = find(body(data), "./w:p[last()]")[0]
    assert text(rule) == "\N{NO-BREAK SPACE}"
    indent = find(rule, "w:pPr/w:ind")[0]
    assert indent.get(f"{W}left") == indent.get(f"{W}right") == str(round(9070 * 0.35))
    borders = find(part(data, "word/styles.xml"), "w:style[@w:styleId='ThematicBreak']//w:pBdr/*")
    assert [one.tag for one in borders] == [f"{W}bottom"]


def test_boxes_have_room_between_their_edge_and_the_text():
    styles = part(export_blocks()[0], "word/styles.xml")
    shaded = find(styles, "w:style[w:pPr/w:shd]")
    assert len(shaded) == 6
    for style in shaded:
        spaces = {one.tag: int(one.get(f"{W}space")) for one in find(style, "w:pPr/w:pBdr/*")}
        assert set(spaces) == {f"{W}{side}" for side in ("top", "left", "bottom", "right")}
        assert min(spaces.values()) >= 6


def test_boxes_alike_are_not_joined():
    data, _ = export_blocks(CodeBlock("a"), CodeBlock("b"), CodeBlock("c"))
    lefts = [
        "".join(one.get(f"{W}left") for one in find(code, "w:pPr/w:ind"))
        for code in find(body(data), "./w:p")[1:]
    ]
    assert lefts == ["", "151", ""]


def test_the_bar_of_a_box_stands_where_text_begins():
    data, _ = export_blocks(Aside((paragraph("مد"),)), language="ar")
    borders = find(body(data), "./w:p[last()]/w:pPr/w:pBdr/*")
    assert [(one.tag[len(W) :], one.get(f"{W}sz")) for one in borders] == [
        ("top", "4"),
        ("left", "4"),
        ("bottom", "4"),
        ("right", "24"),
    ]


def test_markers_from_right_to_left_stand_in_the_middle_of_their_room():
    item = ListItem((paragraph("مد"),))
    data, _ = export_blocks(List((item,), ordered=True), List((item,)), language="ar")
    numbering = part(data, "word/numbering.xml")
    used = values(numbering, "w:num/w:abstractNumId")
    for number in used:
        levels = find(numbering, f"w:abstractNum[@w:abstractNumId='{number}']/w:lvl")
        assert {one for level in levels for one in values(level, "w:lvlJc")} == {"center"}
        sides = [find(level, "w:pPr/w:ind")[0] for level in levels]
        lefts = [int(one.get(f"{W}left")) for one in sides]
        assert [int(one.get(f"{W}hanging")) for one in sides] == [212] * 9
        assert lefts == [425 * (level + 1) for level in range(9)]
    assert len(set(used)) == 2


def test_strong_words_in_a_heading_stay_bold():
    section = Section((Strong((Text("Bold"),)),), (paragraph(Strong((Text("Bold"),))),))
    data, _ = export(identify(Document(metadata=Metadata(title="T"), sections=(section,))))
    heading, line = find(body(data), "./w:p[w:r/w:rPr/w:rStyle/@w:val='Strong']")
    assert [len(find(one, ".//w:rPr/w:b")) for one in (heading, line)] == [1, 0]


def test_quotations_inside_others_have_the_inner_marks():
    inner = Quotation((Text("b"), Quotation((Text("c"),))))
    data, _ = export_blocks(paragraph(Quotation((Text("a"), inner))))
    assert text(find(body(data), "./w:p")[1]) == "“a‘b‘c’’”"


@pytest.mark.parametrize("language", ["en", "de", "fr", "nl", "sv", "pl", "ru", "ar", "ja", "es"])
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_marks_are_those_of_the_printed_page(language, depth):
    quotes = pytest.importorskip("weasyprint.text.constants").get_lang_quotes(language)
    expected = tuple(side[min(depth, len(side) - 1)] for side in quotes)
    assert expected == quotation_marks(language, depth)


@pytest.mark.parametrize("family", ["sans-serif", "No Such Face", ""])
def test_the_words_of_a_drawing_are_in_its_png(family):
    from PIL import Image as Pillow

    named = f'font-family="{family}"' if family else ""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30">'
        f'<text x="5" y="22" font-size="20" {named}>Tide</text></svg>'
    ).encode()
    assert has_words(svg)
    with Pillow.open(io.BytesIO(draw(svg))) as image:
        assert image.convert("RGBA").getchannel("A").getbbox() is not None


def test_a_drawing_whose_words_no_font_can_show_is_told(monkeypatch):
    from tasktide_export.document import Asset
    from tasktide_export.exporters.docx import media

    monkeypatch.setattr(media, "words_are_drawn", lambda: False)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>a</text></svg>'
    asset = replace(Asset("one", "image/svg+xml", svg, "one.svg"), width=9, height=9)
    data, outcome = export_blocks(paragraph(Image("one", "Words")), assets=(asset,))
    assert [finding.rule for finding in outcome.findings] == ["docx-drawing-words"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if name.endswith(".svg")] != []
