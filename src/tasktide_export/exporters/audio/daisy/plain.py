"""The shared XHTML in the words of XHTML 1.0 Transitional, which talking books are written in.

What newer elements and attributes say is kept as classes.
"""

from lxml import etree

from tasktide_export.xhtml.element import XHTML, XML, Element

DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
_BLOCKS = frozenset(
    ("section", "figure", "figcaption", "header", "footer", "aside", "main", "nav", "article")
)
_COMMON = frozenset({"id", "class", "title", "lang", "dir", f"{{{XML}}}lang"})
_OWN = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "meta": {"name", "content", "http-equiv"},
}
_ROLES = {
    "doc-noteref": "noteref",
    "doc-backlink": "backlink",
    "doc-footnote": "footnote",
    "doc-endnotes": "notes",
}
_SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})


def make_plain(root: Element) -> None:
    """Change the elements below ``root``, in place."""
    for element in list(root.iter(etree.Element)):
        _change(element)


def write_plain(root: Element) -> bytes:
    """Return the page ``root`` with the document type of XHTML 1.0."""
    etree.cleanup_namespaces(root)
    body = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + DOCTYPE.encode() + b"\n" + body + b"\n"


def _change(element: Element) -> None:
    name = str(element.tag).rpartition("}")[2]
    if name in _BLOCKS:
        _add_class(element, name)
        name = "div"
    elif name == "tfoot":
        # XHTML 1.0 wants it before the rows that it closes, which changes the order.
        _add_class(element, name)
        name = "tbody"
    elif name == "span" and element.get("role") == "img":
        element.text = element.get("aria-label", "")
    element.tag = f"{{{XHTML}}}{name}"
    if meant := _ROLES.get(element.get("role", "")):
        _add_class(element, meant)
    if element.get("scope", "row") not in _SCOPES:
        del element.attrib["scope"]
    kept = _COMMON | _OWN.get(name, set())
    for attribute in element.attrib:
        if attribute not in kept:
            del element.attrib[attribute]


def _add_class(element: Element, name: str) -> None:
    classes = element.get("class", "").split()
    if name not in classes:
        element.set("class", " ".join([*classes, name]))
