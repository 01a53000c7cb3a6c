"""WordPress: what is stored becomes what the site shows."""

import json

import pytest

from tasktide_export import read_all
from tasktide_export.document import (
    Aside,
    CodeBlock,
    Document,
    Embed,
    Figure,
    Image,
    Link,
    NoteReference,
    Paragraph,
    faults,
    inline_text,
    note_texts,
    plain_text,
    walk,
)
from tasktide_export.errors import ReadError
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.wordpress import read_wordpress
from tasktide_export.readers.wordpress.library import Attachment, Library
from tasktide_export.readers.wordpress.markup import shown_markup
from tasktide_export.readers.wordpress.paragraphs import with_paragraphs
from tasktide_export.readers.wordpress.shortcodes import expand

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harbour Notes</title><link>https://harbour.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>marit</wp:author_login>
<wp:author_display_name><![CDATA[Marit Haldane]]></wp:author_display_name></wp:author>
"""
IMAGE = """<item><title>quay</title><wp:post_id>7</wp:post_id><wp:post_parent>1</wp:post_parent>
<wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
<excerpt:encoded><![CDATA[The <em>old</em> quay]]></excerpt:encoded>
<wp:attachment_url>https://harbour.example/files/quay.jpg</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>
<wp:meta_value><![CDATA[A stone quay at ebb]]></wp:meta_value></wp:postmeta></item>"""

EMBED_BLOCK = """<!-- wp:embed --><figure><div class="wp-block-embed__wrapper">
https://video.example/2
</div></figure><!-- /wp:embed -->"""


def item(content, title="Ebb", **texts):
    fields = {"post_id": "1", "post_type": "post", "status": "publish", "post_name": "ebb"} | texts
    inside = "".join(f"<wp:{k}><![CDATA[{v}]]></wp:{k}>" for k, v in fields.items())
    return (
        f"<item><title>{title}</title><link>https://harbour.example/ebb/</link>"
        f"<dc:creator>marit</dc:creator>{inside}"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item>"
    )


def export(*items):
    return (HEAD + "".join(items) + "</channel></rss>").encode()


def articles(data, name="export.xml"):
    return read_wordpress(Source(data=data, name=name), ReadOptions())


def post(content, *others):
    document = articles(export(item(content), *others))[0].document
    assert faults(document) == ()
    return document


def shapes(document: Document):
    return [
        inline_text(one.children) if isinstance(one, Paragraph) else type(one).__name__
        for one in document.blocks
    ]


def images(document):
    return [one for one in walk.all_inlines(document) if isinstance(one, Image)]


def rules(document):
    return {finding.rule for finding in document.findings}


def shown(content, library=None, post_id="1"):
    return shown_markup(content, library or Library(), post_id, "", Notices())


# --- paragraphs ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("one\r\n\r\ntwo", ["one", "two"]),
        ("one\n \n\n\ntwo", ["one", "two"]),
        ("one\nline", ["one line"]),
        ("<em>one\n\ntwo</em> three", ["one", "two three"]),
        ("<div>one\n\ntwo</div>three", ["one", "two", "three"]),
        ("<p>one</p>\n\n<p>two</p>", ["one", "two"]),
        ("one<!--more-->two", ["one", "two"]),
        ("one\n<!--nextpage-->\ntwo", ["one", "two"]),
        ("one <!-- aside --> two", ["one two"]),
        ("one\n<ul>\n<li>two</li>\n</ul>\nthree", ["one", "List", "three"]),
        ("<pre>one\n\ntwo</pre>", ["CodeBlock"]),
        ("one<br />\ntwo<br>\n\nthree", ["one two", "three"]),
    ],
)
def test_classic_content_has_its_paragraphs(content, expected):
    assert expected == shapes(post(content))


def test_a_single_line_end_breaks_the_line_in_classic_content():
    assert with_paragraphs("one\ntwo") == "one<br>\ntwo"
    assert "<br>" not in with_paragraphs("<ul>\n<li>one</li>\n</ul>\ntwo\n<p>three</p>\n")
    assert with_paragraphs("one<br>\ntwo") == "one<br>two"


def test_preformatted_text_stays_as_it_is():
    block = post("<pre>if a:\n\n    b</pre>").blocks[0]
    assert isinstance(block, CodeBlock)
    assert block.text == "if a:\n\n    b"


def test_content_of_blocks_gets_no_paragraphs_of_its_own():
    content = "<!-- wp:paragraph -->\n<p>one\ntwo</p>\n<!-- /wp:paragraph -->"
    document = post(content)
    assert shapes(document) == ["one two"]
    assert "<br>" not in shown(content)


# --- shortcodes ---------------------------------------------------------------


def test_a_caption_becomes_a_figure():
    content = (
        '[caption id="attachment_7" width="300"]<a href="https://harbour.example/q">'
        '<img class="wp-image-7" src="q.jpg" alt="Quay"></a> Low <em>water</em>[/caption]'
    )
    document = post(content)
    figure = document.blocks[0]
    assert isinstance(figure, Figure)
    assert inline_text(figure.caption) == "Low water"
    assert [one.alternative for one in images(document)] == ["Quay"]


def test_a_caption_may_be_an_attribute():
    figure = post('[caption caption="Low"]<img src="q.jpg" alt="Quay">[/caption]').blocks[0]
    assert isinstance(figure, Figure)
    assert inline_text(figure.caption) == "Low"


@pytest.mark.parametrize("gallery", ['[gallery ids="7"]', "[gallery]", '[gallery include="7,9"]'])
def test_a_gallery_shows_the_images_of_the_library(gallery):
    document = post(f"before\n\n{gallery}\n\nafter", IMAGE)
    figure = document.blocks[1]
    assert isinstance(figure, Figure)
    assert inline_text(figure.caption) == "The old quay"
    (image,) = images(document)
    assert (image.alternative, image.address) == (
        "A stone quay at ebb",
        "https://harbour.example/files/quay.jpg",
    )


def test_a_gallery_of_nothing_is_reported():
    document = post('one [gallery ids="99"] two')
    assert plain_text(document).split() == ["one", "two"]
    assert "shortcode-empty" in rules(document)


@pytest.mark.parametrize(
    ("content", "kind", "address"),
    [
        ("[embed]https://video.example/1[/embed]", "frame", "https://video.example/1"),
        ("https://www.youtube.com/watch?v=1", "frame", "https://www.youtube.com/watch?v=1"),
        ('[audio src="https://harbour.example/a.mp3"]', "audio", "https://harbour.example/a.mp3"),
        ("[audio https://harbour.example/a.mp3]", "audio", "https://harbour.example/a.mp3"),
        (
            '[video mp4="https://harbour.example/a.mp4"][/video]',
            "video",
            "https://harbour.example/a.mp4",
        ),
        (
            EMBED_BLOCK,
            "frame",
            "https://video.example/2",
        ),
    ],
)
def test_what_plays_becomes_an_embed(content, kind, address):
    found = [one for one in post(content).blocks if isinstance(one, Embed)]
    assert [(kind, address)] == [(one.kind, one.address) for one in found]


def test_an_unknown_address_on_its_own_line_becomes_a_link():
    document = post("see\n\nhttps://harbour.example/tides\n\nthere")
    links = [one.target for one in walk.all_inlines(document) if isinstance(one, Link)]
    assert links == ["https://harbour.example/tides"]


@pytest.mark.parametrize("name", ["code", "sourcecode", "highlight"])
def test_code_shortcodes_keep_their_lines(name):
    block = post(f'[{name} language="python"]\nif a &lt; b:\n\n    [gallery]\n[/{name}]').blocks[0]
    assert isinstance(block, CodeBlock)
    assert (block.text, block.syntax) == ("if a < b:\n\n    [gallery]", "python")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[box color=red]Mind the [b]tide[/b][/box]", "Mind the tide"),
        ("[contact_form]", ""),
        ("[map zoom=3] here", "here"),
        ("[spacer /] here", "here"),
        ("[row][col]one[/col][/row]", "one"),
        ("[a][b][/a][/b]", ""),
    ],
)
def test_unknown_shortcodes_leave_what_they_hold(content, expected):
    document = post(content)
    assert plain_text(document).strip() == expected
    assert "shortcode-removed" in rules(document)


@pytest.mark.parametrize(
    "content",
    ["he said [sic] so", "see [1] and [note]", "a[i] = b[j]", "[/stray]", "[[gallery] x", "[ x ]"],
)
def test_words_in_brackets_are_words(content):
    document = post(content)
    assert "shortcode-removed" not in rules(document)
    if "gallery" not in content:
        assert plain_text(document).strip() == content


def test_an_escaped_shortcode_is_shown():
    assert plain_text(post("write [[gallery]] there")).strip() == "write [gallery] there"
    assert "[box x=1]y[/box]" in plain_text(post("write [[box x=1]y[/box]] there"))


def test_shortcodes_inside_code_and_attributes_stay():
    content = '<code>[gallery ids="1"]</code> <a title="[box x=1]" href="https://e.example/">x</a>'
    assert expand(content, Library(), "1", Notices()) == content


def test_many_unclosed_shortcodes_take_linear_time():
    content = "[box x=1]" * 30_000 + "<pre>" * 30_000
    assert expand(content, Library(), "1", Notices()) == "<pre>" * 30_000
    nested = "[b]" * 5_000 + "deep" + "[/b]" * 5_000
    assert expand(nested, Library(), "1", Notices()) == "deep"


# --- blocks -------------------------------------------------------------------


def test_block_comments_leave_no_trace_and_dynamic_ones_are_reported():
    document = post(
        '<!-- wp:heading {"level":2} --><h2>Ebb tide</h2><!-- /wp:heading -->'
        '<!-- wp:latest-posts {"a":"--"} /--><!-- wp:separator --><hr/><!-- /wp:separator -->'
        "<!-- wp:more --><!--more--><!-- /wp:more --><p>said</p>"
    )
    assert [one.title for one in document.outline] == ["Ebb tide"]
    assert "wp:" not in plain_text(document)
    assert [f.message for f in document.findings if f.rule == "block-dynamic"] == [
        "the block latest-posts is filled by the site itself and has no content here"
    ]


def test_a_reusable_block_is_put_in_its_place():
    block = item("<!-- wp:paragraph --><p>Often said</p>", post_type="wp_block", post_id="31")
    document = post('<!-- wp:block {"ref":31} /--><p>Once</p>', block)
    assert shapes(document) == ["Often said", "Once"]


def test_a_reusable_block_that_holds_itself_ends():
    content = '<!-- wp:block {"ref":31} /--><p>x</p>'
    document = post(content, item(content, post_type="wp_block", post_id="31"))
    assert "x" in plain_text(document)


def test_footnotes_beside_the_content_become_notes():
    notes = json.dumps([{"id": "n-1", "content": "By the <em>old</em> gauge."}])
    meta = (
        "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{notes}]]></wp:meta_value></wp:postmeta></item>"
    )
    content = (
        '<!-- wp:paragraph --><p>High<sup data-fn="n-1" class="fn"><a href="#n-1" '
        'id="n-1-link">1</a></sup></p><!-- /wp:paragraph --><!-- wp:footnotes /-->'
    )
    document = articles(export(item(content).replace("</item>", meta)))[0].document
    assert list(note_texts(document)) == ["By the old gauge."]
    assert [NoteReference("note-1")] == [
        one for one in walk.all_inlines(document) if isinstance(one, NoteReference)
    ]


def test_a_pull_quote_block_is_an_aside():
    content = (
        '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Mind it</p>'
        "</blockquote></figure><!-- /wp:pullquote -->"
    )
    assert isinstance(post(content).blocks[0], Aside)


def test_images_take_the_alternative_text_of_the_library():
    for image in (
        '<img class="wp-image-7" src="https://harbour.example/other.jpg" alt="">',
        '<img src="https://harbour.example/files/quay-300x200.jpg">',
    ):
        document = post(f"<p>{image} ebb</p>", IMAGE)
        found = images(document)
        assert [one.alternative for one in found] == ["A stone quay at ebb"]
        assert "alternative-from-library" in rules(document)
    document = post('<p><img class="wp-image-7" src="x.jpg" alt="Own words"> ebb</p>', IMAGE)
    found = images(document)
    assert [one.alternative for one in found] == ["Own words"]


def test_attachments_tell_their_kind():
    assert Attachment("1", "https://harbour.example/a.MP3").kind == "audio"
    assert Attachment("1", "https://harbour.example/a.zip").kind == ""


# --- the export ---------------------------------------------------------------


def test_metadata_comes_from_the_post_and_the_site():
    data = export(
        item(
            "text",
            title="<![CDATA[Ebb <em>&amp;</em> flood]]>",
            post_date_gmt="2024-05-02 10:00:00",
            post_modified_gmt="0000-00-00 00:00:00",
        ).replace(
            "</item>",
            "<guid>https://harbour.example/?p=1</guid>"
            "<excerpt:encoded><![CDATA[Why the <b>sea</b> leaves]]></excerpt:encoded>"
            '<category domain="category" nicename="sea"><![CDATA[Sea]]></category>'
            '<category domain="post_tag" nicename="ebb"><![CDATA[ebb]]></category>'
            '<category domain="post_format" nicename="f"><![CDATA[Aside]]></category></item>',
        )
    )
    article = articles(data)[0]
    about = article.document.metadata
    assert article.name == "ebb"
    assert (about.title, about.authors, about.language) == (
        "Ebb & flood",
        ("Marit Haldane",),
        "en-GB",
    )
    assert (about.published, about.modified) == ("2024-05-02T10:00:00Z", "")
    assert (about.source, about.site) == ("https://harbour.example/ebb/", "Harbour Notes")
    assert (about.description, about.subjects) == ("Why the sea leaves", ("Sea", "ebb"))
    assert about.identifier == "https://harbour.example/?p=1"


def test_posts_and_pages_that_are_published_become_documents():
    plain_page = item("page", title="Page").replace("<![CDATA[post]]>", "page")
    found = articles(
        export(
            item("draft", title="Draft", status="draft"),
            item("secret", title="Locked", post_password="x"),  # noqa: S106
            item("mine", title="Private", status="private"),
            item("menu", title="Menu", post_type="nav_menu_item"),
            item("post", title="Post"),
            plain_page,
        )
    )
    assert [one.document.metadata.title for one in found] == ["Post", "Page"]
    left_out = [f.excerpt for f in found[0].document.findings if f.rule == "post-withheld"]
    assert sorted(left_out) == ["Draft", "Locked", "Private"]


def test_a_post_without_a_title_takes_its_first_words():
    document = articles(export(item("The sea leaves twice a day.", title="")))[0].document
    assert document.metadata.title == "The sea leaves twice a day."
    assert "title" in document.metadata.inferred


def test_a_post_without_content_is_a_document_all_the_same():
    document = articles(export(item("", title="Nothing")))[0].document
    assert (document.metadata.title, document.blocks) == ("Nothing", ())
    assert "post-empty" in rules(document)


def test_an_export_without_posts_says_so():
    with pytest.raises(ReadError, match="no published post") as caught:
        articles(export(item("x", status="draft")))
    assert "draft" in caught.value.hint


def test_links_and_images_are_relative_to_the_post():
    document = post('<p><a href="../flood/">flood</a></p>')
    links = [one.target for one in walk.all_inlines(document) if isinstance(one, Link)]
    assert links == ["https://harbour.example/flood/"]


# --- the REST interface -------------------------------------------------------

POST = {
    "id": 3,
    "date": "2024-05-02T12:00:00",
    "date_gmt": "2024-05-02T10:00:00",
    "modified_gmt": "2024-05-03T10:00:00",
    "slug": "spring-tides",
    "status": "publish",
    "link": "https://harbour.example/spring-tides/",
    "guid": {"rendered": "https://harbour.example/?p=3"},
    "title": {"rendered": "Spring &#038; neap &#8217;tides&#8217;"},
    "content": {"rendered": "<p>Twice a month.</p>\n<h2>Why</h2>\n<p>Sun.</p>", "protected": False},
    "excerpt": {"rendered": "<p>Twice a month&hellip;</p>\n"},
    "_embedded": {
        "author": [{"name": "Marit Haldane"}],
        "wp:term": [[{"taxonomy": "category", "name": "Sea &amp; sky"}], [{"taxonomy": "x"}]],
    },
}


def rest(tree):
    return read_all(json.dumps(tree).encode())


def test_a_post_of_the_rest_interface():
    document = rest(POST)[0]
    about = document.metadata
    assert (about.title, about.authors) == ("Spring & neap \u2019tides\u2019", ("Marit Haldane",))
    assert (about.published, about.modified) == ("2024-05-02T10:00:00Z", "2024-05-03T10:00:00Z")
    assert (about.description, about.subjects) == ("Twice a month…", ("Sea & sky",))
    assert [one.title for one in document.outline] == ["Why"]
    assert plain_text(document).split() == ["Twice", "a", "month.", "Why", "Sun."]


def test_a_list_of_posts_gives_each_and_leaves_out_the_protected():
    locked = POST | {"content": {"rendered": "<p>?</p>", "protected": True}}
    found = rest([POST, locked, POST | {"title": {"rendered": "Other"}}])
    assert [one.metadata.title for one in found] == ["Spring & neap \u2019tides\u2019", "Other"]
    assert "post-withheld" in rules(found[0])


@pytest.mark.parametrize(
    "tree",
    [
        {"code": "rest_no_route", "message": "No route", "content": {"rendered": ""}},
        [{"content": {"rendered": "x"}}, 3],
        [{"content": {"rendered": "x", "protected": True}}],
    ],
)
def test_what_is_no_answer_with_posts_is_refused(tree):
    with pytest.raises(ReadError):
        rest(tree)
