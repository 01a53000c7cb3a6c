"""EPUB books become one document: order, titles, notes, links, images."""

import pytest

from tasktide_export import export, read
from tasktide_export.document import (
    Anchor,
    Image,
    Link,
    NoteReference,
    faults,
    note_texts,
    plain_text,
    walk,
)
from tasktide_export.errors import ReadError
from tests.building import png_asset
from tests.readers.archives import archive, book, page

NAV = """<nav epub:type="landmarks"><ol><li><a href="b.xhtml">Start</a></li></ol></nav>
<nav epub:type="toc"><h1>Contents</h1><ol>
<li><a href="a.xhtml">Ebb</a><ol><li><a href="b.xhtml#x">Neap</a></li></ol></li>
<li><a href="c.xhtml">Flood</a></li></ol></nav>"""
NAV_ITEM = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'


def titles(entries, depth=0):
    for entry in entries:
        yield depth, entry.title
        yield from titles(entry.children, depth + 1)


def links(document):
    return [one.target for one in walk.all_inlines(document) if isinstance(one, Link)]


def test_pages_come_in_the_order_of_the_spine_with_the_depth_of_the_contents():
    document = read(
        book(
            {
                "a.xhtml": "<h1>Ebb</h1><p>one</p><h2>Slack</h2><p>two</p>",
                "b.xhtml": "<h3>Neap</h3><p>three</p>",
                "c.xhtml": "<p>four</p>",
                "d.xhtml": "<p>five</p>",
            },
            extra={"OPS/nav.xhtml": page(NAV)},
            items=NAV_ITEM,
        )
    )
    assert faults(document) == ()
    assert list(titles(document.outline)) == [(0, "Ebb"), (1, "Slack"), (1, "Neap"), (0, "Flood")]
    assert plain_text(document).split() == [
        "Ebb", "one", "Slack", "two", "Neap", "three", "Flood", "four", "five",
    ]  # fmt: skip


def test_contents_of_an_older_book():
    ncx = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
    <navPoint><navLabel><text>Ebb</text></navLabel><content src="a.xhtml"/>
    <navPoint><navLabel><text>Neap</text></navLabel><content src="b.xhtml#p"/></navPoint></navPoint>
    </navMap></ncx>"""
    document = read(
        book(
            {"a.xhtml": "<p>one</p>", "b.xhtml": "<p>two</p>"},
            extra={"OPS/toc.ncx": ncx},
            items='<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
            spine='toc="ncx"',
        )
    )
    assert list(titles(document.outline)) == [(0, "Ebb"), (1, "Neap")]


def test_links_and_notes_across_pages_are_inside():
    document = read(
        book(
            {
                "text/a.xhtml": '<h1>Ebb</h1><p>High<a epub:type="noteref" href="n.xhtml#n1" '
                'id="r1">1</a>, see <a href="b%20c.xhtml#low">low</a> and '
                '<a href="b%20c.xhtml">all</a>.</p>',
                "text/b c.xhtml": '<h1>Flood</h1><p>x</p><h2 id="low">Low</h2><p>y</p>',
                "text/n.xhtml": '<aside epub:type="footnote" id="n1"><p>By gauge. '
                '<a href="a.xhtml#r1">back</a></p></aside>',
            }
        )
    )
    assert faults(document) == ()
    assert [Anchor("low"), Anchor("flood")] == links(document)
    assert list(note_texts(document)) == ["By gauge."]
    assert [NoteReference("note-1")] == [
        one for one in walk.all_inlines(document) if isinstance(one, NoteReference)
    ]


def test_names_that_pages_share_do_not_mix():
    body = '<h1 id="top">{0}</h1><p><a href="#end">to {0}</a></p><p id="end">end</p>'
    document = read(book({"a.xhtml": body.format("Ebb"), "b.xhtml": body.format("Flood")}))
    assert [Anchor("ebb-2"), Anchor("flood-2")] == links(document)


def test_images_come_from_inside_the_archive_alone():
    image = png_asset("quay")
    body = '<p><img src="../img/q.png" alt="Quay"/><img src="../../x.png" alt="No"/> x</p>'
    document = read(book({"text/a.xhtml": body}, extra={"OPS/img/q.png": image.data}))
    images = [one for one in walk.all_inlines(document) if isinstance(one, Image)]
    assert [bool(one.asset) for one in images] == [True, False]
    assert [one.data for one in document.assets] == [image.data]
    assert "image-not-admitted" in {one.rule for one in document.findings}


def test_metadata():
    metadata = """<dc:title id="s">What the sea does</dc:title>
    <meta refines="#s" property="title-type">subtitle</meta>
    <dc:creator id="a">Marit Haldane</dc:creator><dc:creator id="b">An Illustrator</dc:creator>
    <meta refines="#b" property="role">ill</meta><dc:creator opf:role="edt">Editor</dc:creator>
    <dc:publisher>Long Row</dc:publisher><dc:date>2024</dc:date><dc:subject>sea</dc:subject>
    <dc:rights>© Row</dc:rights><dc:description>All about it</dc:description>
    <meta property="dcterms:modified">2024-05-02T10:00:00Z</meta>"""
    about = read(book({"a.xhtml": "<p>one</p>"}, metadata)).metadata
    assert (about.title, about.subtitle) == ("The Tide Book", "What the sea does")
    assert (about.authors, about.publisher) == (("Marit Haldane",), "Long Row")
    assert (about.published, about.modified) == ("2024-01-01", "2024-05-02T10:00:00Z")
    assert (about.language, about.identifier) == ("en-GB", "urn:isbn:1")
    assert (about.subjects, about.rights) == (("sea",), "© Row")


def test_the_cover_is_a_cover_and_no_text():
    image = png_asset("cover")
    document = read(
        book(
            {"cover.xhtml": '<img src="c.png" alt=""/>', "a.xhtml": "<h1>Ebb</h1><p>one</p>"},
            extra={"OPS/c.png": image.data},
            items='<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>',
        )
    )
    assert [one.key for one in document.assets] == [document.metadata.cover]
    assert plain_text(document).split() == ["Ebb", "one"]


def test_elements_that_end_in_themselves_hold_nothing():
    body = '<h1>Ebb</h1><p>one <a id="x"/>two</p><script src="x.js"/><p>three</p><div/><p>four</p>'
    assert plain_text(read(book({"a.xhtml": body}))).split() == [
        "Ebb", "one", "two", "three", "four",
    ]  # fmt: skip


def test_a_page_that_is_not_well_formed_is_read_all_the_same():
    document = read(book({"a.xhtml": "<h1>Ebb</h1><p>one<br>two &nbsp; three"}))
    assert plain_text(document).split() == ["Ebb", "one", "two", "three"]
    assert "page-not-well-formed" in {one.rule for one in document.findings}


def test_our_own_book_comes_back_as_it_was(examples):
    original = read(examples / "tidal-clocks.html")
    document = read(export(original, "epub").data)
    assert faults(document) == ()
    assert list(titles(original.outline)) == list(titles(document.outline))
    assert plain_text(original) == plain_text(document)
    assert len(original.notes) == len(document.notes)
    assert len(original.assets) == len(document.assets)
    same = ("title", "authors", "language", "published", "publisher", "rights", "subjects")
    for name in same:
        assert getattr(original.metadata, name) == getattr(document.metadata, name)


def test_a_protected_book_is_refused():
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
        'Algorithm="{}"/></e:EncryptedData></encryption>'
    )
    aes = encryption.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(ReadError, match="protected"):
        read(book({"a.xhtml": "<p>x</p>"}, extra={"META-INF/encryption.xml": aes}))
    fonts = encryption.format("http://www.idpf.org/2008/embedding")
    assert read(book({"a.xhtml": "<p>x</p>"}, extra={"META-INF/encryption.xml": fonts}))


@pytest.mark.parametrize(
    "data",
    [
        archive({"mimetype": "application/epub+zip"}),
        archive({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x"}),
        archive({"mimetype": "application/epub+zip", "a.opf": "<package/>"}),
        book({}),
        book({"a.xhtml": ""}),
    ],
)
def test_what_is_no_book_is_refused(data):
    with pytest.raises(ReadError):
        read(data)
