"""XHTML read by an HTML parser: elements that close themselves."""

import re

from tasktide_export.readers.html.elements import names

_DECLARATION = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_ROOT = re.compile(r"<html\b[^>]*\bxmlns\s*=", re.IGNORECASE)
_HEAD = 2_000
_CLOSED = re.compile(r"<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)/>")
_VOID = names("area base br col embed hr img input link meta param source track wbr")


def open_elements(text: str) -> str:
    """Return XHTML with ``<p/>`` written ``<p></p>``; any other text as it is.

    To HTML, ``<script/>`` and ``<p/>`` are start tags that nothing ends: what
    follows would be taken for their content (HTML, 13.2.5, "self-closing flag").
    """
    head = text[:_HEAD]
    if not (_DECLARATION.match(head) or _ROOT.search(head)):
        return text
    return _CLOSED.sub(_opened, text)


def _opened(found: re.Match[str]) -> str:
    name, rest = found[1], found[2].rstrip()
    if name.lower() in _VOID:
        return found[0]
    return f"<{name}{rest}></{name}>"
