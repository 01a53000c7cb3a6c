"""What the common shortcodes show, as markup."""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import TypeAlias

from tasktide_export.readers.wordpress.library import Attachment, Library

Make: TypeAlias = Callable[[dict[str, str], str, Library, str], str | None]
"""Takes the attributes, what stands inside, the library and the post's id."""

CODE = frozenset(
    {"code", "sourcecode", "source", "highlight", "crayon", "codecolorer", "cc", "pre", "cci"}
)
_IMAGE = re.compile(r"\s*(?:<a\s[^>]*+>\s*)?<img\s[^>]*+>(?:\s*</a>)?", re.IGNORECASE)
_MEDIA = ("src", "mp3", "m4a", "ogg", "wav", "wma", "mp4", "m4v", "webm", "ogv", "wmv", "flv")


def code(name: str, attributes: dict[str, str], inside: str) -> str:
    """Return a code shortcode as preformatted text, line by line as it stands."""
    language = attributes.get("language") or attributes.get("lang") or attributes.get("0", "")
    syntax = re.sub(r"[^\w+#-]", "", language)
    words = escape(unescape(inside).strip("\r\n"), quote=False)
    if name == "cci":
        return f"<code>{words}</code>"
    return f'<pre><code class="language-{syntax}">{words}</code></pre>'


def _caption(attributes: dict[str, str], inside: str, _library: Library, _post: str) -> str:
    image = _IMAGE.match(inside)
    shown = image[0] if image else ""
    words = attributes.get("caption") or inside[len(shown) :].strip()
    if not shown:
        shown, words = (inside, words) if "caption" in attributes else ("", inside)
    return _figure(shown.strip(), words)


def _figure(shown: str, caption: str) -> str:
    below = f'<figcaption class="wp-caption-text">{caption}</figcaption>' if caption else ""
    return f'<figure class="wp-caption">{shown}{below}</figure>'


def _gallery(attributes: dict[str, str], _inside: str, library: Library, post: str) -> str | None:
    wanted = re.findall(r"\d+", attributes.get("ids") or attributes.get("include", ""))
    if wanted:
        chosen = [library.attachments[one] for one in wanted if one in library.attachments]
    else:
        left_out = set(re.findall(r"\d+", attributes.get("exclude", "")))
        owner = attributes.get("id") or post
        chosen = [one for one in library.of_post(owner) if one.id not in left_out]
    if not chosen:
        return None
    return "".join(_gallery_item(one) for one in chosen)


def _gallery_item(one: Attachment) -> str:
    image = f'<img class="wp-image-{one.id}" src="{escape(one.address)}"'
    image += f' alt="{escape(one.alternative)}">' if one.alternative else ">"
    return _figure(image, one.caption)


def _embed(attributes: dict[str, str], inside: str, _library: Library, _post: str) -> str | None:
    address = inside.strip() or attributes.get("src", "")
    return frame(unescape(address)) if address.startswith(("http://", "https://")) else None


def frame(address: str) -> str:
    """Return something from another site that is shown in the page."""
    return f'<iframe src="{escape(address)}"></iframe>'


def _player(kind: str) -> Make:
    def make(attributes: dict[str, str], inside: str, library: Library, post: str) -> str | None:
        address = next((attributes[name] for name in _MEDIA if attributes.get(name)), "")
        address = address or next((v for v in attributes.values() if v.startswith("http")), "")
        found = re.search(r"https?://[^\s<\"']+", inside)
        address = address or (found[0] if found else "")
        if not address:
            own = [a for a in library.attachments.values() if a.parent == post and a.kind == kind]
            address = own[0].address if own else ""
        if not address:
            return None
        poster = attributes.get("poster", "")
        shown = f' poster="{escape(poster)}"' if poster and kind == "video" else ""
        return f'<{kind} src="{escape(unescape(address))}"{shown}></{kind}>'

    return make


def _playlist(attributes: dict[str, str], _inside: str, library: Library, post: str) -> str | None:
    wanted = re.findall(r"\d+", attributes.get("ids", ""))
    kind = attributes.get("type", "audio")
    known = library.attachments
    chosen = [known[one] for one in wanted if one in known] or [
        one for one in known.values() if one.parent == post and one.kind == kind and not wanted
    ]
    if not chosen or kind not in {"audio", "video"}:
        return None
    return "".join(
        f'<{kind} src="{escape(one.address)}" title="{escape(one.title)}"></{kind}>'
        for one in chosen
    )


def _inner(_attributes: dict[str, str], inside: str, _library: Library, _post: str) -> str:
    return inside


MAKERS: dict[str, Make] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "embed": _embed,
    "youtube": lambda a, inside, lib, post: _embed({"src": a.get("0", "")}, inside, lib, post),
    "audio": _player("audio"),
    "video": _player("video"),
    "playlist": _playlist,
    "raw": _inner,
    "noformat": _inner,
}
