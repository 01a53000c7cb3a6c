"""XHTML as HTML: the same elements in a form that an HTML parser takes for what they are.

An HTML parser reads ``<a id="x"/>`` as the beginning of a link; here every
element has its end tag.
"""

from html import escape
from typing import Any

from tasktide_export.readers.html.elements import names
from tasktide_export.readers.xml import local

_VOID = names("area base br col embed hr img input link meta param source track wbr")
_LEFT_OUT = names("script style")
_PREFIXES = {
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.idpf.org/2007/ops": "epub:",
}


def html_of(element: Any, *, inside: bool = False) -> str:
    """Return an lxml element as HTML markup; with ``inside`` only what it holds."""
    pieces: list[str] = []
    # What is yet to be written: a text, or an element.
    waiting: list[Any] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        tail = escape(one.tail or "", quote=False) if one is not element else ""
        tag = local(one)
        if not tag or tag in _LEFT_OUT:
            pieces.append(tail)
            continue
        shell = not (inside and one is element)
        if shell:
            pieces.append(f"<{tag}{_attributes(one)}>")
        if shell and tag in _VOID:
            pieces.append(tail)
            continue
        pieces.append(escape(one.text or "", quote=False))
        waiting.append(f"</{tag}>{tail}" if shell else tail)
        waiting.extend(reversed(one))
    return "".join(pieces)


def _attributes(element: Any) -> str:
    written = []
    for name, value in element.attrib.items():
        namespace, _, plain_name = str(name).rpartition("}")
        prefix = _PREFIXES.get(namespace.removeprefix("{"), "")
        full = f"{prefix}{plain_name}"
        written.append(f' {"lang" if full == "xml:lang" else full}="{escape(value)}"')
    return "".join(written)
