"""Small archives for tests: written by hand, so that the readers' own writers prove nothing."""

import io
import zipfile

CONTAINER = """<?xml version="1.0"?><container version="1.0"
 xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.\
wordprocessingml.document.main+xml"/></Types>"""
RELS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/\
officeDocument/2006/relationships/officeDocument"/></Relationships>"""


def archive(files):
    """Return a zip archive of ``files``, names to texts or bytes."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return sink.getvalue()


def page(body, head=""):
    """Return an XHTML page."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def book(pages, metadata="", extra=None, items="", spine=""):
    """Return an EPUB of ``pages``, names to bodies; ``extra`` are further files."""
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
    manifest = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(pages)
    )
    order = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    files["OPS/book.opf"] = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:opf="http://www.idpf.org/2007/opf">'
        "<dc:title>The Tide Book</dc:title><dc:language>en-GB</dc:language>"
        f'<dc:identifier id="u">urn:isbn:1</dc:identifier>{metadata}</metadata>'
        f"<manifest>{manifest}{items}</manifest><spine {spine}>{order}</spine></package>"
    )
    files |= {f"OPS/{name}": page(body) for name, body in pages.items()}
    return archive(files | (extra or {}))


def word(body, parts=None):
    """Return a Word file whose body is ``body``; ``parts`` are further files."""
    document = (
        f'<w:document xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006'
        f'/math"><w:body>{body}</w:body></w:document>'
    )
    files = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": RELS}
    return archive(files | {"word/document.xml": document} | (parts or {}))


def paragraph(text, style=""):
    """Return a paragraph of Word."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"
