"""Look over the markup before it is parsed.

HTML parsers compare each start tag with all open elements, each attribute with
all others of its tag, and rebuild unclosed formatting in every paragraph: three
ways for a small page to take quadratic time.  One linear pass finds tags that
would, and takes them out or shortens them; the text between tags is never
touched, and what was done is said.
"""

import re
from dataclasses import dataclass, field

from tasktide_export.document import Severity
from tasktide_export.errors import LimitError
from tasktide_export.limits import Limits
from tasktide_export.readers.html.elements import BLOCK_TAGS, names
from tasktide_export.readers.html.notices import Notices

_DEEPEST = 1_000
"""Open elements after which further ones are taken out; real pages stay below 50."""
_FORMATTING_OPEN = 64
"""Unclosed formatting elements after which further ones are taken out."""
_WORK = 20
"""Elements that rebuilt formatting may add, in multiples of the limit on elements."""

# HTML, 13.2.5.32 and following: "=" begins a name, except after one.
_ATTRIBUTE_MARKUP = (
    r"(?:=[^\s/>=]*+|[^\s/>=]++)"
    r"""(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+"""
)
_TAG = re.compile(
    r"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    rf"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[\s/]++|{_ATTRIBUTE_MARKUP})*+)>?+"
)
_ATTRIBUTE = re.compile(_ATTRIBUTE_MARKUP)
_START = re.compile(r"<[a-zA-Z]")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in names("script style textarea title xmp iframe noembed noframes")
}
_HIDDEN = 20_000
"""Tags inside scripts and the like: text to this pass, but not to a parser inside an SVG."""
_FORMATTING = names("b big code em font i s small strike strong tt u")
# Elements without an end tag, or that a sibling closes: they do not add to the depth.
_SHALLOW = names(
    "area base br col embed hr img input link meta param source track wbr p li dt dd option "
    "optgroup tr td th thead tbody tfoot caption colgroup rt rp rb rtc html head body a nobr"
)


@dataclass(slots=True)
class _Scan:
    text: str
    limits: Limits
    pieces: list[str] = field(default_factory=list)
    copied: int = 0
    depth: int = 0
    removed: int = 0
    shortened: int = 0
    elements: int = 0
    work: int = 0
    hidden: int = 0
    open_formatting: dict[str, int] = field(default_factory=dict)
    formatting: int = 0
    skipped: dict[str, int] = field(default_factory=dict)

    def replace(self, start: int, end: int, new: str) -> None:
        self.pieces += (self.text[self.copied : start], new)
        self.copied = end

    def result(self) -> str:
        return "".join([*self.pieces, self.text[self.copied :]]) if self.pieces else self.text


def guard(text: str, limits: Limits, notices: Notices) -> str:
    """Return markup that parses in linear time; it holds all of the text of ``text``.

    Raises:
        LimitError: when it has more elements than the limit, or an attribute
            that is over the limit.
    """
    scan = _Scan(text, limits)
    place = 0
    while found := _TAG.search(text, place):
        place = found.end()
        if place == len(text) and text[-1] != ">":
            _report_unfinished(found[0], notices)
        name = found["name"]
        if name is None:
            continue
        name = name.lower()
        if found["end"]:
            _end_tag(scan, found, name)
            continue
        _start_tag(scan, found, name)
        if name in _RAW:
            closed = _RAW[name].search(text, place)
            end = closed.start() if closed else len(text)
            scan.hidden += sum(1 for _ in _START.finditer(text, place, end))
            place = end
        elif name == "plaintext":
            break
    if scan.hidden > _HIDDEN:
        raise LimitError("the page's scripts hold too many tags", limit="elements", value=_HIDDEN)
    _report(scan, notices)
    return scan.result()


def _report_unfinished(markup: str, notices: Notices) -> None:
    """Say what stands in a tag or comment that the page ends within: no text, to HTML."""
    notices.add(
        "page-unfinished",
        "the page ends inside a tag or a comment; what stands there is no text",
        markup,
        severity=Severity.WARNING,
        advice="look whether the page was cut off when it was saved",
    )


def _start_tag(scan: _Scan, found: "re.Match[str]", name: str) -> None:
    scan.elements += 1
    scan.work += 1 + scan.formatting
    if scan.elements > scan.limits.elements or scan.work > scan.limits.elements * _WORK:
        raise LimitError(
            "the page has too many elements", limit="elements", value=scan.limits.elements
        )
    if len(found["rest"]) > scan.limits.attributes:
        _shorten(scan, found, name)
    if name in _SHALLOW:
        return
    too_deep = scan.depth >= _DEEPEST
    if name in _FORMATTING:
        if too_deep or scan.formatting >= _FORMATTING_OPEN:
            _remove(scan, found, name, "")
            return
        scan.open_formatting[name] = scan.open_formatting.get(name, 0) + 1
        scan.formatting += 1
    elif too_deep:
        _remove(scan, found, name, "<br>" if name in BLOCK_TAGS else "")
        return
    if name not in _RAW:
        scan.depth += 1


def _remove(scan: _Scan, found: "re.Match[str]", name: str, instead: str) -> None:
    scan.replace(found.start(), found.end(), instead)
    scan.removed += 1
    scan.skipped[name] = scan.skipped.get(name, 0) + 1


def _end_tag(scan: _Scan, found: "re.Match[str]", name: str) -> None:
    if name in _SHALLOW or name in _RAW:
        return
    if scan.skipped.get(name):
        scan.skipped[name] -= 1
        scan.replace(found.start(), found.end(), "<br>" if name in BLOCK_TAGS else "")
        return
    if scan.open_formatting.get(name):
        scan.open_formatting[name] -= 1
        scan.formatting -= 1
    scan.depth = max(0, scan.depth - 1)


def _shorten(scan: _Scan, found: "re.Match[str]", name: str) -> None:
    """Take out the attributes beyond the limit; attributes of a tag hold no text."""
    limits = scan.limits
    start = found.start("rest")
    end = start
    for number, attribute in enumerate(_ATTRIBUTE.finditer(scan.text, start, found.end("rest"))):
        if attribute.end() - attribute.start() > limits.attribute_bytes:
            raise LimitError(
                f"an attribute of <{name}> is too long",
                limit="attribute_bytes",
                value=limits.attribute_bytes,
            )
        if number == limits.attributes:
            scan.replace(end, found.end("rest"), "")
            scan.shortened += 1
            return
        end = attribute.end()


def _report(scan: _Scan, notices: Notices) -> None:
    if scan.removed:
        notices.add(
            "page-flattened",
            f"{scan.removed} tags nested too deeply were taken out; their text is all here",
            severity=Severity.WARNING,
            repaired=True,
        )
    if scan.shortened:
        notices.add(
            "page-attributes",
            f"{scan.shortened} tags had over {scan.limits.attributes} attributes; "
            "the others were taken out",
            severity=Severity.WARNING,
        )
