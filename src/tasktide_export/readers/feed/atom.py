"""Atom 1.0 (RFC 4287)."""

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from tasktide_export.document import UNDETERMINED, Metadata, Severity
from tasktide_export.readers.base import ReadOptions
from tasktide_export.readers.dates import iso_date
from tasktide_export.readers.feed.entry import player, summary_only, text_markup, web_address
from tasktide_export.readers.html.elements import plain
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import language_tag
from tasktide_export.readers.posts import Post, words_of
from tasktide_export.readers.xhtml import html_of
from tasktide_export.readers.xml import local

_XML = "{http://www.w3.org/XML/1998/namespace}"


def atom_posts(root: Any, options: ReadOptions) -> list[Post]:
    """Return the entries of an Atom feed."""
    return [_post(one, root, options) for one in root if local(one) == "entry"]


def _post(entry: Any, feed: Any, options: ReadOptions) -> Post:
    notices = Notices()
    content, summary = _child(entry, "content"), _child(entry, "summary")
    markup = _markup(content)
    if not markup:
        address = content.get("src", "") if content is not None else ""
        if address:
            message = "the entry's content is at another address and was not fetched"
            notices.add("feed-content-elsewhere", message, address, severity=Severity.WARNING)
        summary_only(notices)
        markup, summary = _markup(summary), None
    about = _metadata(entry, feed, options)
    description = words_of(_markup(summary), options)
    return Post(
        markup + _players(entry, about.title, markup),
        replace(about, description=description),
        notices=notices,
    )


def _child(element: Any, name: str) -> Any:
    return next((one for one in element if local(one) == name), None)


def _markup(construct: Any) -> str:
    """Return a text construct or content as markup, by its type (RFC 4287, 3.1 and 4.1.3)."""
    if construct is None:
        return ""
    kind = construct.get("type", "text").strip().lower()
    if kind in {"xhtml", "application/xhtml+xml"}:
        holder = next((one for one in construct if isinstance(one.tag, str)), None)
        return html_of(holder, inside=local(holder) == "div") if holder is not None else ""
    text = "".join(construct.itertext()).strip()
    if kind in {"html", "text/html"}:
        return text
    return text_markup(text) if kind == "text" or kind.startswith("text/") else ""


def _metadata(entry: Any, feed: Any, options: ReadOptions) -> Metadata:
    origin = _child(entry, "source")
    language = entry.get(f"{_XML}lang") or feed.get(f"{_XML}lang") or ""
    subjects = (
        plain(one.get("label") or one.get("term") or "")
        for one in entry
        if local(one) == "category"
    )
    holders = [one for one in (entry, origin, feed) if one is not None]
    names = next((found for found in map(_names, holders) if found), [])
    rights = next((one for one in (_child(h, "rights") for h in holders) if one is not None), None)
    return Metadata(
        title=words_of(_markup(_child(entry, "title")), options),
        authors=tuple(names),
        language=language_tag(language) or UNDETERMINED,
        site=words_of(_markup(_child(feed if origin is None else origin, "title")), options),
        published=iso_date(_text(entry, "published") or _text(entry, "issued")),
        modified=iso_date(_text(entry, "updated") or _text(entry, "modified")),
        source=web_address(_link(entry, feed)),
        identifier=plain(_text(entry, "id")),
        rights=words_of(_markup(rights), options),
        subjects=tuple(dict.fromkeys(filter(None, subjects))),
    )


def _text(element: Any, name: str) -> str:
    child = _child(element, name)
    return (child.text or "").strip() if child is not None else ""


def _names(element: Any) -> list[str]:
    authors = (one for one in element if local(one) == "author")
    return [name for name in (plain(_text(one, "name")) for one in authors) if name]


def _link(entry: Any, feed: Any) -> str:
    links = [one for one in entry if local(one) == "link" and one.get("href")]
    alternate = [one for one in links if one.get("rel", "alternate") == "alternate"]
    if not alternate:
        return ""
    base = entry.get(f"{_XML}base") or feed.get(f"{_XML}base") or ""
    try:
        return urljoin(base, str(alternate[0].get("href")))
    except ValueError:
        return ""


def _players(entry: Any, title: str, markup: str) -> str:
    return "".join(
        player(one.get("href", ""), one.get("type", ""), title, markup)
        for one in entry
        if local(one) == "link" and one.get("rel") == "enclosure"
    )
