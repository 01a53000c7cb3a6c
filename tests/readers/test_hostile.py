"""Files made to do harm end in one error within the limits, or in a document."""

import io
import json
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasktide_export import read_all
from tasktide_export.document import faults, plain_text
from tasktide_export.errors import LimitError, ReadError
from tasktide_export.limits import Limits
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.package import Package, resolve
from tasktide_export.readers.xml import parse_xml
from tests.readers.archives import CONTENT_TYPES, archive, book, page, paragraph, word
from tests.readers.test_feed import ATOM, JSON_FEED, RDF, RSS
from tests.readers.test_wordpress import POST, export, item

LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "https://tide.example/x.dtd" [<!ENTITY % p SYSTEM "file:///x"> %p;]>'
FEEDS = {"rss": RSS, "atom": ATOM, "rdf": RDF, "wxr": export(item("<p>words</p>")).decode()}
SAMPLES = {
    **{name: text.encode() for name, text in FEEDS.items()},
    "json": json.dumps(JSON_FEED).encode(),
    "rest": json.dumps([POST]).encode(),
    "epub": book({"a.xhtml": "<h1>Ebb</h1><p>one</p>", "b.xhtml": "<p>two</p>"}),
    "docx": word(paragraph("Tides", "Title") + paragraph("one")),
}
FORMATS = {"rss": "feed", "atom": "feed", "rdf": "feed", "json": "feed", "wxr": "wordpress",
           "rest": "wordpress", "epub": "epub", "docx": "docx"}  # fmt: skip


def declared(text, doctype, reference=""):
    """Put a document type before the outermost element and a reference into a title."""
    end = text.index("?>") + 2 if text.startswith("<?xml") else 0
    head, rest = text[:end], text[end:]
    return head + doctype + rest.replace("<title>", f"<title>{reference}", 1)


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize(
    ("doctype", "reference"),
    [(LAUGHS, "&j;"), (OUTSIDE, "&e;"), (REMOTE, ""), ("<!DOCTYPE x [", "")],
)
def test_a_document_type_with_declarations_is_refused(name, doctype, reference):
    data = declared(FEEDS[name], doctype, reference).encode()
    with pytest.raises(ReadError):
        read_all(data, format=FORMATS[name])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_hides_no_declarations(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    text = declared(RSS.replace('encoding="utf-8"', 'encoding="utf-16"'), LAUGHS, "&j;")
    with pytest.raises(ReadError):
        read_all(mark + text.encode(encoding), format="feed")


def test_words_about_entities_are_words():
    content = "<p>Write &lt;!DOCTYPE x [&lt;!ENTITY e SYSTEM 'file:///x'>]> there</p>"
    document = read_all(export(item(content)))[0]
    assert "<!ENTITY e SYSTEM 'file:///x'>" in plain_text(document)


def test_an_old_document_type_does_no_harm():
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
    assert len(read_all(declared(RSS, doctype).encode())) == 2


@pytest.mark.parametrize("depth", [500, 3_000, 100_000])
def test_deep_xml_ends_in_an_error_or_a_document(depth):
    data = f"<rss><channel><item>{'<a>' * depth}x{'</a>' * depth}</item></channel></rss>".encode()
    try:
        read_all(data, format="feed")
    except ReadError:
        return
    assert depth < 3_000


def test_too_many_elements_are_refused():
    data = b"<rss><channel>" + b"<item/>" * 5_000 + b"</channel></rss>"
    with pytest.raises(LimitError):
        parse_xml(data, Limits(elements=100), Notices())


def test_deep_json_ends_in_an_error():
    deep = b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 200_000
    with pytest.raises(ReadError):
        read_all(deep)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        "[a " * 100_000,
        '[a b="' * 50_000,
        "<" * 100_000,
        "\n" * 500_000,
        "\nx" * 10_000,
        " \n" * 200_000,
        "x" + " " * 500_000 + "x",
        "<!--" * 100_000,
        "<!-- wp:a " * 50_000,
        "<!--more " * 50_000,
        '<a "' * 100_000,
        '<div class="wp-block-embed__wrapper">' * 10_000,
        "<!-- wp:x -->" + "<div " * 100_000,
        "[caption]" + " " * 500_000 + "[/caption]",
    ],
)
def test_floods_in_a_post_take_linear_time(content):
    """Quadratic work on any of these would take minutes."""
    assert [faults(one) for one in read_all(export(item(content)))] == [()]


@pytest.mark.parametrize("flood", ["<![CDATA[", "<!--", "<!--a-->", "<?a", "&a", "<!DOCTYPE x "])
def test_floods_in_xml_take_linear_time(flood):
    for data in (flood * 200_000, "<rss><channel>" + flood * 200_000):
        with pytest.raises(ReadError):
            read_all(data.encode(), format="feed")


# --- archives -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["../x.xhtml", "/etc/x", "a/../../x", "..\\x", "C:x", "a\\..\\x"])
def test_a_name_that_leads_out_is_refused(name):
    with pytest.raises(ReadError, match="leads out"):
        Package(archive({name: "x"}), Limits())


def test_two_files_of_one_name_are_refused():
    twice = archive({"aa": "1", "ab": "2"}).replace(b"ab", b"aa")
    with pytest.raises(ReadError, match="two files"):
        Package(twice, Limits())


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = archive({"mimetype": "application/epub+zip", "a.xhtml": bytes(20_000_000)})
    with pytest.raises(LimitError):
        Package(bomb, Limits(unpacked_bytes=1_000_000))
    with pytest.raises(LimitError):
        Package(archive({f"{n}": "" for n in range(50)}), Limits(archive_files=10))


def test_a_bomb_that_lies_about_its_size_unpacks_to_what_it_said():
    data = bytearray(archive({"a": bytes(5_000_000)}))
    place = data.index(b"PK\x01\x02") + 24
    assert struct.unpack_from("<L", data, place)[0] == 5_000_000
    struct.pack_into("<L", data, place, 10)
    package = Package(bytes(data), Limits(unpacked_bytes=1_000))
    with pytest.raises(ReadError, match="damaged"):
        package.read("a")


def test_a_long_directory_is_refused_before_it_is_listed():
    data = bytearray(archive({"a": "x"}))
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, 0x7FFFFFFF)
    with pytest.raises(ReadError):
        Package(bytes(data), Limits())


def test_an_encrypted_archive_is_refused():
    data = bytearray(archive({"a": "x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="encrypted"):
        Package(bytes(data), Limits())


def test_references_stay_inside():
    assert resolve("OPS/text/a.xhtml", "../img/q.png") == "OPS/img/q.png"
    assert resolve("OPS/a.xhtml", "../../../etc/passwd") == "../../etc/passwd"
    assert resolve("a.xhtml", "/etc/passwd") == "etc/passwd"


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
def test_a_word_file_with_entities_is_refused(part):
    text = LAUGHS + "<x>&j;</x>"
    files = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": "<x/>", part: text}
    with pytest.raises(ReadError, match="document type"):
        read_all(archive(files))


@pytest.mark.parametrize("name", ["META-INF/container.xml", "OPS/book.opf", "OPS/toc.ncx"])
def test_a_book_with_entities_is_refused(name):
    items = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    files = {"OPS/toc.ncx": "<ncx/>"}
    data = book({"a.xhtml": "<p>x</p>"}, extra=files, items=items, spine='toc="ncx"')
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {one: packed.read(one).decode() for one in packed.namelist()}
    parts[name] = OUTSIDE + parts[name].replace('<?xml version="1.0"?>', "")
    with pytest.raises(ReadError, match="document type"):
        read_all(archive(parts))


def test_a_page_with_entities_of_its_own_gets_none_of_them():
    text = OUTSIDE + page("<p>one &e; two</p>").partition("?>")[2]
    data = archive(
        {
            "mimetype": "application/epub+zip",
            "a.opf": '<package><manifest><item id="i" href="b.xhtml" '
            'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="i"/></spine>'
            "</package>",
            "b.xhtml": text,
        }
    )
    assert "root:" not in plain_text(read_all(data, format="epub")[0])


# --- anything at all ----------------------------------------------------------


def settled(data, name):
    """Read ``data``; whatever comes out must be documents without faults, or one error."""
    try:
        documents = read_all(data, format=FORMATS[name])
    except ReadError:
        return
    assert [faults(document) for document in documents] == [()] * max(1, len(documents))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_truncation_ends_well(name):
    data = SAMPLES[name]
    for length in range(0, len(data), max(1, len(data) // 60)):
        settled(data[:length], name)


@pytest.mark.parametrize("name", SAMPLES)
@given(st.data())
def test_every_mutation_ends_well(name, data):
    sample = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(sample) - 1))
        width = data.draw(st.integers(0, 3))
        sample[place : place + width] = data.draw(
            st.one_of(st.binary(max_size=3), st.sampled_from([b"<", b"&", b"]]>", b"<!--", b"\0"]))
        )
    settled(bytes(sample), name)


@given(st.binary(max_size=200))
def test_any_bytes_end_well(data):
    for name in ("feed", "wordpress", "docx", "epub"):
        with suppress(ReadError):
            assert read_all(data, format=name)


def test_the_limits_of_trusted_input_are_wider():
    assert Limits.trusted().archive_bytes > Limits().archive_bytes
