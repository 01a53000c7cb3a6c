"""Feeds: one document an entry, whichever kind of feed it is."""

import json

import pytest

from tasktide_export import read, read_all
from tasktide_export.document import Embed, faults, plain_text
from tasktide_export.errors import ReadError
from tasktide_export.readers.dates import iso_date

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Tide &amp; Time</title>
<link>https://tide.example</link><language>en-us</language><copyright>© Tide</copyright>
<item><title>Ebb &amp;amp; flood</title><link>https://tide.example/ebb</link>
<dc:creator>Marit Haldane</dc:creator><category>Sea</category><category>Sea</category>
<pubDate>Thu, 02 May 2024 10:00:00 +0200</pubDate><guid isPermaLink="false">tag:1</guid>
<description>Short &lt;b&gt;words&lt;/b&gt;</description>
<content:encoded><![CDATA[<p>Full words.</p><h2>Why</h2><p>The Moon.</p>]]></content:encoded>
<enclosure url="https://tide.example/ebb.mp3" type="audio/mpeg" length="1"/></item>
<item><description>&lt;p&gt;Only a &amp;amp; summary&lt;/p&gt;</description>
<author>m@tide.example (Marit)</author><guid>https://tide.example/neap</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://tide.example/">
<title>Gezeiten</title><author><name>Feed Author</name></author>
<entry><title type="html">Ebbe &amp;amp; Flut</title><id>tag:tide.example,2024:1</id>
<link rel="alternate" href="ebbe"/><updated>2024-05-03T10:00:00Z</updated>
<published>2024-05-02T10:00:00+02:00</published><category term="see" label="See"/>
<summary>Kurz</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ein <a id="x"/>Satz.</p>
<script>no()</script><h2>Warum</h2><p>Der <em>Mond</em>.</p></div></content></entry>
<entry xml:lang="en"><title>Escaped</title><id>2</id><author><name>Own</name></author>
<content type="html">&lt;p&gt;One &amp;lt; two&lt;/p&gt;</content></entry>
<entry><title>Plain</title><id>3</id><content>a &lt; b

second</content></entry>
<entry><title>Summary</title><id>4</id><summary>Only this</summary>
<content src="https://tide.example/4" type="text/html"/></entry></feed>"""

RDF = """<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://tide.example/"><title>Old Tides</title><dc:language>fr</dc:language>
</channel><item rdf:about="https://tide.example/1"><title>Marée</title>
<link>https://tide.example/1</link><dc:date>2004-05-02</dc:date><dc:creator>M. H.</dc:creator>
<content:encoded><![CDATA[<p>La mer.</p>]]></content:encoded></item></rdf:RDF>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Tides",
    "language": "en",
    "authors": [{"name": "Feed Author"}],
    "items": [
        {
            "id": "https://tide.example/1",
            "title": "Ebb",
            "content_html": "<p>Full.</p><h2>Why</h2><p>Moon.</p>",
            "summary": "Short",
            "date_published": "2024-05-02T10:00:00Z",
            "tags": ["sea"],
        },
        {"id": "2", "content_text": "a < b\n\nsecond", "authors": [{"name": "Own"}]},
        {"id": "3", "summary": "Only this"},
    ],
}


def rules(document):
    return {finding.rule for finding in document.findings}


def words(document):
    return plain_text(document).split()


def test_rss():
    full, short = read_all(RSS.encode())
    assert faults(full) == faults(short) == ()
    about = full.metadata
    assert (about.title, about.authors, about.language) == (
        "Ebb & flood",
        ("Marit Haldane",),
        "en-US",
    )
    assert (about.published, about.source) == (
        "2024-05-02T10:00:00+02:00",
        "https://tide.example/ebb",
    )
    assert (about.site, about.rights, about.subjects) == ("Tide & Time", "© Tide", ("Sea",))
    assert about.description == "Short words"
    assert [one.title for one in full.outline] == ["Why"]
    assert [one.address for one in full.sections[0].blocks if isinstance(one, Embed)] == [
        "https://tide.example/ebb.mp3"
    ]
    assert "feed-summary" not in rules(full)
    assert words(short) == ["Only", "a", "&", "summary"]
    assert (short.metadata.authors, short.metadata.source) == (
        ("Marit",),
        "https://tide.example/neap",
    )
    assert {"feed-summary", "title-inferred"} <= rules(short)


def test_atom():
    xhtml, escaped, text, summary = read_all(ATOM.encode())
    about = xhtml.metadata
    assert (about.title, about.language, about.site) == ("Ebbe & Flut", "de", "Gezeiten")
    assert (about.authors, about.source) == (("Feed Author",), "https://tide.example/ebbe")
    assert (about.published, about.modified) == (
        "2024-05-02T10:00:00+02:00",
        "2024-05-03T10:00:00Z",
    )
    assert (about.subjects, about.description) == (("See",), "Kurz")
    assert words(xhtml) == ["Ein", "Satz.", "Warum", "Der", "Mond."]
    assert (words(escaped), escaped.metadata.authors) == (["One", "<", "two"], ("Own",))
    assert escaped.metadata.language == "en"
    assert (words(text), len(text.blocks)) == (["a", "<", "b", "second"], 2)
    assert words(summary) == ["Only", "this"]
    assert {"feed-summary", "feed-content-elsewhere"} <= rules(summary)


def test_rss_of_rdf():
    document = read(RDF.encode())
    about = document.metadata
    assert (about.title, about.language, about.site) == ("Marée", "fr", "Old Tides")
    assert (about.published, about.authors) == ("2004-05-02", ("M. H.",))
    assert words(document) == ["La", "mer."]


def test_json_feed():
    full, text, summary = read_all(json.dumps(JSON_FEED).encode())
    about = full.metadata
    assert (about.title, about.site, about.language) == ("Ebb", "Tides", "en")
    assert (about.authors, about.subjects) == (("Feed Author",), ("sea",))
    assert (about.source, about.description) == ("https://tide.example/1", "Short")
    assert words(full) == ["Full.", "Why", "Moon."]
    assert (words(text), text.metadata.authors) == (["a", "<", "b", "second"], ("Own",))
    assert words(summary) == ["Only", "this"]
    assert "feed-summary" in rules(summary)


def test_several_entries_are_not_one_document():
    with pytest.raises(ReadError, match="holds 2 articles") as caught:
        read(RSS.encode())
    assert "read_all" in caught.value.hint


def test_a_feed_that_is_not_well_formed_is_mended():
    broken = RSS.replace("Full words.", "Full\x0bwords & more.").replace(
        "<title>Tide &amp; Time</title>", "<title>Tide & Time&nbsp;&eacute;&unknown;</title>"
    )
    document = read_all(broken.encode())[0]
    assert document.metadata.site == "Tide & Time é&unknown;"
    assert "words & more." in plain_text(document)
    assert "xml-mended" in rules(document)


@pytest.mark.parametrize(
    "data",
    [
        b"<rss version='2.0'><channel><title>T</title></channel></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
        b"<rss version='2.0'><channel><item><title>T</title></channel></rss>",
        b'{"version": "https://jsonfeed.org/version/1.1", "items": 3}',
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [',
    ],
)
def test_a_feed_without_entries_or_damaged_is_refused(data):
    with pytest.raises(ReadError):
        read_all(data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-02", "2024-05-02"),
        ("2024-05-02T10:00:00.5Z", "2024-05-02T10:00:00Z"),
        ("2024-05-02 10:00:00", "2024-05-02T10:00:00"),
        ("Thu, 02 May 2024 10:00:00 GMT", "2024-05-02T10:00:00Z"),
        ("0000-00-00 00:00:00", ""),
        ("-0001-11-30T00:00:00+00:00", ""),
        ("2024-13-45", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates(text, expected):
    assert iso_date(text) == expected
