"""Every published post of WordPress's own test export says what its site shows.

What the site shows is worked out here once more and in another way: with
libxml2's HTML parser and string replacement, knowing nothing of the reader.
"""

import re
from html import unescape

import pytest
from lxml import etree, html

from tasktide_export.document import body_texts, faults, note_texts
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.wordpress import read_wordpress

NAMES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "https://wordpress.org/export/1.2/excerpt/",
    "wp": "https://wordpress.org/export/1.2/",
}
OWN_LINE = r"(?m)^\s*(https?://(?:www\.|v\.)?(?:youtube|wordpress|twitter)\.\w+)/\S*\s*$"
WRAPPED = r"(?<=__wrapper\">)\s*(https?://[^\s/]+)/\S*\s*(?=</div>)"
SILENT = {"script", "style", "input", "select", "textarea", "button"}


@pytest.fixture(scope="module")
def export(shared):
    return shared / "corpus" / "wordpress" / "theme-unit-test.wxr.xml"


def texts(item, path):
    return (item.findtext(path, namespaces=NAMES) or "").strip()


def published(root):
    for item in root.iter("item"):
        kind, status = texts(item, "wp:post_type"), texts(item, "wp:status")
        if kind in {"post", "page"} and status == "publish" and not texts(item, "wp:post_password"):
            yield item


def captions(root, words, post):
    """Return what a gallery says: captions and alternative texts of its images."""
    wanted = re.findall(r"\d+", "".join(re.findall(r'ids="([^"]*)"', words)))
    images = [one for one in root.iter("item") if texts(one, "wp:post_type") == "attachment"]
    known = {texts(one, "wp:post_id"): one for one in images}
    chosen = [known[one] for one in wanted if one in known]
    if not wanted:
        pictures = (".jpg", ".jpeg", ".png", ".gif")
        chosen = [
            one
            for one in images
            if texts(one, "wp:post_parent") == post
            and texts(one, "wp:attachment_url").lower().endswith(pictures)
        ]
    for one in chosen:
        yield f"{alternative(one)} {texts(one, 'excerpt:encoded')}"


def alternative(attachment):
    """Return the alternative text that the media library has."""
    path = "string(wp:postmeta[wp:meta_key='_wp_attachment_image_alt']/wp:meta_value)"
    return attachment.xpath(path, namespaces=NAMES)


def alternatives(root):
    """Return the alternative texts of the library by the class that images of it have."""
    return {
        f"wp-image-{texts(one, 'wp:post_id')}": alternative(one)
        for one in root.iter("item")
        if texts(one, "wp:post_type") == "attachment"
    }


def rendered(root, item):
    """Return the words that the site shows for an item."""
    content = texts(item, "content:encoded")
    post = texts(item, "wp:post_id")
    content = re.sub(r"<!--.*?-->", "\n\n", content, flags=re.DOTALL)
    content = re.sub(
        r"\[gallery([^\]]*)\]", lambda one: " ".join(captions(root, one[1], post)), content
    )
    below = r'\[caption[^\]]*?caption="([^"]*)"[^\]]*\](.*?)\[/caption\]'
    content = re.sub(below, r"\2 \1 ", content, flags=re.DOTALL)
    content = re.sub(r"\[/?caption[^\]]*\]", " ", content)
    content = re.sub(r"\[audio[^\]]*?https?://([^/\"\]]+)[^\]]*\]", r" audio from \1 ", content)
    for embedded in (WRAPPED, OWN_LINE):
        content = re.sub(embedded, lambda one: f" frame from {one[1].split('/')[2]} ", content)
    if not content.strip():
        return ""
    return " ".join(
        shown(html.fragment_fromstring(content, create_parent="div"), alternatives(root))
    )


def shown(element, library):
    if not isinstance(element.tag, str) or element.tag in SILENT:
        yield element.tail or ""
        return
    if element.tag == "img":
        known = [library.get(name, "") for name in element.get("class", "").split()]
        yield element.get("alt") or next(filter(None, known), "")
    if element.tag in {"iframe", "video", "audio"} and element.get("src"):
        kind = "frame" if element.tag == "iframe" else element.tag
        yield element.get("title") or f"{kind} from {element.get('src').split('/')[2]}"
    else:
        yield element.text or ""
        for child in element:
            yield from shown(child, library)
    yield element.tail or ""


def letters(words):
    """Return the characters that are said: no spaces, no marks that renderers make."""
    return "".join(re.findall(r"[^\W_]", unescape(words)))


@pytest.mark.corpus
def test_every_published_post_says_what_its_site_shows(export):
    data = export.read_bytes()
    root = etree.fromstring(data)
    items = list(published(root))
    articles = read_wordpress(Source(data=data, name=export.name), ReadOptions())
    assert [texts(one, "guid") for one in items] == [
        one.document.metadata.identifier for one in articles
    ]
    unlike = []
    for item, article in zip(items, articles, strict=True):
        document = article.document
        assert faults(document) == ()
        said = letters(" ".join([*body_texts(document), *note_texts(document)]))
        expected = letters(rendered(root, item))
        if said != expected:
            unlike.append((article.name, sorted(said) == sorted(expected)))
    # The site puts the caption below the table, documents have it above.
    assert unlike == [("text-category-blocks", True)]
    assert len(articles) == 76
