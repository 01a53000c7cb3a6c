"""Export files (WXR, RSS 2.0 with WordPress's own elements) to posts."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tasktide_export.document import UNDETERMINED, Metadata
from tasktide_export.errors import ReadError
from tasktide_export.readers.base import Article, ReadOptions, Source
from tasktide_export.readers.dates import iso_date
from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import language_tag
from tasktide_export.readers.posts import Post, post_article, words_of
from tasktide_export.readers.withheld import Withheld
from tasktide_export.readers.wordpress.library import Attachment, Library
from tasktide_export.readers.wordpress.markup import shown_markup
from tasktide_export.readers.xml import local, parse_xml

_ARTICLES = frozenset({"post", "page"})
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_SUBJECTS = frozenset({"category", "post_tag"})


@dataclass(slots=True)
class _Item:
    """One item of the file: its texts by element name, its post meta, its terms."""

    texts: dict[str, str] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    subjects: list[str] = field(default_factory=list)
    content: str = ""
    excerpt: str = ""

    def get(self, name: str) -> str:
        return self.texts.get(name, "").strip()


def read_export(source: Source, options: ReadOptions) -> tuple[Article, ...]:
    """Return every published post and page of a WXR file, in its order.

    Raises:
        LimitError: when the file or a post is over a limit.
        ReadError: when it is no WXR file, or holds nothing published.
    """
    notices = Notices()
    channel = _channel(parse_xml(source.data, options.limits, notices))
    items = [_item(one) for one in channel if local(one) == "item"]
    site = _Site(channel, _library(items))
    withheld = Withheld()
    articles = []
    for item in items:
        if item.get("post_type") not in _ARTICLES:
            continue
        if withheld.takes(item.get("status"), item.get("post_password"), item.get("title")):
            continue
        articles.append(post_article(site.post(item, options), source, options))
    if not articles:
        raise ReadError(
            "holds no published post or page",
            where=source.name,
            hint=withheld.summary() or "export posts and pages, not media or menus alone",
        )
    return withheld.noted(articles, notices)


def _channel(root: Any) -> Any:
    channel = next((one for one in root if local(one) == "channel"), None)
    if local(root) != "rss" or channel is None:
        raise ReadError("is no WordPress export: there is no channel of items")
    return channel


def _item(element: Any) -> _Item:
    item = _Item()
    for child in element:
        name = local(child)
        text = child.text or ""
        if child.tag == _CONTENT:
            item.content = text
        elif name == "encoded":
            item.excerpt = text
        elif name == "category":
            if child.get("domain") in _SUBJECTS and text.strip():
                item.subjects.append(plain(text))
        elif name == "postmeta":
            pair = {local(one): one.text or "" for one in child}
            item.meta.setdefault(pair.get("meta_key", ""), pair.get("meta_value", ""))
        elif name:
            item.texts.setdefault(name, text)
    return item


def _library(items: list[_Item]) -> Library:
    library = Library()
    for item in items:
        kind = item.get("post_type")
        if kind == "wp_block":
            library.blocks[item.get("post_id")] = item.content
        if kind != "attachment":
            continue
        library.add(
            Attachment(
                id=item.get("post_id"),
                address=item.get("attachment_url") or item.get("guid"),
                alternative=plain(item.meta.get("_wp_attachment_image_alt", "")),
                caption=item.excerpt.strip(),
                title=plain(item.get("title")),
                parent=item.get("post_parent"),
            )
        )
    return library


class _Site:
    """What all posts of the file share."""

    def __init__(self, channel: Any, library: Library) -> None:
        self._library = library
        self._texts = {local(one): (one.text or "").strip() for one in channel}
        self._names = dict(_author(one) for one in channel if local(one) == "author")

    def post(self, item: _Item, options: ReadOptions) -> Post:
        """Return an item as a post."""
        notices = Notices()
        footnotes = item.meta.get("footnotes", "")
        library, name = self._library, item.get("post_id")
        markup = shown_markup(item.content, library, name, footnotes, notices)

        def mend(content: Element) -> None:
            library.describe_images(content, notices)

        image = library.attachments.get(item.meta.get("_thumbnail_id", "").strip())
        return Post(
            markup,
            self._metadata(item, options),
            name=plain(unquote(item.get("post_name"))),
            image=image.address if image else "",
            notices=notices,
            mend=mend,
        )

    def _metadata(self, item: _Item, options: ReadOptions) -> Metadata:
        author = item.get("creator")
        link = item.get("link")
        return Metadata(
            title=words_of(item.get("title"), options),
            authors=(self._names.get(author, author),) if author else (),
            language=language_tag(self._texts.get("language", "")) or UNDETERMINED,
            description=words_of(item.excerpt, options),
            site=words_of(self._texts.get("title", ""), options),
            published=_moment(item, "post_date") or iso_date(item.get("pubDate")),
            modified=_moment(item, "post_modified"),
            source=link if link.startswith(("http://", "https://")) else "",
            identifier=item.get("guid"),
            subjects=tuple(dict.fromkeys(item.subjects)),
        )


def _author(element: Any) -> tuple[str, str]:
    texts = {local(one): (one.text or "").strip() for one in element}
    login = texts.get("author_login", "")
    full = " ".join(
        filter(None, (texts.get("author_first_name", ""), texts.get("author_last_name", "")))
    )
    return login, texts.get("author_display_name", "") or full or login


def _moment(item: _Item, name: str) -> str:
    return iso_date(item.get(f"{name}_gmt"), utc=True) or iso_date(item.get(name))
