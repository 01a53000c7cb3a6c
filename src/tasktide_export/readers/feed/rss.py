"""RSS 2.0 (and its ancestors) and RSS 1.0 (RDF)."""

import re
from typing import Any

from tasktide_export.document import UNDETERMINED, Metadata
from tasktide_export.readers.base import ReadOptions
from tasktide_export.readers.dates import iso_date
from tasktide_export.readers.feed.entry import player, summary_only, web_address
from tasktide_export.readers.html.elements import plain
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import language_tag
from tasktide_export.readers.posts import Post, words_of
from tasktide_export.readers.xhtml import html_of
from tasktide_export.readers.xml import local

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TERMS = "{http://purl.org/dc/terms/}"
_MAIL = re.compile(r"^\S+@\S+\s*\((?P<name>[^)]+)\)$")


def rss_posts(root: Any, options: ReadOptions) -> list[Post]:
    """Return the items of an RSS feed; in RDF they stand beside the channel."""
    channel = next((one for one in root if local(one) == "channel"), root)
    about = _texts(channel)
    holders = (channel, root) if channel is not root else (root,)
    items = [one for holder in holders for one in holder if local(one) == "item"]
    return [_post(one, about, options) for one in items]


def _texts(element: Any) -> dict[str, str]:
    """Return an element's children's texts; RSS's own by plain names, others in full."""
    texts: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        own = child.tag if _is_module(child.tag) else local(child)
        if child.text and child.text.strip():
            texts.setdefault(own, child.text.strip())
    return texts


def _is_module(tag: str) -> bool:
    return tag.startswith("{") and not tag.startswith(
        ("{http://purl.org/rss/1.0/}", "{http://my.netscape.com", "{http://backend.userland.com")
    )


def _post(item: Any, about: dict[str, str], options: ReadOptions) -> Post:
    texts = _texts(item)
    notices = Notices()
    description = texts.get("description", "")
    body = next((one for one in item if one.tag == f"{_XHTML}body"), None)
    markup = texts.get(f"{_CONTENT}encoded", "")
    if not markup and body is not None:
        markup = html_of(body, inside=True)
    if not markup:
        summary_only(notices)
        markup = description
        description = ""
    title = words_of(texts.get("title", ""), options)
    return Post(
        markup + _players(item, title, markup),
        _metadata(item, texts, about, options, description),
        notices=notices,
    )


def _players(item: Any, title: str, markup: str) -> str:
    return "".join(
        player(one.get("url", ""), one.get("type", ""), title, markup)
        for one in item
        if local(one) == "enclosure"
    )


def _metadata(
    item: Any, texts: dict[str, str], about: dict[str, str], options: ReadOptions, description: str
) -> Metadata:
    guid = texts.get("guid", "")
    permanent = next((one for one in item if local(one) == "guid"), None)
    is_link = permanent is not None and permanent.get("isPermaLink", "true") == "true"
    language = texts.get(f"{_DUBLIN_CORE}language") or about.get("language", "")
    language = language or about.get(f"{_DUBLIN_CORE}language", "")
    subjects = [plain(one.text or "") for one in item if local(one) in {"category", "subject"}]
    return Metadata(
        title=words_of(texts.get("title", ""), options),
        authors=tuple(_authors(item, texts)),
        language=language_tag(language) or UNDETERMINED,
        description=words_of(description, options),
        site=words_of(about.get("title", ""), options),
        published=iso_date(texts.get("pubDate") or texts.get(f"{_DUBLIN_CORE}date", "")),
        modified=iso_date(texts.get(f"{_TERMS}modified", "")),
        source=web_address(texts.get("link", ""), guid if is_link else ""),
        identifier=plain(guid),
        rights=plain(about.get("copyright") or about.get(f"{_DUBLIN_CORE}rights", "")),
        subjects=tuple(dict.fromkeys(filter(None, subjects))),
    )


def _authors(item: Any, texts: dict[str, str]) -> list[str]:
    """Return the names of authors; RSS wants a mail address there, the name in brackets."""
    names = [plain(one.text or "") for one in item if one.tag == f"{_DUBLIN_CORE}creator"]
    if not any(names) and (author := plain(texts.get("author", ""))):
        found = _MAIL.match(author)
        names = [found["name"] if found else author]
    return list(dict.fromkeys(one for one in names if one and "@" not in one))
