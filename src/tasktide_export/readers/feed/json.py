"""JSON Feed 1.0 and 1.1."""

import json
from typing import Any

from tasktide_export.document import UNDETERMINED, Metadata
from tasktide_export.errors import ReadError
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.dates import iso_date
from tasktide_export.readers.feed.entry import player, summary_only, text_markup, web_address
from tasktide_export.readers.html.elements import plain
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import language_tag
from tasktide_export.readers.posts import Post


def json_posts(source: Source, options: ReadOptions) -> list[Post]:  # noqa: ARG001 - as its kin
    """Return the items of a JSON Feed.

    Raises:
        ReadError: when it is not JSON, or no JSON Feed.
    """
    try:
        feed = json.loads(source.data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON: {error}", where=source.name) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ReadError("is no JSON Feed: it has no list of items", where=source.name)
    return [_post(one, feed) for one in items if isinstance(one, dict)]


def _post(item: dict[str, Any], feed: dict[str, Any]) -> Post:
    notices = Notices()
    body = _text(item, "content_html") or text_markup(_text(item, "content_text"))
    summary = _text(item, "summary")
    if not body:
        summary_only(notices)
        body, summary = text_markup(summary), ""
    about = _metadata(item, feed, summary)
    attached = "".join(
        player(_text(one, "url"), _text(one, "mime_type"), _text(one, "title") or about.title, body)
        for one in _objects(item, "attachments")
    )
    image = _text(item, "image") or _text(item, "banner_image")
    return Post(body + attached, about, image=web_address(image), notices=notices)


def _metadata(item: dict[str, Any], feed: dict[str, Any], summary: str) -> Metadata:
    language = _text(item, "language") or _text(feed, "language")
    tags = item.get("tags")
    subjects = (
        [plain(one) for one in tags if isinstance(one, str)] if isinstance(tags, list) else []
    )
    return Metadata(
        title=plain(_text(item, "title")),
        authors=tuple(_authors(item) or _authors(feed)),
        language=language_tag(language) or UNDETERMINED,
        description=plain(summary),
        site=plain(_text(feed, "title")),
        published=iso_date(_text(item, "date_published")),
        modified=iso_date(_text(item, "date_modified")),
        source=web_address(_text(item, "url"), _text(item, "id")),
        identifier=plain(_text(item, "id")),
        subjects=tuple(dict.fromkeys(filter(None, subjects))),
    )


def _authors(holder: dict[str, Any]) -> list[str]:
    """Return the authors' names; version 1.0 had one ``author``."""
    found = [*_objects(holder, "authors")]
    if not found and isinstance(holder.get("author"), dict):
        found = [holder["author"]]
    return [name for name in (plain(_text(one, "name")) for one in found) if name]


def _objects(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = holder.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    return value.strip() if isinstance(value, str) else ""
