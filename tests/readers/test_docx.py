"""Word documents: styles become structure, and what mammoth does not know is not lost."""

import re

import pytest

from tasktide_export import export, read
from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Aside,
    BlockQuote,
    CodeBlock,
    DefinitionList,
    Document,
    Figure,
    Image,
    List,
    Math,
    MathBlock,
    Metadata,
    Paragraph,
    Section,
    Table,
    Text,
    faults,
    identify,
    inline_text,
    plain_text,
    walk,
)
from tasktide_export.errors import ReadError
from tests.building import png_asset
from tests.readers.archives import W, archive, paragraph, word

STYLES = f"""<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nb-NO"/>
</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Overskrift"><w:name w:val="Overskrift O'Hara"/>
<w:basedOn w:val="Base"/></w:style>
<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"""
STYLE_RELS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="s" Target="styles.xml" Type="http://schemas.openxmlformats.org/officeDocument/\
2006/relationships/styles"/></Relationships>"""
CORE = """<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>File title</dc:title>
<dc:creator>Marit Haldane; Per Berg</dc:creator><cp:keywords>sea, tide; ebb</cp:keywords>
<dc:description>About</dc:description><dcterms:modified>2024-05-02T10:00:00Z</dcterms:modified>
</cp:coreProperties>"""
STYLED = {"word/styles.xml": STYLES, "word/_rels/document.xml.rels": STYLE_RELS}


def rules(document):
    return {finding.rule for finding in document.findings}


def test_a_style_with_an_outline_level_is_a_heading_whatever_its_name():
    body = paragraph("Tides", "T") + paragraph("Ebb", "H1") + paragraph("one")
    body += paragraph("Neap", "Overskrift") + paragraph("two")
    document = read(word(body, STYLED))
    assert faults(document) == ()
    assert document.metadata.title == "Tides"
    assert [(one.title, [c.title for c in one.children]) for one in document.outline] == [
        ("Ebb", ["Neap"])
    ]
    assert plain_text(document).split() == ["Ebb", "one", "Neap", "two"]


def test_metadata_of_the_file():
    about = read(word(paragraph("one"), STYLED | {"docProps/core.xml": CORE})).metadata
    assert (about.title, about.authors) == ("File title", ("Marit Haldane", "Per Berg"))
    assert (about.language, about.subjects) == ("nb-NO", ("sea", "tide", "ebb"))
    assert (about.description, about.modified) == ("About", "2024-05-02T10:00:00Z")


def run(text, upright=""):
    properties = f'<m:rPr><m:sty m:val="{upright}"/></m:rPr>' if upright else ""
    return f"<m:r>{properties}<m:t>{text}</m:t></m:r>"


SUM = '<m:naryPr><m:chr m:val="∑"/><m:limLoc m:val="undOvr"/></m:naryPr>'


def formulas(document):
    inline = [one for one in walk.all_inlines(document) if isinstance(one, Math)]
    return inline + [one for one in walk.all_blocks(document) if isinstance(one, MathBlock)]


def said(formula):
    """Return a formula's elements with their texts, the rows that only group left out."""
    return re.sub(r"</?(?:math|mrow)\b[^>]*>", "", formula.mathml)


@pytest.mark.parametrize(
    ("omml", "expected"),
    [
        (run("a+10"), "<mi>a</mi><mo>+</mo><mn>10</mn>"),
        (run("cos", "p"), "<mi>cos</mi>"),
        (
            f"<m:f><m:num>{run('1')}</m:num><m:den>{run('n')}</m:den></m:f>",
            "<mfrac><mn>1</mn><mi>n</mi></mfrac>",
        ),
        (
            f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>",
            "<msup><mi>x</mi><mn>2</mn></msup>",
        ),
        (f"<m:rad><m:deg/><m:e>{run('x')}</m:e></m:rad>", "<msqrt><mi>x</mi></msqrt>"),
        (
            f"<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e>{run('x')}</m:e></m:d>",
            "<mo>[</mo><mi>x</mi><mo>)</mo>",
        ),
        (
            f"<m:nary>{SUM}<m:sub>{run('n')}</m:sub><m:sup/><m:e>{run('x')}</m:e></m:nary>",
            "<munder><mo>∑</mo><mi>n</mi></munder><mi>x</mi>",
        ),
        (
            f"<m:m><m:mr><m:e>{run('a')}</m:e><m:e>{run('b')}</m:e></m:mr></m:m>",
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>",
        ),
    ],
)
def test_formulas_become_mathml(omml, expected):
    math = f"<m:oMath>{omml}</m:oMath>"
    body = f"<w:p><w:r><w:t>Say </w:t></w:r>{math}<w:r><w:t> so</w:t></w:r></w:p>"
    body += f"<w:p><m:oMathPara>{math}</m:oMathPara></w:p>"
    document = read(word(body))
    assert faults(document) == ()
    assert [said(one) for one in formulas(document)] == [expected, expected]
    assert [type(one) for one in formulas(document)] == [Math, MathBlock]
    assert plain_text(document).startswith("Say ")


def test_our_own_formulas_come_back(examples):
    original = read(examples / "tidal-clocks.html")
    document = read(export(original, "docx").data)
    assert len(formulas(original)) == len(formulas(document)) > 0


def test_a_table_of_contents_is_made_anew():
    sdt = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('Contents 1')}</w:sdtContent></w:sdt>"
    )
    assert plain_text(read(word(sdt + paragraph("one")))).split() == ["one"]


def test_the_three_states_of_alternative_texts_survive():
    asset = png_asset("cat")
    states = ("A quay at ebb", DECORATIVE, MISSING)
    original = identify(
        Document(
            metadata=Metadata(title="T", language="en"),
            blocks=tuple(Paragraph((Text("x "), Image(asset.key, one))) for one in states),
            assets=(asset,),
        )
    )
    document = read(export(original, "docx").data)
    images = [one for one in walk.all_inlines(document) if isinstance(one, Image)]
    assert [one.alternative for one in images] == list(states)
    assert [one.data for one in document.assets] == [asset.data]


def _lacks_bytes(block) -> bool:
    inside = walk.blocks_inlines((block,))
    return isinstance(block, Figure) and any(isinstance(i, Image) and not i.asset for i in inside)


def test_our_own_file_comes_back_as_it_was(examples):
    original = read(examples / "tidal-clocks.html")
    document = read(export(original, "docx").data)
    assert faults(document) == ()

    def titles(entries):
        return [(one.title, titles(one.children)) for one in entries]

    assert titles(original.outline) == titles(document.outline)
    assert (original.metadata.title, original.metadata.authors) == (
        document.metadata.title,
        document.metadata.authors,
    )
    assert len(original.notes) == len(document.notes)
    for kind in (Table, List, DefinitionList, BlockQuote, CodeBlock, Aside):
        count = [sum(isinstance(b, kind) for b in walk.all_blocks(d)) for d in (original, document)]
        assert count[0] == count[1], kind
    # A figure whose image has no bytes is a paragraph with a link in Word.
    shown = [one for one in walk.all_blocks(original) if not _lacks_bytes(one)]
    captions = [
        [inline_text(one.caption) for one in blocks if isinstance(one, Figure | Table)]
        for blocks in (shown, walk.all_blocks(document))
    ]
    assert captions[0] == captions[1]


def test_header_cells_come_back(examples):
    original = read(examples / "tidal-clocks.html")
    document = read(export(original, "docx").data)

    def headers(one):
        tables = (b for b in walk.all_blocks(one) if isinstance(b, Table))
        rows = (row for t in tables for body in (t.head, *t.bodies, t.foot) for row in body)
        return [[cell.header for cell in row.cells] for row in rows]

    assert headers(original) == headers(document)


@pytest.mark.parametrize(
    "data",
    [
        archive({"word/document.xml": "<x/>"}),
        word("<w:p/>"),
        word("", {"word/styles.xml": "<broken"}),
        archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w"}),
    ],
)
def test_what_is_no_word_document_is_refused(data):
    with pytest.raises(ReadError):
        read(data)


def test_deep_nesting_ends_in_an_error():
    depth = 3_000
    table = "<w:tbl><w:tr><w:tc>" * depth + paragraph("x") + "</w:tc></w:tr></w:tbl>" * depth
    with pytest.raises(ReadError):
        read(word(table))


def test_sections_of_a_document_are_headings():
    original = identify(
        Document(
            metadata=Metadata(title="T", language="en"),
            sections=(Section((Text("One"),), (Paragraph((Text("a"),)),)),),
        )
    )
    assert [one.title for one in read(export(original, "docx").data).outline] == ["One"]
