"""Elements of polyglot XHTML: one tree, the same under XML and under HTML5.

An element that is not void always gets an (empty) text, so that it is written
``<p></p>`` and never ``<p/>``, which an HTML parser would leave open; void ones
are written ``<br/>``, which both accept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
MATHML = "http://www.w3.org/1998/Math/MathML"

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})

_DEFAULT: dict[Any, str] = {None: XHTML}  # the stubs do not know the default namespace

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it
Content: TypeAlias = "str | Element | Iterable[Content]"
Attributes: TypeAlias = Mapping[str, str]

_PIECES = (str, etree._Element)  # noqa: SLF001


def el(tag: str, attributes: Attributes | None = None, *content: Content) -> Element:
    """Return an XHTML element.

    Attribute names may be written ``epub:type`` and ``xml:lang``; an attribute
    whose value is empty is left out, except ``alt``.  Raises ``ValueError`` for
    characters that XML forbids.
    """
    element = etree.Element(f"{{{XHTML}}}{tag}", nsmap=_DEFAULT)
    put(element, attributes or {})
    if tag not in VOID:
        element.text = ""
    fill(element, content)
    return element


def put(element: Element, attributes: Attributes) -> None:
    """Set ``attributes`` on ``element``; empty values but ``alt`` are left out."""
    for name, value in attributes.items():
        if value or name == "alt":
            element.set(_qualified(name), value)


@cache
def _qualified(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    match prefix:
        case "":
            return local
        case "epub":
            return f"{{{EPUB}}}{local}"
        case "xml":
            return f"{{{XML}}}{local}"
        case _:
            raise ValueError(f"unknown prefix in {name!r}")


def fill(element: Element, content: Iterable[Content]) -> None:
    """Append strings, elements and iterables of them to ``element``."""
    # Asking an element for its last child takes time in proportion to their number.
    last = element[-1] if len(element) else None
    words: list[str] = []
    for part in _flat(content):
        if isinstance(part, str):
            words.append(part)
            continue
        if words:
            _append_text(element, last, "".join(words))
            words.clear()
        element.append(part)
        last = part
    if words:
        _append_text(element, last, "".join(words))


def _append_text(element: Element, last: Element | None, text: str) -> None:
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _flat(content: Iterable[Content]) -> Iterator[str | Element]:
    """Yield the strings and elements of nested iterables, without a generator for each."""
    waiting = [iter(content)]
    while waiting:
        for part in waiting[-1]:
            if isinstance(part, _PIECES):
                yield part
            else:
                waiting.append(iter(part))
                break
        else:
            waiting.pop()


def language_attributes(language: str, direction: str = "") -> dict[str, str]:
    """Return ``lang``, ``xml:lang`` and ``dir``, each empty where it is not needed."""
    return {"lang": language, "xml:lang": language, "dir": direction}


def serialise(root: Element, *, xml_declaration: bool = False) -> bytes:
    """Return the document as UTF-8 with the HTML document type.

    With ``xml_declaration`` it is an EPUB content document (EPUB 3.3, 6.1);
    without, a page that browsers read as HTML5.
    """
    etree.cleanup_namespaces(root, top_nsmap={"epub": EPUB} if xml_declaration else None)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n' if xml_declaration else b""
    body: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return head + b"<!DOCTYPE html>\n" + body + b"\n"


def serialise_styled(root: Element, css: str, program: str = "") -> bytes:
    """Return an HTML5 page with ``css`` in its empty ``style`` element.

    ``program`` goes into the one ``script`` that is empty and has no attributes.  Both are
    raw text in HTML: not escaped.  CSS is not allowed to end its element; a program is
    ours and does not.
    """
    safe = re.sub(r"</(?=style)", r"<\\/", css, flags=re.IGNORECASE)
    sheet = f"<style>\n{safe}\n</style>".encode()
    script = f"<script>{program}</script>".encode()
    written = serialise(root).replace(b"<script></script>", script, 1)
    return written.replace(b"<style></style>", sheet, 1)


def html_tree(root: Element, css: str) -> ET.Element:
    """Return the tree that an HTML parser makes of the page, with ``css`` in its ``style``.

    Names are as they are there: without a namespace, and ``xml:lang`` with its prefix.
    """
    made: dict[Element, ET.Element] = {}
    for element in root.iter(etree.Element):
        attributes = {_as_parsed(str(name)): str(value) for name, value in element.items()}
        copy = made[element] = ET.Element(_as_parsed(str(element.tag)), attributes)
        copy.text, copy.tail = element.text or None, element.tail or None
        parent = element.getparent()
        if parent is not None:
            made[parent].append(copy)
    page = made[root]
    style = page.find("head/style")
    if style is not None:
        style.text = f"\n{css}\n"
    return page


def _as_parsed(name: str) -> str:
    """Return the name that an HTML parser gives to an element or attribute of ours."""
    space, _, local = name[1:].rpartition("}") if name[:1] == "{" else ("", "", name)
    return f"xml:{local}" if space == XML else local if space in ("", XHTML) else name
