"""Stored content to the markup that the site shows, by WordPress's order of steps."""

import re
from urllib.parse import urlsplit

from tasktide_export.readers.html.elements import names
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.wordpress.blocks import (
    Footnotes,
    has_blocks,
    with_embeds,
    without_comments,
    without_page_marks,
)
from tasktide_export.readers.wordpress.library import Library
from tasktide_export.readers.wordpress.paragraphs import with_paragraphs
from tasktide_export.readers.wordpress.parts import frame
from tasktide_export.readers.wordpress.shortcodes import expand

_OWN_LINE = re.compile(
    r"^([ \t]*+(?:<p>[ \t]*+)?)(https?://[^\s<>\"]+)([ \t]*(?:</p>)?[ \t]*)$", re.MULTILINE
)
_EMBEDDED_SITES = names(
    "youtube.com youtu.be vimeo.com dailymotion.com dai.ly wordpress.tv videopress.com ted.com "
    "twitter.com x.com tiktok.com soundcloud.com spotify.com mixcloud.com reverbnation.com "
    "instagram.com facebook.com flickr.com flic.kr imgur.com slideshare.net scribd.com issuu.com "
    "reddit.com tumblr.com kickstarter.com polldaddy.com crowdsignal.com smugmug.com animoto.com "
    "cloudup.com speakerdeck.com screencast.com bsky.app pinterest.com"
)


def shown_markup(
    content: str, library: Library, post: str, footnotes: str, notices: Notices
) -> str:
    """Return the markup that the site shows for a post's stored content."""
    content = without_page_marks(content.replace("\r\n", "\n"))
    if has_blocks(content):
        stored = with_embeds(content)
        plain_markup = without_comments(stored, library, Footnotes(footnotes), notices)
        return expand(_with_frames(plain_markup), library, post, notices)
    return with_paragraphs(expand(_with_frames(content), library, post, notices))


def _with_frames(content: str) -> str:
    """Return content with addresses on lines of their own as what the site shows there."""
    return _OWN_LINE.sub(_framed, content)


def _framed(found: "re.Match[str]") -> str:
    address = found[2]
    host = _host(address).removeprefix("www.")
    known = any(host == site or host.endswith(f".{site}") for site in _EMBEDDED_SITES)
    made = frame(address) if known else f'<a href="{address}">{address}</a>'
    return found[1] + made + found[3]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
