"""Bytes to characters, by what the bytes are before what the page claims.

The order: byte order mark, strict UTF-8, the declared character set by its
WHATWG label (Encoding Standard, section 4.2), UTF-8 with a few replacements,
windows-1252.  Valid UTF-8 by accident is rare, wrong declarations are not.
A page that was saved through a wrong encoding is mended (:mod:`mojibake`).
"""

import re

from tasktide_export.document import Severity
from tasktide_export.readers.html.mojibake import mend
from tasktide_export.readers.html.notices import Notices

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([-\w:.]+)""",
    re.IGNORECASE,
)
_LOOK_AT = 8192
_FEW = 200


def decode(data: bytes, notices: Notices) -> str:
    """Return the characters of ``data``; damaged ones are mended or replaced, and reported."""
    return mend(_decoded(data, notices), notices)


def _decoded(data: bytes, notices: Notices) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_replacements(data[len(mark) :], encoding, notices)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared and declared != "utf-8":
        return _with_replacements(data, declared, notices)
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    # Stray bytes are damage in a UTF-8 page when they are rare beside its real sequences.
    sequences = sum(1 for byte in data if byte >= 0xC0)  # noqa: PLR2004 - first byte of a sequence
    if damaged * 4 <= sequences or (declared == "utf-8" and damaged * _FEW <= len(data)):
        return _with_replacements(data, "utf-8", notices)
    notices.add("encoding-guessed", "the encoding was not declared; read as windows-1252")
    return _with_replacements(data, "cp1252", notices)


def _declared(data: bytes) -> str:
    """Return Python's name of the encoding that the page declares, or an empty string."""
    import webencodings

    found = _DECLARED.search(data[:_LOOK_AT])
    if not found:
        return ""
    encoding = webencodings.lookup(found[1].decode("ascii", "replace"))
    if encoding is None or encoding.name.startswith("utf-16"):
        return "utf-8" if encoding else ""  # HTML: a declared UTF-16 means UTF-8
    if encoding.name == "x-user-defined":
        return "cp1252"
    return str(encoding.codec_info.name)


def _with_replacements(data: bytes, encoding: str, notices: Notices) -> str:
    text = data.decode(encoding, "replace")
    if damaged := text.count("\ufffd"):
        notices.add(
            "encoding-damaged",
            f"{damaged} characters could not be read as {encoding} and show as U+FFFD",
            severity=Severity.WARNING,
            advice="save the page as UTF-8 and look for the replaced characters",
        )
    return text
