"""XML from anywhere, parsed with care: no entities of its own, no network, nothing cut.

The characters are decoded by the same order as those of HTML pages.  A document
type that declares entities is refused before the parser sees it; one that
declares none is taken out.  What is not well-formed in the usual ways (names of
HTML entities, bare ampersands, control characters) is mended and reported.
"""

import html
import re
from typing import Any

from tasktide_export.document import Severity
from tasktide_export.errors import LimitError, ReadError
from tasktide_export.limits import Limits
from tasktide_export.readers.html.decode import decode
from tasktide_export.readers.html.notices import Notices

_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_PROLOGUE = re.compile(r"(?:\s|(?><\?.*?\?>)|(?><!--.*?-->))*+", re.DOTALL)
_DECLARATION = re.compile(r"\s*<\?xml\s.*?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE(?P<outer>[^\[>]*)(?P<inner>\[)?>?", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!(?:[A-Za-z_:][\w.:-]*|#\d+|#x[0-9A-Fa-f]+);)")
# XML 1.0, production 2: what no document may hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONGEST_REASON = 160
_ELEMENTS = 20
"""Elements of an XML file with many articles, in multiples of the limit for one."""


def parse_xml(data: bytes, limits: Limits, notices: Notices, times: int = _ELEMENTS) -> Any:
    """Return the root element (of lxml) of an XML file.

    It may have ``times`` as many elements as ``limits`` allow one page.

    Raises:
        LimitError: when it has too many elements.
        ReadError: when it is not well-formed or declares entities.
    """
    text = _without_doctype(decode(data, notices))
    _refuse_many(text, limits.elements * times)
    text = _outside_cdata(text, _html_entities)
    try:
        return _parsed(text)
    except ReadError:
        mended = _FORBIDDEN.sub("", _outside_cdata(text, lambda part: _BARE.sub("&amp;", part)))
        if mended == text:
            raise
    root = _parsed(mended)
    notices.add(
        "xml-mended",
        "the XML is not well-formed: characters it may not hold were taken out, "
        "ampersands that stand alone taken as such",
        severity=Severity.WARNING,
        advice="look at the place where it is made; other programs may refuse it",
        repaired=True,
    )
    return root


def local(element: Any) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _parsed(text: str) -> Any:
    from lxml import etree

    # huge_tree lifts limits on length and depth only; entities cannot be declared here.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:_LONGEST_REASON]
        raise ReadError(f"is not well-formed XML: {reason}") from error


def _without_doctype(text: str) -> str:
    """Return ``text`` without its XML declaration and document type."""
    text = text.lstrip("\ufeff")
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    start = _end_of_prologue(text)
    doctype = _DOCTYPE.match(text, start)
    if doctype is None:
        return text.lstrip()
    if doctype["inner"] is not None:
        raise ReadError(
            "has a document type with declarations of its own",
            hint="entities could be declared there; take the DOCTYPE out",
        )
    return (text[:start] + text[doctype.end() :]).lstrip()


def _end_of_prologue(text: str) -> int:
    found = _PROLOGUE.match(text)
    return found.end() if found else 0


def _refuse_many(text: str, most: int) -> None:
    if text.count("<") > most and _CDATA.sub("", text).count("<") > most:
        raise LimitError("has too many elements", limit="elements", value=most)


def _outside_cdata(text: str, change: Any) -> str:
    """Apply ``change`` to all of ``text`` but the sections that are taken as they are."""
    pieces: list[str] = []
    place = 0
    for section in _CDATA.finditer(text):
        pieces += (change(text[place : section.start()]), section[0])
        place = section.end()
    pieces.append(change(text[place:]))
    return "".join(pieces)


def _html_entities(text: str) -> str:
    return _NAMED.sub(_character, text)


def _character(found: "re.Match[str]") -> str:
    name = found[1]
    if name in _OWN:
        return found[0]
    known = html.unescape(found[0])
    return f"&amp;{name};" if known == found[0] or "<" in known or "&" in known else known
