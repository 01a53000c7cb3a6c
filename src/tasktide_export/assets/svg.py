"""SVG drawings made harmless: nothing that runs, asks the network or multiplies itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tasktide_export.assets.refusal import RefusedError
from tasktide_export.limits import Limits

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_REMOVED = frozenset(
    [
        "animate",
        "animateColor",
        "animateMotion",
        "animateTransform",
        "audio",
        "canvas",
        "discard",
        "embed",
        "foreignObject",
        "handler",
        "iframe",
        "listener",
        "object",
        "script",
        "set",
        "video",
    ]
)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"url\(\s*['\"]?(?!\s*['\"]?#)|@import|@font-face|expression\(|\\", re.IGNORECASE
)
_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?svg[\s>/]", re.DOTALL
)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in|)\s*$")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}
_LONGEST_CHAIN = 50


def looks_like_svg(data: bytes) -> bool:
    """Tell whether ``data`` begins as an SVG drawing, its prologue left aside."""
    head = data[:4096]
    if _START.match(head):
        return True
    return b"<!DOCTYPE" in head and b"<svg" in head


@dataclass(frozen=True, slots=True)
class Drawing:
    """A cleaned drawing, its size in pixels, and what was taken out, in words."""

    data: bytes
    width: int
    height: int
    removed: tuple[str, ...] = ()


def clean_svg(data: bytes, limits: Limits) -> Drawing:
    """Return the drawing without scripts, handlers and outside references.

    Raises:
        RefusedError: when it has a document type or entities, is not
            well-formed, or is over a limit.
    """
    from lxml import etree

    if (
        b"<!DOCTYPE" in data
        or b"<!ENTITY" in data
        or b"<!" in data.replace(b"<!--", b"").replace(b"<![CDATA[", b"")
    ):
        raise RefusedError("the SVG has a document type, and entities could follow")
    if b"\0" in data:
        raise RefusedError("the SVG is not in UTF-8")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError("the SVG is not well-formed") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise RefusedError("the SVG is in no or another namespace")
    _check_size(root, limits)
    removed = _strip(root)
    _check_uses(root, limits)
    etree.cleanup_namespaces(root)
    width, height = _size(root)
    if width * height > limits.pixels:
        raise RefusedError(f"it has {width * height} pixels, over {limits.pixels}")
    return Drawing(etree.tostring(root, encoding="utf-8"), width, height, removed)


def _check_size(root: Any, limits: Limits) -> None:
    count = sum(1 for _ in root.iter())
    if count > limits.svg_elements:
        raise RefusedError(f"the SVG has {count} elements, over {limits.svg_elements}")


def _strip(root: Any) -> tuple[str, ...]:
    """Take out what could run or reach outside; return what readers would miss of it."""
    removed: dict[str, None] = {}
    for element in list(root.iter()):
        namespace, _, name = str(element.tag).rpartition("}")
        foreign = namespace != f"{{{_SVG}" or name in _REMOVED
        outside = name == "image" and not _IMAGE.match(_reference(element))
        styled = name == "style" and _OUTSIDE.search("".join(element.itertext()))
        if element is not root and (foreign or outside or styled):
            removed |= dict.fromkeys(_missed(element, name))
            _remove(element)
            continue
        if name == "a":
            # A picture's links lead nowhere, and have no names to be told by.
            element.tag = f"{{{_SVG}}}g"
            _forget_link(element)
        for attribute, value in list(element.attrib.items()):
            if not _is_harmless(name, str(attribute), value):
                del element.attrib[attribute]
    return tuple(removed)


def _forget_link(element: Any) -> None:
    for attribute in ("href", _XLINK_HREF, "target", "download", "rel"):
        element.attrib.pop(attribute, None)


def _missed(element: Any, name: str) -> Iterator[str]:
    """Yield what is lost with ``element`` for those who look at the drawing."""
    if name == "foreignObject":
        yield "the text " + repr(" ".join(" ".join(element.itertext()).split())[:80])
    elif name in {"image", "use", "style"}:
        yield f"<{name}> that leads outside"


def _reference(element: Any) -> str:
    return str(element.get("href") or element.get(_XLINK_HREF) or "").strip()


def _is_harmless(element: str, attribute: str, value: str) -> bool:
    local = attribute.rpartition("}")[2].lower()
    if local.startswith("on") or local in {"base", "src", "ping", "externalresourcesrequired"}:
        return False
    if local == "href":
        target = value.strip()
        return target.startswith("#") or (element == "image" and bool(_IMAGE.match(target)))
    return not _OUTSIDE.search(value)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _check_uses(root: Any, limits: Limits) -> None:
    """Count what the drawing unfolds to: ``use`` may repeat what repeats others."""
    named: dict[str, Any] = {}
    for element in root.iter():
        if name := element.get("id"):
            named.setdefault(name, element)
    costs: dict[Any, int] = {}

    def cost(element: Any, chain: int) -> int:
        if chain > _LONGEST_CHAIN:
            raise RefusedError("the SVG's use elements refer to each other too deeply")
        if element in costs:
            return costs[element]
        total = 0
        for inner in element.iter():
            total += 1
            target = named.get(_reference(inner)[1:]) if inner.tag == f"{{{_SVG}}}use" else None
            if target is not None:
                total += cost(target, chain + 1)
        if total > limits.svg_elements:
            raise RefusedError(f"the SVG unfolds to more than {limits.svg_elements} elements")
        costs[element] = total
        return total

    cost(root, 0)


def _size(root: Any) -> tuple[int, int]:
    width, height = _length(root.get("width")), _length(root.get("height"))
    try:
        box = [float(one) for one in str(root.get("viewBox", "")).replace(",", " ").split()]
    except ValueError:
        box = []
    if len(box) == 4 and box[2] > 0 and box[3] > 0:  # noqa: PLR2004 - x, y, width, height
        if not width and not height:
            width, height = box[2], box[3]
        elif not height:
            height = width * box[3] / box[2]
        elif not width:
            width = height * box[2] / box[3]
    return _whole(width), _whole(height)


def _length(text: str | None) -> float:
    found = _LENGTH.match(text or "")
    return float(found[1]) * _PIXELS[found[2]] if found else 0.0


def _whole(pixels: float) -> int:
    return int(min(pixels, 1e9) + 0.5)
