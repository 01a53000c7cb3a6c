# ruff: noqa: RUF001 - quotation marks are part of what is tested
"""The DOCX exporter: native constructs, one by one."""

import io
import zipfile
from dataclasses import replace

import pytest

from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Abbreviation,
    Anchor,
    Aside,
    Asset,
    BlockQuote,
    Cell,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Image,
    Link,
    List,
    ListItem,
    Math,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Quotation,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
    ThematicBreak,
    flatten,
    identify,
)
from tasktide_export.errors import StyleError
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.docx import DocxExporter, DocxOptions
from tasktide_export.styles import load
from tests.building import math_block, mathml, paragraph, png_asset
from tests.exporters.docx_reading import (
    W,
    body,
    export,
    export_blocks,
    find,
    part,
    rules,
    shape,
    text,
    values,
)
from tests.specimen import article

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    b'<rect width="40" height="20" fill="#14407a"/></svg>'
)


def _image(data: bytes, media_type: str, alternative="A blue field"):
    asset = Asset("one", media_type, data, "one")
    return export_blocks(paragraph(Image("one", alternative)), assets=(asset,))


def _nested(levels: int) -> Section:
    inner = Section((Text(f"Level {levels}"),), (paragraph("Deep."),))
    for level in range(levels - 1, 0, -1):
        inner = Section((Text(f"Level {level}"),), sections=(inner,))
    return inner


# --- archive ---------------------------------------------------------------------


def test_same_document_gives_same_bytes():
    assert export(article())[0] == export(article())[0]


def test_archive_begins_with_content_types_and_is_sorted():
    with zipfile.ZipFile(io.BytesIO(export(article())[0])) as archive:
        names = archive.namelist()
        entries = archive.infolist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {(one.date_time, one.create_system) for one in entries} == {((2026, 2, 14, 8, 30, 0), 3)}


def test_template_without_a_part_is_a_style_error(tmp_path):
    (tmp_path / "docx").mkdir()
    style = replace(load("plain"), folders=(tmp_path,))
    with pytest.raises(StyleError, match=r"word/styles\.xml"):
        DocxExporter().write(article(), io.BytesIO(), DocxOptions(), Setting(style=style))


# --- structure -------------------------------------------------------------------


def test_headings_are_the_outline():
    document = article()
    paragraphs = find(
        body(export(document)[0]), ".//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]"
    )
    headings = [(int(values(one, "w:pPr/w:pStyle")[0][-1]), text(one)) for one in paragraphs]
    assert headings == [(entry.level, entry.title) for entry in flatten(document.outline)]


def test_heading_styles_have_outline_levels():
    styles = part(export(article())[0], "word/styles.xml")
    levels = values(styles, ".//w:style[starts-with(@w:styleId, 'Heading')]/w:pPr/w:outlineLvl")
    assert levels == [str(level) for level in range(9)]


def test_sections_deeper_than_nine_are_told():
    document = identify(Document(metadata=Metadata(title="T"), sections=(_nested(11),)))
    data, outcome = export(document)
    assert values(body(data), ".//w:pStyle[@w:val='Heading9']") == ["Heading9"] * 3
    assert "docx-heading-depth" in rules(outcome)


def test_contents_rows_lead_to_their_headings():
    data, _ = export(article())
    root = body(data)
    rows = find(root, ".//w:sdtContent//w:hyperlink")
    headings = find(root, "./w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]")
    assert [text(row).rstrip("0123456789") for row in rows] == [text(one) for one in headings]
    anchors = [row.get(f"{W}anchor") for row in rows]
    marks = [[m.get(f"{W}name") for m in find(one, "w:bookmarkStart")] for one in headings]
    assert [anchor in names for anchor, names in zip(anchors, marks, strict=True)] == [True] * 4
    pages = [
        code.split()[1] for code in find(root, ".//w:sdt//w:instrText/text()") if "PAGE" in code
    ]
    assert [page in names for page, names in zip(pages, marks, strict=True)] == [True] * 4


def test_contents_stop_at_the_wished_depth():
    rows = find(body(export(article(), toc_depth=1)[0]), ".//w:sdtContent//w:hyperlink")
    assert [text(row)[:-1] for row in rows] == ["Readings", "Tools"]


def test_contents_can_be_left_out():
    assert find(body(export(article(), toc=False)[0]), ".//w:sdt") == []


def test_page_size():
    size = find(body(export(article(), page_size="Letter")[0]), ".//w:pgSz")[0]
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("12240", "15840")


def test_no_paragraph_is_empty():
    empty = [
        one
        for one in find(body(export(article())[0]), ".//w:p[not(ancestor::w:tc)]")
        if not find(one, ".//w:t | .//w:drawing | .//m:t | .//w:footnoteReference")
    ]
    assert empty == []


def test_empty_paragraphs_are_not_written():
    data, _ = export_blocks(Paragraph(children=()), paragraph(" "), paragraph("Here."))
    assert [text(one) for one in find(body(data), "./w:p")] == ["Title", "Here."]


# --- blocks ----------------------------------------------------------------------


def test_golden_block_shapes():
    data, _ = export_blocks(
        paragraph("a", Strong((Text("b"), Emphasis((Text("c"),))))),
        BlockQuote((paragraph("q"),), attribution=(Text("who"),)),
        CodeBlock("one\n\ttwo"),
        ThematicBreak(),
        Aside((paragraph("w"),), role="warning"),
        DefinitionList((DefinitionItem(((Text("t"),),), ((paragraph("d"),),)),)),
    )
    assert [shape(one) for one in find(body(data), "./w:p")] == [
        "p(pPr(pStyle=Title) r(t))",
        "p(pPr(pStyle=BodyText) r(t) r(rPr(rStyle=Strong) t) r(rPr(rStyle=Strong i iCs) t))",
        "p(pPr(pStyle=Quote keepNext) r(t))",
        "p(pPr(pStyle=QuoteAttribution) r(rPr(rStyle=Generated) t) r(t))",
        "p(pPr(pStyle=SourceCode) r(t br tab t))",
        "p(pPr(pStyle=ThematicBreak ind) r(rPr(rStyle=Generated) t))",
        "p(pPr(pStyle=AsideWarning) r(t))",
        "p(pPr(pStyle=DefinitionTerm keepNext) r(t))",
        "p(pPr(pStyle=Definition) r(t))",
    ]


def test_lists_nest_restart_and_keep_their_markers():
    inner = List((ListItem((paragraph("x"),)),), ordered=True, start=3, numbering="lower-alpha")
    first = List((ListItem((paragraph("a"), paragraph("more"), inner)),), ordered=True, start=5)
    second = List((ListItem((paragraph("b"),)),), ordered=True)
    data, _ = export_blocks(first, second)
    marked = find(body(data), "./w:p[w:pPr/w:numPr]")
    numbers = [values(one, ".//w:numId")[0] for one in marked]
    assert [(text(one), values(one, ".//w:ilvl")[0]) for one in marked] == [
        ("a", "0"),
        ("x", "1"),
        ("b", "0"),
    ]
    root = part(data, "word/numbering.xml")
    starts = [values(root, f"w:num[@w:numId='{n}']//w:startOverride")[0] for n in numbers]
    assert starts == ["5", "3", "1"]
    definition = values(root, f"w:num[@w:numId='{numbers[1]}']/w:abstractNumId")[0]
    formats = values(root, f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl/w:numFmt")
    assert set(formats) == {"lowerLetter"}


def test_an_ordered_item_that_begins_with_a_list_keeps_its_number():
    inner = List((ListItem((paragraph("x"),)),))
    data, _ = export_blocks(List((ListItem((inner,)), ListItem((paragraph("b"),))), ordered=True))
    marked = find(body(data), "./w:p[w:pPr/w:numPr]")
    assert [(text(one), values(one, ".//w:ilvl")[0]) for one in marked] == [
        ("", "0"),
        ("x", "1"),
        ("b", "0"),
    ]


def test_lists_deeper_than_nine_are_told():
    inner = List((ListItem((paragraph("deep"),)),))
    for _ in range(9):
        inner = List((ListItem((paragraph("x"), inner)),))
    data, outcome = export_blocks(inner)
    assert values(body(data), ".//w:ilvl")[-1] == "8"
    assert "docx-list-depth" in rules(outcome)


def test_table_has_heading_rows_spans_and_a_caption_and_no_description():
    table = find(body(export(article())[0]), "./w:tbl")[0]
    rows = find(table, "w:tr")
    assert [bool(find(row, "w:trPr/w:tblHeader")) for row in rows] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert values(table, "w:tblPr/w:tblCaption") == ["Two days at the staff"]
    assert values(table, "w:tblPr/w:tblDescription") == []
    assert values(table, ".//w:gridSpan") == ["2", "2"]
    assert values(table, ".//w:vMerge") == ["restart", "continue"]
    look = find(table, "w:tblPr/w:tblLook")[0]
    assert [look.get(f"{W}{name}") for name in ("firstRow", "firstColumn", "lastRow")] == ["1"] * 3
    assert [len(find(row, "w:tc")) for row in rows] == [2, 3, 3, 2, 3]


def test_every_cell_ends_in_a_paragraph():
    inner = Table(((Row((Cell((paragraph("in"),)),)),),))
    table = Table(
        (
            (
                Row(
                    (Cell((inner,)), Cell(()), Cell((paragraph("x"),), row_span=9)),
                ),
                Row(()),
            ),
        )
    )
    data, _ = export_blocks(table, table)
    cells = find(body(data), ".//w:tc")
    assert {cell[-1].tag for cell in cells} == {f"{W}p"}
    assert [child.tag for child in body(data)].count(f"{W}tbl") == 2
    neighbours = find(body(data), "./w:tbl/following-sibling::*[1]")
    assert [one.tag for one in neighbours] == [f"{W}p", f"{W}sectPr"]


def test_a_table_too_wide_for_word_keeps_its_words():
    row = Row(tuple(Cell((paragraph(f"c{n}"),)) for n in range(64)))
    data, outcome = export_blocks(Table(((row,),)))
    assert find(body(data), ".//w:tbl") == []
    assert [text(one) for one in find(body(data), "./w:p")][1:] == [f"c{n}" for n in range(64)]
    assert "docx-table-width" in rules(outcome)


# --- inlines ---------------------------------------------------------------------


def test_links_are_followed_by_allowed_schemes_only():
    good = Link("https://example.org/?a=1&b=2", (Text("good"),), "Tip")
    bad = Link("javascript:alert(1)", (Text("bad"),))
    data, outcome = export_blocks(paragraph(good, " ", bad))
    links = find(body(data), ".//w:hyperlink")
    assert [(text(one), one.get(f"{W}tooltip")) for one in links] == [("good", "Tip")]
    assert text(find(body(data), "./w:p")[1]) == "good bad"
    relations = part(data, "word/_rels/document.xml.rels")
    external = [one.get("Target") for one in relations if one.get("TargetMode") == "External"]
    assert external == ["https://example.org/?a=1&b=2"]
    assert "docx-link" in rules(outcome)


def test_internal_links_lead_to_bookmarks_of_forty_characters_at_most():
    words = "a very long title that goes on and on and never seems to end " * 2
    sections = tuple(Section((Text(words),)) for _ in range(2))
    document = identify(Document(metadata=Metadata(title="T"), sections=sections))
    document = replace(
        document,
        blocks=(replace(paragraph(Link(Anchor(document.sections[1].id), (Text("go"),))), id="p"),),
        sections=tuple(replace(one, id="x" * 45 + one.id) for one in document.sections),
    )
    document = replace(
        document,
        blocks=(replace(paragraph(Link(Anchor(document.sections[1].id), (Text("go"),))), id="p"),),
    )
    root = body(export(document)[0])
    names = [one.get(f"{W}name") for one in find(root, ".//w:bookmarkStart")]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40
    assert find(root, "./w:p/w:hyperlink")[0].get(f"{W}anchor") in names


def test_notes_are_footnotes_and_a_second_reference_points_to_the_first():
    note = Note("n", (paragraph("Said ", Emphasis((Text("so"),))),))
    lead = paragraph("a", NoteReference("n"), " b", NoteReference("n"))
    data, _ = export_blocks(lead, notes=(note,))
    root = body(data)
    assert [one.get(f"{W}id") for one in find(root, ".//w:footnoteReference")] == ["1"]
    assert [one.strip() for one in find(root, ".//w:instrText/text()")] == [
        "NOTEREF _RefNote000001 \\h"
    ]
    footnote = find(part(data, "word/footnotes.xml"), "w:footnote[not(@w:type)]")[0]
    assert text(footnote) == "Said so"
    assert len(find(footnote, ".//w:footnoteRef")) == 1


def test_a_note_that_nothing_refers_to_is_still_shown():
    data, outcome = export_blocks(paragraph("a"), notes=(Note("n", (paragraph("lost"),)),))
    assert len(find(body(data), ".//w:footnoteReference")) == 1
    assert "docx-note-uncalled" in rules(outcome)


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("en-GB", "“”"),
        ("en-US", "“”"),
        ("de", "„“"),
        ("de-CH", "«»"),
        ("fr", "«»"),
        ("es", "“”"),
        ("nl-BE", "‘’"),
        ("ar", "”“"),
        ("ja", "「」"),
    ],
)
def test_quotation_marks_follow_the_language(language, marks):
    data, _ = export_blocks(paragraph(Quotation((Text("q"),))), language=language)
    words = text(find(body(data), "./w:p")[1])
    assert (words[0], words[-1]) == tuple(marks)


def test_an_expansion_that_word_cannot_carry_is_told():
    _, outcome = export_blocks(paragraph(Abbreviation((Text("M2"),), "principal lunar")))
    assert "docx-abbreviation" in rules(outcome)


# --- language --------------------------------------------------------------------


def test_language_is_that_of_the_document_everywhere():
    data, _ = export(article())
    defaults = values(part(data, "word/styles.xml"), "w:docDefaults//w:lang")
    theme = values(part(data, "word/settings.xml"), "w:themeFontLang")
    core = find(part(data, "docProps/core.xml"), "//*[local-name()='language']/text()")
    assert (defaults, theme, core) == (["en-GB"], ["en-GB"], ["en-GB"])


def test_foreign_words_carry_their_language():
    data, _ = export_blocks(
        paragraph(
            Span((Text("marée"),), "fr"), Span((Text("مد"),), "ar"), Span((Text("潮"),), "ja")
        )
    )
    runs = [shape(one) for one in find(body(data), "./w:p[2]/w:r")]
    assert runs == ["r(rPr(lang=fr) t)", "r(rPr(rtl lang=ar) t)", "r(rPr(lang=ja) t)"]
    tags = find(body(data), ".//w:lang")
    assert tags[1].get(f"{W}bidi") == "ar"
    assert tags[2].get(f"{W}eastAsia") == "ja"


def test_a_document_from_right_to_left():
    table = Table(((Row((Cell((paragraph("أ"),), alignment="left"),)),),))
    data, _ = export_blocks(paragraph("البحر"), table, CodeBlock("x = 1"), language="ar")
    root = body(data)
    code = find(root, "./w:p[w:pPr/w:pStyle/@w:val='SourceCode']")[0]
    assert find(code, "w:pPr/w:bidi") == []
    others = [one for one in find(root, ".//w:p") if one is not code]
    assert [len(find(one, "w:pPr/w:bidi")) for one in others] == [1] * len(others)
    assert len(find(root, ".//w:bidiVisual")) == 1
    assert values(root, ".//w:tc//w:jc") == ["right"]
    assert len(find(root, "./w:sectPr/w:bidi")) == 1


# --- images ----------------------------------------------------------------------


def test_alternatives_stand_where_word_reads_them():
    asset = png_asset("one")
    pictures = (Image("one", "Words"), Image("one", DECORATIVE), Image("one", MISSING))
    data, _ = export_blocks(paragraph(*pictures), assets=(asset,))
    properties = find(body(data), ".//wp:docPr")
    assert [one.get("descr") for one in properties] == ["Words", None, None]
    assert [len(find(one, ".//*[local-name()='decorative']")) for one in properties] == [0, 1, 0]
    assert len({one.get("id") for one in properties}) == 3


def test_svg_has_a_png_beside_it():
    data, _ = _image(SVG, "image/svg+xml")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        media = {name: archive.read(name) for name in archive.namelist() if "media" in name}
    assert sorted(media) == ["word/media/image1.png", "word/media/image2.svg"]
    assert media["word/media/image1.png"].startswith(b"\x89PNG")
    extent = find(body(data), ".//wp:extent")[0]
    assert (extent.get("cx"), extent.get("cy")) == (str(40 * 9525), str(20 * 9525))


def test_webp_becomes_png():
    from PIL import Image as Pillow

    sink = io.BytesIO()
    Pillow.new("RGB", (5, 4), "navy").save(sink, "WEBP", lossless=True)
    data, _ = _image(sink.getvalue(), "image/webp")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if "media" in name] == ["word/media/image1.png"]


def test_a_broken_image_leaves_its_alternative_and_is_told():
    data, outcome = _image(b"not an image", "image/webp")
    assert text(find(body(data), "./w:p")[1]) == "A blue field"
    assert rules(outcome) == ["docx-image"]


def test_a_broken_decorative_image_leaves_no_empty_paragraph():
    data, _ = _image(b"not an image", "image/webp", DECORATIVE)
    assert [text(one) for one in find(body(data), "./w:p")] == ["Title"]


def test_large_images_are_scaled_to_the_text_width():
    data, _ = export_blocks(
        Figure((paragraph(Image("one", "Wide")),)), assets=(png_asset("one", 2000, 10),)
    )
    assert int(find(body(data), ".//wp:extent")[0].get("cx")) == 9070 * 635


def test_an_image_without_bytes_is_a_link_with_its_alternative():
    data, _ = export_blocks(paragraph(Image("", "A lost map", "https://example.org/map.png")))
    assert [text(one) for one in find(body(data), ".//w:hyperlink")] == ["A lost map"]


# --- mathematics -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<msqrt><mi>x</mi></msqrt>", "rad(radPr(degHide=1) deg e"),
        ("<mfrac><mn>1</mn><mi>n</mi></mfrac>", "f("),
        ('<mover accent="true"><mi>h</mi><mo>^</mo></mover>', "h"),
        ("<munder><mo>∑</mo><mi>n</mi></munder><mi>x</mi>", "supHide=1"),
        ("<semantics><mi>x</mi><annotation>x</annotation></semantics>", "oMath("),
    ],
)
def test_formulas_are_native(inside, expected, capsys):
    data, outcome = export_blocks(paragraph(Math(mathml(inside), "words")))
    math = find(body(data), ".//m:oMath")
    assert len(math) == 1
    assert expected in shape(math[0]) + "".join(find(math[0], ".//m:t/text()"))
    assert rules(outcome) == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("inside", ["<mfrac><mn>1</mn></mfrac>", "<mglyph/>", "<mi>", ""])
def test_what_word_cannot_express_is_written_in_words(inside):
    data, outcome = export_blocks(paragraph("So ", Math(mathml(inside), "one over n")))
    assert find(body(data), ".//m:oMath") == []
    assert text(find(body(data), "./w:p")[1]) == "So one over n"
    assert rules(outcome) == ["docx-formula"]


def test_formula_blocks_are_displayed():
    data, _ = export_blocks(math_block("<mi>x</mi>", "x"))
    assert len(find(body(data), "./w:p/m:oMathPara/m:oMath")) == 1


# --- properties ------------------------------------------------------------------


def test_properties_are_the_metadata():
    data, _ = export(article())
    core = {one.tag.rpartition("}")[2]: one.text for one in part(data, "docProps/core.xml")}
    assert core == {
        "title": "A Gauge at the Harbour Mouth",
        "subject": "Notes & readings",
        "creator": "Åsa Lindqvist; Tom O’Rourke",
        "keywords": "tides, harbours",
        "description": "How a wooden staff became a record of the sea.",
        "identifier": "urn:uuid:00000000-0000-4000-8000-000000000000",
        "language": "en-GB",
        "created": "2026-02-14T08:30:00Z",
        "modified": "2026-02-14T08:30:00Z",
    }


def test_settings_say_compatibility_mode_15():
    settings = part(export(article())[0], "word/settings.xml")
    assert values(settings, ".//w:compatSetting[@w:name='compatibilityMode']") == ["15"]


def test_running_title_and_page_number():
    data, _ = export(article())
    assert text(part(data, "word/header1.xml")) == "A Gauge at the Harbour Mouth"
    assert "PAGE" in "".join(find(part(data, "word/footer1.xml"), ".//w:instrText/text()"))
