"""One file of the spine as a part of one tree: names made unlike those of other files."""

from dataclasses import dataclass
from urllib.parse import unquote

from tasktide_export.errors import ReadError
from tasktide_export.readers.base import ReadOptions
from tasktide_export.readers.html.content import body_of
from tasktide_export.readers.html.decode import decode
from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.parse import parse
from tasktide_export.readers.package import Package, resolve
from tasktide_export.readers.xhtml import html_of
from tasktide_export.readers.xml import parse_xml

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_REFERENCES = ("src", "href", "xlink:href", "poster", "data", "longdesc")
_NAMES = ("id", "name", "for", "headers", "aria-labelledby", "aria-describedby", "aria-details")
_LEADING = frozenset({"a", "area"})
_LOWEST = 6


@dataclass(frozen=True, slots=True)
class Keys:
    """The key of each page of the spine, by its name in the archive."""

    by_name: dict[str, str]

    def target(self, page: str, reference: str) -> str:
        """Return what a link of ``page`` leads to, inside the one tree if it is there."""
        path, mark, fragment = reference.partition("#")
        name = resolve(page, unquote(path)) if path else page
        key = self.by_name.get(name)
        if key is None:
            return reference
        return f"#{key}.{fragment}" if mark and fragment else f"#{key}"


def load(package: Package, name: str, options: ReadOptions, notices: Notices) -> Element:
    """Return the body of a page; one that is not well-formed is read as browsers do.

    Raises:
        LimitError: when it is over a limit.
        ReadError: when it is missing or damaged.
    """
    data = package.read(name)
    try:
        markup = html_of(parse_xml(data, options.limits, notices))
    except ReadError:
        notices.count("page-not-well-formed", "pages are not well-formed XHTML; read as HTML", name)
        markup = decode(data, notices)
    page = parse(markup, options.limits, notices)
    body = body_of(page)
    for attribute in ("lang", "dir"):
        if page.get(attribute) and not body.get(attribute):
            body.attributes[attribute] = page.get(attribute)
    return body


def adopt(body: Element, name: str, keys: Keys) -> Element:
    """Return a page's body as a section of the one tree, its names and links changed."""
    key = keys.by_name[name]
    for element in body.iterate():
        for attribute in _NAMES:
            if value := element.attributes.get(attribute, ""):
                named = " ".join(f"{key}.{one}" for one in value.split())
                element.attributes[attribute] = named
        for attribute in _REFERENCES:
            if value := element.attributes.get(attribute, "").strip():
                element.attributes[attribute] = _reference(
                    value, name, keys, leads=element.tag in _LEADING or attribute == "longdesc"
                )
    body.tag = "section"
    # Links to the file itself lead to a mark of its own: the body may have an id of its own.
    mark = Element("a", {"id": key}, parent=body)
    body.children.insert(0, mark)
    return body


def _reference(value: str, name: str, keys: Keys, *, leads: bool) -> str:
    """Return an address, resolved; one that ``leads`` to a page of the book leads into the tree."""
    if ":" in value.partition("/")[0] or value.startswith("//"):
        return value
    if leads:
        return keys.target(name, value)
    if value.startswith("#"):
        return f"#{keys.by_name[name]}.{value[1:]}"
    path, mark, fragment = value.partition("#")
    return resolve(name, unquote(path)) + mark + fragment


def set_depth(body: Element, title: str, depth: int) -> None:
    """Let a page's headings begin at the depth that the contents give it.

    A page that the contents name but that has no heading gets one.
    """
    headings = list(body.iterate(*_HEADINGS))
    if not headings:
        heading = Element(f"h{min(depth, _LOWEST)}", {}, [title], body)
        body.children.insert(1, heading)
        body.holds_block = True
        return
    shift = depth - int(headings[0].tag[1])
    for heading in headings:
        rank = int(heading.tag[1]) + shift
        heading.tag = f"h{min(max(rank, 1), _LOWEST)}"
