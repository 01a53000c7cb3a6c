"""What the kinds of feeds have in common."""

from html import escape

from tasktide_export.document import Severity
from tasktide_export.readers.html.notices import Notices

HTTP = ("http://", "https://")


def summary_only(notices: Notices) -> None:
    """Say that the feed gives no more than a summary of an entry."""
    notices.add(
        "feed-summary",
        "the feed gives a summary of this entry, not its full content",
        severity=Severity.WARNING,
        advice="read the page itself, or a feed with full content",
    )


def text_markup(text: str) -> str:
    """Return plain text as markup: blank lines part paragraphs."""
    parts = [one.strip() for one in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(one, quote=False)}</p>" for one in parts if one)


def player(address: str, media_type: str, title: str, markup: str) -> str:
    """Return an enclosed recording as an element, unless the content has it already."""
    kind = media_type.partition("/")[0].lower()
    if kind not in {"audio", "video"} or not address.startswith(HTTP) or address in markup:
        return ""
    return f'<{kind} src="{escape(address)}" title="{escape(title)}"></{kind}>'


def web_address(*candidates: str) -> str:
    """Return the first candidate that is an http(s) address, or an empty string."""
    return next((one.strip() for one in candidates if one.strip().startswith(HTTP)), "")
