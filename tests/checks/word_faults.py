"""A Word file of ours without a fault, and single faults to put into it."""

import re
from collections.abc import Callable
from functools import cache

import tasktide_export as tasktide
from tasktide_export.document import (
    DECORATIVE,
    Cell,
    Document,
    Figure,
    Image,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    NoteReference,
    Row,
    Section,
    Span,
    Table,
    Text,
    identify,
)
from tests.building import paragraph, png_asset
from tests.checks.read_along import unzipped, zipped

Files = dict[str, bytes]
Fault = Callable[[Files], Files]

WORD, STYLES, TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
RELATED, NOTES, SETTINGS = "word/_rels/document.xml.rels", "word/footnotes.xml", "word/settings.xml"
NUMBERS, CORE, PICTURE = "word/numbering.xml", "docProps/core.xml", "word/media/image1.png"


def swap(part: str, pattern: str, new: str) -> Fault:
    """Return what puts ``new`` in the place of the first match of ``pattern`` in a part."""

    def fault(files: Files) -> Files:
        text, count = re.subn(pattern, new, files[part].decode(), count=1, flags=re.DOTALL)
        assert count == 1, f"{part} has no {pattern!r}"
        return {**files, part: text.encode()}

    return fault


def drop(part: str) -> Fault:
    """Return what takes a part away."""
    return lambda files: {name: data for name, data in files.items() if name != part}


def row(*words: str, header: bool = False) -> Row:
    """Return a row of cells."""
    return Row(tuple(Cell((paragraph(one),), header=header) for one in words))


@cache
def good() -> bytes:
    """Return a file that neither validators nor our rules find anything in."""
    heights = Table(
        ((row("Monday", "3.1"), row("Tuesday", "2.7")),),
        head=(row("Day", "Height", header=True),),
        caption=(Text("Table 1. Heights"),),
    )
    picture = Figure((paragraph(Image("pixels", "A field")),), caption=(Text("Figure 1. Field"),))
    plain = Image("pixels", DECORATIVE)
    link = Link("https://example.org/brest", (Text("The gauge at Brest"),))
    french = Span((Text("la marée"),), language="fr")
    first = Section(
        (Text("Readings"),),
        (
            paragraph("The sea rises", NoteReference("n"), " and falls, ", french, "."),
            List((ListItem((paragraph("Look."),)), ListItem((paragraph("Write."),))), ordered=True),
            heights,
        ),
        (Section((Text("Tools"),), (paragraph("See ", link, "."), picture, paragraph(plain))),),
    )
    document = Document(
        metadata=Metadata(title="Tides", language="en", authors=("Åsa",)),
        sections=(first,),
        notes=(Note("n", (paragraph("Twice a day."),)),),
        assets=(png_asset(),),
    )
    return tasktide.export(identify(document), "docx").data


def broken(fault: Fault) -> bytes:
    """Return the good file with one fault in it."""
    return zipped(fault(unzipped(good())))


_FIELD_END = r'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_CELL = r"(<w:tc>(?:(?!</w:tc>).)*?)<w:p>(?:(?!</w:tc>).)*</w:p></w:tc>"

INTEGRITY: dict[str, tuple[Fault, str]] = {
    "a bookmark twice": (
        swap(WORD, r'w:name="tools"', 'w:name="readings"'),
        "bookmark-twice",
    ),
    "a bookmark without end": (swap(WORD, r'<w:bookmarkEnd w:id="\d+"/>', ""), "bookmark-open"),
    "a link to no bookmark": (swap(WORD, r'w:anchor="tools"', 'w:anchor="gone"'), "link-dangling"),
    "a page of no bookmark": (
        swap(WORD, r"PAGEREF _Toc000000001", "PAGEREF _Toc000000099"),
        "reference-dangling",
    ),
    "a list that is not there": (
        swap(WORD, r'w:numId w:val="\d+"', 'w:numId w:val="77"'),
        "list-missing",
    ),
    "a list without definition": (
        swap(NUMBERS, r'(<w:num [^>]*><w:abstractNumId w:val=)"\d+"', r'\1"77"'),
        "list-missing",
    ),
    "an unknown style": (
        swap(WORD, r'w:pStyle w:val="BodyText"', 'w:pStyle w:val="None"'),
        "style-missing",
    ),
    "a style on no style": (
        swap(STYLES, r'w:basedOn w:val="Normal"', 'w:basedOn w:val="None"'),
        "style-missing",
    ),
    "a cell without paragraph": (swap(WORD, _CELL, r"\1</w:tc>"), "cell-without-paragraph"),
    "a field without end": (swap(WORD, _FIELD_END, ""), "field-unbalanced"),
    "a field without begin": (
        swap(WORD, r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>', ""),
        "field-unbalanced",
    ),
    "a language that is none": (
        swap(WORD, r'w:lang w:val="fr"', 'w:lang w:val="no such"'),
        "language-invalid",
    ),
    "a property twice": (swap(CORE, r"(<dc:title>.*?</dc:title>)", r"\1\1"), "property-twice"),
    "a date that is none": (
        swap(CORE, r"(<dcterms:created[^>]*>)[^<]*", r"\1yesterday"),
        "property-date",
    ),
    "a drawing's number twice": (
        swap(WORD, r'wp:docPr id="2"', 'wp:docPr id="1"'),
        "drawing-number-twice",
    ),
    "a note that is not there": (
        swap(WORD, r'w:footnoteReference w:id="1"', 'w:footnoteReference w:id="9"'),
        "note-missing",
    ),
    "a part that is not there": (drop(PICTURE), "part-missing"),
    "no numbering part": (drop(NUMBERS), "part-missing"),
    "a relationship that is not there": (
        swap(WORD, r'r:embed="[^"]*"', 'r:embed="rIdNone"'),
        "relationship-missing",
    ),
    "a part without a type": (
        swap(TYPES, r'<Default [^>]*Extension="png"[^>]*/>', ""),
        "part-untyped",
    ),
    "broken XML in the settings": (swap(SETTINGS, r"</w:settings>", "</w:set>"), "file-unreadable"),
    "a relationship twice": (
        swap(RELATED, r'(<Relationship [^>]*Id="[^"]*"[^>]*/>)', r"\1\1"),
        "relationship-twice",
    ),
    "an old compatibility mode": (
        swap(SETTINGS, r'(w:name="compatibilityMode"[^>]*w:val=)"15"', r'\1"14"'),
        "compatibility-mode",
    ),
    "contents that mislead": (
        swap(WORD, r'(w:anchor=")tools(")', r"\1readings\2"),
        "contents-mislead",
    ),
}
"""Faults of the package and of what points to what, with the rule that finds each."""

UNREADABLE: dict[str, Fault] = {
    "broken XML in the notes": swap(NOTES, r"</w:footnotes>", ""),
    "broken XML in the text": swap(WORD, r"</w:body>", ""),
    "no styles": drop(STYLES),
    "no text": drop(WORD),
}
"""Faults with which a file cannot be read at all."""

SCHEMA: dict[str, Fault] = {
    "properties after the text": swap(
        WORD, r"(<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)(<w:r>.*?</w:r>)", r"\2\1"
    ),
    "an unknown element": swap(WORD, r"<w:body>", "<w:body><w:nothing/>"),
    "a wrong value": swap(WORD, r'w:fldCharType="begin"', 'w:fldCharType="start"'),
}
"""Faults that the schema forbids: the validators' part."""

_P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_HEADED = r"<w:tblHeader/>"

ACCESS: dict[str, tuple[Fault, str]] = {
    "no alternative text": (swap(WORD, r' descr="A field"', ""), "image-alternative-missing"),
    "a file name": (
        swap(WORD, r'descr="A field"', 'descr="field_01.png"'),
        "image-alternative-file-name",
    ),
    "image of": (
        swap(WORD, r'descr="A field"', 'descr="image of a field"'),
        "image-alternative-vague",
    ),
    "a long alternative": (
        swap(WORD, r'descr="A field"', f'descr="{"A field. " * 40}"'),
        "image-alternative-long",
    ),
    "decoration that is described": (
        swap(WORD, r'<wp:docPr id="2"', '<wp:docPr id="2" descr="A line"'),
        "image-decorative-described",
    ),
    "no header row": (swap(WORD, _HEADED, ""), "table-header-missing"),
    "a look that denies the header": (
        swap(WORD, r'w:firstRow="1"', 'w:firstRow="0"'),
        "table-look",
    ),
    "merged cells": (swap(WORD, r"(<w:tcW [^>]*/>)", r'\1<w:gridSpan w:val="2"/>'), "table-merged"),
    "a table in a table": (
        swap(
            WORD,
            r"(<w:tc>(?:(?!<w:p>).)*)(<w:p>)",
            r"\1<w:tbl><w:tr><w:tc>" + _P.format("x") + r"</w:tc></w:tr></w:tbl>\2",
        ),
        "table-nested",
    ),
    "an empty row": (
        swap(WORD, r"</w:tbl>", "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
        "table-row-empty",
    ),
    "a floating picture": (
        swap(WORD, r"<wp:inline (.*?)</wp:inline>", r"<wp:anchor \1</wp:anchor>"),
        "picture-floating",
    ),
    "pale text": (
        swap(WORD, r"<w:r><w:t", '<w:r><w:rPr><w:color w:val="AAAAAA"/></w:rPr><w:t'),
        "contrast-low",
    ),
    "pale style": (
        swap(
            STYLES,
            r'(w:styleId="BodyText">.*?<w:rPr>.*?)<w:color w:val="[0-9A-F]*"',
            r'\1<w:color w:val="BBBBBB"',
        ),
        "contrast-low",
    ),
    "dark text on a dark ground": (
        swap(
            WORD,
            r"<w:r><w:t",
            '<w:r><w:rPr><w:shd w:val="clear" w:fill="202020"/><w:color w:val="303030"/></w:rPr>'
            "<w:t",
        ),
        "contrast-low",
    ),
    "a skipped level": (
        swap(WORD, r'w:pStyle w:val="Heading2"', 'w:pStyle w:val="Heading3"'),
        "heading-level-skipped",
    ),
    "an empty heading": (
        swap(WORD, r"<w:sectPr", '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p><w:sectPr'),
        "heading-empty",
    ),
    "an address for a text": (
        swap(WORD, r"The gauge at Brest", "https://example.org/brest"),
        "link-text-address",
    ),
    "click here": (swap(WORD, r"The gauge at Brest", "click here"), "link-text-vague"),
    "a link without words": (swap(WORD, r"<w:t>The gauge at Brest</w:t>", ""), "link-text-empty"),
    "no title": (swap(CORE, r"<dc:title>.*?</dc:title>", ""), "title-missing"),
    "an empty paragraph": (swap(WORD, r"<w:sectPr", "<w:p/><w:p/><w:sectPr"), "paragraph-empty"),
    "spaces for layout": (
        swap(WORD, r"<w:sectPr", _P.format("a     b") + "<w:sectPr"),
        "space-for-layout",
    ),
    "typed bullets": (
        swap(WORD, r"<w:sectPr", _P.format("• one") + _P.format("• two") + "<w:sectPr"),
        "list-typed",
    ),
    "protection": (
        swap(
            SETTINGS,
            r"(<w:settings[^>]*>)",
            r'\1<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
        ),
        "document-protected",
    ),
    "a text box": (
        swap(
            WORD,
            r"<w:sectPr",
            "<w:p><w:r><w:pict><w:txbxContent>"
            + _P.format("aside")
            + "</w:txbxContent></w:pict></w:r></w:p><w:sectPr",
        ),
        "text-box",
    ),
    "a watermark": (
        swap(
            WORD,
            r"<w:sectPr",
            '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
            'id="PowerPlusWaterMarkObject1"/></w:pict></w:r></w:p><w:sectPr',
        ),
        "watermark",
    ),
}
"""What shuts readers out, with the rule that finds each."""
