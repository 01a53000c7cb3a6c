"""Choose between the kinds of feeds, and make a document of each entry."""

from tasktide_export.errors import ReadError
from tasktide_export.readers.base import Article, ReadOptions, Source
from tasktide_export.readers.feed.atom import atom_posts
from tasktide_export.readers.feed.json import json_posts
from tasktide_export.readers.feed.rss import rss_posts
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.posts import Post, post_article
from tasktide_export.readers.withheld import Withheld
from tasktide_export.readers.xml import local, parse_xml


def read_feed(source: Source, options: ReadOptions) -> tuple[Article, ...]:
    """Return every entry of a feed, in its order.

    Raises:
        LimitError: when the feed or an entry is over a limit.
        ReadError: when it is no feed or has no entries.
    """
    notices = Notices()
    posts = _posts(source, options, notices)
    if not posts:
        raise ReadError("is a feed without entries", where=source.name)
    articles = [post_article(one, source, options) for one in posts]
    return Withheld().noted(articles, notices)


def _posts(source: Source, options: ReadOptions, notices: Notices) -> list[Post]:
    if source.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return json_posts(source, options)
    root = parse_xml(source.data, options.limits, notices)
    match local(root):
        case "rss" | "RDF":
            return rss_posts(root, options)
        case "feed":
            return atom_posts(root, options)
        case name:
            raise ReadError(f"is no feed: its outermost element is {name!r}", where=source.name)
