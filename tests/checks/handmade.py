"""Small artifacts made by hand, for readers that must not depend on the writers."""

import io
import zipfile
from fractions import Fraction

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Tides</title></head><body>
<header class="front"><h1>Tides</h1><p class="byline">Ann</p></header>
<nav role="doc-toc"><h2>Contents</h2><ol><li><a href="#one">One <em>way</em></a>
<ol><li><a href="#two">Two</a></li></ol></li></ol></nav>
<main><p>Lead<sup><a role="doc-noteref" href="#n1">1</a></sup>, and<br>more.</p>
<section id="one"><h2>One <em>way</em></h2><ul><li><p>tin</p></li><li>brass</li></ul>
<p><img src="a.png" alt="A staff"><img src="b.png" alt="" role="presentation">
<math alttext="x squared"><msup><mi>x</mi><mn>2</mn></msup></math></p>
<section id="two"><h3>Two</h3><p><span class="generated">Image not included</span>Last.</p>
<table><tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr></table></section></section>
<section role="doc-endnotes"><aside role="doc-footnote" id="n1"><p><a role="doc-backlink"
href="#one">1</a> A note.</p></aside></section></main></body></html>"""

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/p.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" xml:lang="en" version="3.0"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Tides</dc:title><dc:language>en'
    '</dc:language><meta property="schema:accessMode">textual</meta></metadata><manifest>'
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
)
_XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>t</title></head><body>{}</body></html>"
)


def archive(parts):
    """Return a zip archive of ``parts``."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return memory.getvalue()


def epub():
    """Return an EPUB of two chapters whose manifest is not in reading order."""
    toc = (
        '<nav epub:type="toc"><ol><li><a href="a.xhtml#one">One</a><ol>'
        '<li><a href="a.xhtml#in">Inner</a></li></ol></li>'
        '<li><a href="b.xhtml">Two</a></li></ol></nav>'
    )
    first = (
        '<section id="one"><h1>One</h1><p>First.</p><section id="in"><h2>Inner</h2>'
        '<p>To <a href="b.xhtml#two">two</a>.</p></section></section>'
    )
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "EPUB/p.opf": _PACKAGE,
            "EPUB/nav.xhtml": _XHTML.format(toc),
            "EPUB/a.xhtml": _XHTML.format(first),
            "EPUB/b.xhtml": _XHTML.format('<section id="two"><h1>Two</h1><p>Second.</p></section>'),
        }
    )


def _styled(style, words):
    runs = words if words.startswith("<") else f"<w:r><w:t>{words}</w:t></w:r>"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def docx():
    """Return a DOCX whose headings are headings by inheritance alone."""
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="p" descr="A staff"/></wp:inline>'
        "</w:drawing></w:r>"
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF a </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent>"
        + _styled("TOC1", f"<w:r><w:t>One</w:t><w:tab/></w:r>{field}")
        + _styled("TOC2", "Two")
        + "</w:sdtContent></w:sdt>"
    )
    body = (
        _styled("Title", "Tides")
        + contents
        + _styled("Normal", "Lead.")
        + _styled(
            "Top",
            '<w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>One</w:t></w:r>'
            '<w:bookmarkEnd w:id="1"/>',
        )
        + _styled("Normal", f"<w:r><w:t>See </w:t></w:r>{drawing}<w:r><w:br/><w:t>it.</w:t></w:r>")
        + _styled("Own", "Two")
        + "<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>a</w:t></w:r>"
        "</w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc>"
        "<w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl>"
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>{rest}</w:style>'
        for style, name, rest in (
            ("Title", "Title", ""),
            ("Normal", "Normal", ""),
            ("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
            ("Top", "Top", '<w:basedOn w:val="Heading1"/>'),
            ("Own", "Own", '<w:basedOn w:val="Top"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
            ("TOC1", "toc 1", ""),
            ("TOC2", "toc 2", ""),
        )
    )
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
    )
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="1"><w:p>'
        "<w:r><w:footnoteRef/></w:r><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"
    )
    kinds = "http://schemas.openxmlformats.org/package/2006"
    types = (
        f'<Types xmlns="{kinds}/content-types"><Default Extension="xml" ContentType="text/xml"/>'
        '<Default Extension="rels" ContentType="text/xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = f'<Relationships xmlns="{kinds}/relationships">' + "".join(
        f'<Relationship Id="r{name}" Type="{office}/{name}" Target="{name}.xml"/>'
        for name in ("styles", "footnotes", "settings")
    )
    related += "</Relationships>"
    settings = (
        f'<w:settings xmlns:w="{W}"><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )
    return archive(
        {
            "[Content_Types].xml": types,
            "word/_rels/document.xml.rels": related,
            "word/settings.xml": settings,
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{defaults}{styles}</w:styles>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
        }
    )


def sound(container, codec):
    """Return two seconds of silence with two chapters, in an Ogg file as comments."""
    import av
    import numpy as np

    rate = 48000
    marks = ((0, 750, "Tides"), (750, 2000, "One"))
    memory = io.BytesIO()
    with av.open(memory, "w", format=container) as made:
        stream = made.add_stream(codec, rate=rate, layout="mono")
        made.metadata["title"] = "Tides"
        if container == "ogg":
            for number, (start, _end, title) in enumerate(marks):
                made.metadata[f"CHAPTER{number:03}"] = f"00:00:{start / 1000:06.3f}"
                made.metadata[f"CHAPTER{number:03}NAME"] = title
        else:
            made.set_chapters([_chapter(number, *mark) for number, mark in enumerate(marks)])
        for at in range(0, 2 * rate, 960):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 960), "float32"), "fltp", "mono")
            frame.sample_rate, frame.pts = rate, at
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    return memory.getvalue()


def _chapter(number, start, end, title):
    return {
        "id": number,
        "start": start,
        "end": end,
        "time_base": Fraction(1, 1000),
        "metadata": {"title": title},
    }
