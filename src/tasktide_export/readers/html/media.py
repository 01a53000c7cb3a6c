"""Images, drawings and things that play."""

import base64
from urllib.parse import unquote, urlsplit

from tasktide_export.assets import Refusal
from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Embed,
    Image,
    Inlines,
    Link,
    Severity,
    Text,
)
from tasktide_export.document.kinds import EmbedKind
from tasktide_export.document.nodes import Alternative
from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.markup import SVG, XLINK, serialise
from tasktide_export.readers.html.reading import Reading, is_hidden

IMAGE_TAGS = frozenset({"img", "picture", "svg", "image", "amp-img"})
EMBED_TAGS = frozenset({"iframe", "video", "audio", "object", "embed"})
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-full-src")
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PRESSED_ROLES = frozenset({"button", "link"})
"""What a picture is called that can be pressed is what happens then."""
_DRAWN = ("<path", "<rect", "<circle", "<ellipse", "<line", "<poly", "<text", "<image", "<use")
_DECORATIVE_ROLES = frozenset({"presentation", "none"})


def image_inlines(element: Element, reading: Reading) -> Inlines:
    """Return an image element as an image; nothing for a counting pixel or a bare icon."""
    if element.tag == "svg":
        return _drawing(element, reading)
    image = element.first("img", "image", "amp-img") if element.tag == "picture" else element
    if image is None:
        return ()
    if is_hidden(image) and image.get("aria-hidden").lower() != "true":
        reading.notices.count("hidden-removed", "hidden images were left out", _alt_text(image))
        return ()
    if _is_pixel(image):
        reading.notices.count("pixel-removed", "counting pixels were left out", image.get("src"))
        return ()
    reading.anchors.see(image)
    reference = _reference(image, element)
    if not reference:
        text = _alt_text(image)
        reading.notices.add("image-without-address", "an image has no address", text)
        return (Image("", text),) if text else ()
    title = plain(image.get("title"))
    return (_admitted(reference, alternative(image), title, reading),)


def alternative(image: Element) -> str | Alternative:
    """Return an image's alternative text in its three states.

    HTML (section 4.8.4.4): no ``alt`` means that nobody said, an empty one
    that the image adds nothing.
    """
    role = image.get("role").lower()
    if role in _DECORATIVE_ROLES or image.get("aria-hidden").lower() == "true":
        return DECORATIVE
    text = _alt_text(image)
    if text:
        return text
    return DECORATIVE if "alt" in image.attributes else MISSING


def _alt_text(image: Element) -> str:
    label = "" if image.get("role").lower() in _PRESSED_ROLES else image.get("aria-label")
    return plain(image.get("alt") or label)


def _is_pixel(image: Element) -> bool:
    sizes = {image.get("width").removesuffix("px"), image.get("height").removesuffix("px")}
    return bool(sizes & {"0", "1"}) and sizes <= {"0", "1", ""} and not _alt_text(image)


def _reference(image: Element, picture: Element) -> str:
    """Return the address of the image that a reader would see."""
    source = image.get("src")
    stands_in = not source or source.startswith(("data:image/gif", "about:")) or _is_blank(source)
    for name in _LAZY:
        if lazy := image.get(name):
            return lazy
    if source and not (stands_in or _is_placeholder(source, image)):
        return source
    holders = [image, *picture.iterate("source")] if picture is not image else [image]
    for holder in holders:
        for name in _LAZY_SETS:
            if chosen := _largest(holder.get(name)):
                return chosen
    return "" if _is_blank(source) else source


def _is_blank(source: str) -> bool:
    """Tell whether an address is a drawing without a stroke, which only keeps a place."""
    if not source.lower().startswith("data:image/svg+xml"):
        return False
    drawing = unquote(source)
    if ";base64," in drawing[:100]:
        try:
            drawing = base64.b64decode(drawing.partition(",")[2]).decode("utf-8", "replace")
        except ValueError:
            return False
    return not any(one in drawing for one in _DRAWN)


def _is_placeholder(source: str, image: Element) -> bool:
    small = source.startswith("data:") and len(source) < 2_000  # noqa: PLR2004 - a blank stand-in
    return small and any(image.get(name) for name in _LAZY_SETS)


def _largest(candidates: str) -> str:
    """Return the address with the greatest descriptor of a ``srcset``."""
    best, size = "", -1.0
    for candidate in candidates.replace(",\n", ", ").split(", "):
        address, _, descriptor = candidate.strip().strip(",").partition(" ")
        try:
            found = float(descriptor.strip()[:-1] or 0)
        except ValueError:
            found = 0.0
        if address and found > size:
            best, size = address, found
    return best


def _admitted(reference: str, text: str | Alternative, title: str, reading: Reading) -> Image:
    result = reading.admission.admit(reference)
    is_data = reference.lower().startswith("data:")
    address = "" if is_data else reading.absolute(reference)
    if isinstance(result, Refusal):
        reading.notices.add(
            "image-not-admitted",
            f"the image is not in the document: {result.reason}",
            address if not is_data else "data:",
            severity=Severity.WARNING,
            advice="place the file beside the page and refer to it there",
        )
        return Image("", text, address, title)
    return Image(result, text, address, title)


def _drawing(element: Element, reading: Reading) -> Inlines:
    """Return an inline SVG drawing as an image of its own."""
    label = element.get("aria-label")
    named = element.first("title")
    if not label and named is not None:
        label = "".join(one for one in named.children if isinstance(one, str))
    words = plain(" ".join(one.text() for one in element.iterate("text")))
    text = plain(label) or words
    decorative = (
        element.get("aria-hidden").lower() == "true" or element.get("role") in _DECORATIVE_ROLES
    )
    if not text and (decorative or _is_icon(element) or _is_elsewhere(element)):
        reading.notices.count("icon-removed", "icons without a name were left out")
        return ()
    namespaces = {"": SVG, "xlink": XLINK}
    markup = serialise(
        element,
        namespaces,
        lambda one: {
            k: v for k, v in one.attributes.items() if not k.startswith("xmlns") and _is_name(k)
        },
        lambda one: _is_name(one.tag),
    )
    encoded = base64.b64encode(markup.encode()).decode("ascii")
    state: str | Alternative = text or MISSING
    return (_admitted(f"data:image/svg+xml;base64,{encoded}", state, "", reading),)


def _is_elsewhere(element: Element) -> bool:
    """Tell whether a drawing only uses one that stands elsewhere."""
    drawn = {one.tag for one in element.iterate() if one is not element} - {"g", "title"}
    return drawn == {"use"}


def _is_name(name: str) -> bool:
    local = name.removeprefix("xlink:").removeprefix("xml:")
    return (
        local.replace("-", "").replace("_", "").isalnum() and local[0].isalpha() and local.isascii()
    )


def _is_icon(element: Element) -> bool:
    """Tell whether a drawing is of an icon's size, or stands in a link or button."""
    if any(around.tag in {"a", "button", "label"} for around in element.ancestors()):
        return True
    sizes = [element.get("width"), element.get("height")]
    if not any(sizes):
        sizes = element.get("viewBox").replace(",", " ").split()[2:4]
    try:
        return all(float(size.removesuffix("px")) <= 48 for size in sizes if size) and any(sizes)  # noqa: PLR2004
    except ValueError:
        return False


# --- embeds ------------------------------------------------------------------


def embed(element: Element, reading: Reading) -> Embed | Image | None:
    """Return what an element embeds; ``None`` when it shows nothing."""
    reference = _embedded(element)
    if element.tag == "object" and element.get("type").startswith("image/") and reference:
        words = plain(element.text())
        return _admitted(reference, words or MISSING, "", reading)
    address = reading.absolute(reference) if reference else ""
    scheme = urlsplit_safe(address)
    if scheme not in {"http", "https"} or _is_pixel(element) or is_hidden(element):
        reading.notices.count(
            "embed-removed", "embedded parts without an address were left out", element.get("title")
        )
        return None
    kind: EmbedKind = (
        "video" if element.tag == "video" else "audio" if element.tag == "audio" else "frame"
    )
    title = plain(element.get("title") or element.get("aria-label"))
    if not title:
        title = f"{kind} from {urlsplit(address).hostname or address}"
        reading.notices.add(
            "embed-title",
            "an embedded part has no title; its site stands in",
            address,
            advice="give the frame a title attribute",
        )
    poster = ""
    if wanted := element.get("poster"):
        image = _admitted(wanted, DECORATIVE, "", reading)
        poster = image.asset
    return Embed(title, address, kind, poster)


def urlsplit_safe(address: str) -> str:
    """Return the address's scheme in lower case, or an empty string."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - an impossible port raises here
    except ValueError:
        return ""
    return parts.scheme.lower() if parts.netloc else ""


def _embedded(element: Element) -> str:
    for name in ("src", "data-src", "data-lazy-src", "data"):
        value = element.get(name)
        if value and not value.startswith("about:"):
            return value
    if element.tag in {"video", "audio"}:
        for source in element.iterate("source"):
            if source.get("src"):
                return source.get("src")
    if element.tag == "object":
        for inner in element.iterate("embed"):
            return inner.get("src")
    return ""


def embed_inlines(element: Element, reading: Reading) -> Inlines:
    """Return an embedded part inside a line: its title as a link."""
    made = embed(element, reading)
    match made:
        case None:
            return ()
        case Image():
            return (made,)
        case Embed():
            return (Link(made.address, (Text(made.title),)),)
