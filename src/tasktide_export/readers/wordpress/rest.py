"""Posts as WordPress's REST interface gives them: one object or a list of objects.

The markup is rendered already (``content.rendered``); authors, terms and media
are there when the answer was asked for with ``_embed``.
"""

import json
from collections.abc import Iterator
from typing import Any

from tasktide_export.document import UNDETERMINED, Metadata
from tasktide_export.errors import ReadError
from tasktide_export.readers.base import Article, ReadOptions, Source
from tasktide_export.readers.dates import iso_date
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import language_tag
from tasktide_export.readers.posts import Post, post_article, words_of
from tasktide_export.readers.withheld import Withheld

_TERMS = frozenset({"category", "post_tag"})


def read_rest(source: Source, options: ReadOptions) -> tuple[Article, ...]:
    """Return each published post of an answer of the REST interface.

    Raises:
        LimitError: when a post is over a limit.
        ReadError: when it is no such answer, or holds nothing published.
    """
    withheld = Withheld()
    articles = []
    for post in _posts(source):
        content = _object(post, "content")
        protected = "yes" if content.get("protected") is True else ""
        if withheld.takes(_text(post, "status"), protected, _rendered(post, "title")):
            continue
        articles.append(post_article(_post(post, options), source, options))
    if not articles:
        hint = withheld.summary()
        raise ReadError("holds no published post", where=source.name, hint=hint)
    return withheld.noted(articles, Notices())


def _posts(source: Source) -> list[dict[str, Any]]:
    try:
        tree = json.loads(source.data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON: {error}", where=source.name) from error
    if isinstance(tree, dict) and isinstance(tree.get("message"), str) and "code" in tree:
        raise ReadError(f"is an error that the site gave: {tree['message']}", where=source.name)
    posts = tree if isinstance(tree, list) else [tree]
    if not posts or not all(isinstance(one, dict) and "content" in one for one in posts):
        raise ReadError(
            "is no post or list of posts of the REST interface",
            where=source.name,
            hint="save what /wp-json/wp/v2/posts?_embed answers",
        )
    return posts


def _post(post: dict[str, Any], options: ReadOptions) -> Post:
    return Post(
        _rendered(post, "content"),
        _metadata(post, options),
        name=_text(post, "slug"),
        image=next((_text(one, "source_url") for one in _embedded(post, "wp:featuredmedia")), ""),
    )


def _metadata(post: dict[str, Any], options: ReadOptions) -> Metadata:
    link = _text(post, "link")
    terms = [one for one in _embedded(post, "wp:term") if _text(one, "taxonomy") in _TERMS]
    return Metadata(
        title=words_of(_rendered(post, "title"), options),
        authors=tuple(filter(None, (_text(one, "name") for one in _embedded(post, "author")))),
        language=language_tag(_text(post, "lang")) or UNDETERMINED,
        description=words_of(_rendered(post, "excerpt"), options),
        published=_moment(post, "date"),
        modified=_moment(post, "modified"),
        source=link if link.startswith(("http://", "https://")) else "",
        identifier=_rendered(post, "guid"),
        subjects=tuple(words_of(_text(one, "name"), options) for one in terms),
    )


def _moment(post: dict[str, Any], name: str) -> str:
    return iso_date(_text(post, f"{name}_gmt"), utc=True) or iso_date(_text(post, name))


def _embedded(post: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Yield the objects embedded under a name; terms are lists of lists."""
    waiting: list[Any] = [_object(post, "_embedded").get(name)]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
        elif isinstance(one, list):
            waiting = [*one, *waiting]


def _object(parent: dict[str, Any], name: str) -> dict[str, Any]:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}


def _text(parent: dict[str, Any], name: str) -> str:
    value = parent.get(name)
    return value.strip() if isinstance(value, str) else ""


def _rendered(parent: dict[str, Any], name: str) -> str:
    """Return a text that is either given as it is or under ``rendered``."""
    return _text(_object(parent, name), "rendered") or _text(parent, name)
