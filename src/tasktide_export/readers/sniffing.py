"""What bytes look like, when no one says what they are."""

import re

_LOOK_AT = 8192
_DIRECTORY = 262_144
_CONTROL_SHARE = 0.02
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, EPUB and ODT are such)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ\x90", "a program (Windows)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "an RTF file"),
    (b"%!PS", "a PostScript file"),
    (b"RIFF", "a RIFF file (WebP, WAV)"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"fLaC", "a FLAC file"),
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype html|html|head|body|main|article|"
    r"section|header|div|h[1-6]|p|meta|title|figure|table|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(r'\s*\{.*"format"\s*:\s*"tasktide-document"', re.DOTALL)
_XML_ROOT = re.compile(
    r"(?:\s|(?><\?.*?\?>)|(?><!--.*?-->)|<!DOCTYPE[^>\[]*+>)*+<(?:\w+:)?(rss|feed|RDF)[\s>]",
    re.DOTALL,
)
_WXR = re.compile(r"wordpress\.org/export/|<wp:wxr_version")
_JSON_FEED = re.compile(r'\s*\{.*"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org', re.DOTALL)
_REST = re.compile(r'\s*[\[{].*"rendered"\s*:', re.DOTALL)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[A-Za-z_-]+:.*\n)")
_MARKDOWN = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"\]\((?:https?:|#|\.|/|\w)[^)\s]*\)"),
    re.compile(r"\*\*\w[^*\n]*\*\*"),
    re.compile(r"^\|?(?: *:?-{3,}:? *\|)+ *:?-{3,}:? *\|? *$", re.MULTILINE),
    re.compile(r"^\[\^[^\]\s]+\]: ", re.MULTILINE),
    re.compile(r"^```", re.MULTILINE),
)
_ENOUGH_SIGNS = 2


def sniff_binary(data: bytes) -> str:
    """Return what ``data`` looks like when it cannot be text, else an empty string."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data[4:8] == b"ftyp":
        return "an MP4 file"
    if data.startswith(_BYTE_ORDER_MARKS):
        return ""
    head = data[:_LOOK_AT]
    controls = sum(1 for byte in head if byte < 9 or 13 < byte < 27 or 27 < byte < 32)  # noqa: PLR2004
    return "binary data" if controls > _CONTROL_SHARE * len(head) + 2 else ""


def sniff_archive(data: bytes) -> str:
    """Return ``docx`` or ``epub`` when ``data`` is such an archive, else an empty string."""
    if not data.startswith(b"PK\x03\x04"):
        return ""
    # An entry's name stands before its content and again in the directory at the end.
    places = data[:_LOOK_AT] + data[-_DIRECTORY:]
    signs = (b"META-INF/container.xml", b".opf")
    if b"application/epub+zip" in data[:200] or any(sign in places for sign in signs):
        return "epub"
    return "docx" if b"word/document" in places else ""


def sniff_format(data: bytes) -> str:
    """Return the name of the format that text looks like: ``text`` unless signs are clear.

    Plain text is not Markdown by default: an indented article would be one code block.
    """
    head = data[:_LOOK_AT].decode("utf-8", "replace").lstrip("\ufeff")
    if _JSON.match(head) or _JSON.match(data[-_LOOK_AT:].decode("utf-8", "replace")):
        return "json"
    if _JSON_FEED.match(head):
        return "feed"
    if _REST.match(head) and data.rstrip()[-1:] in (b"]", b"}"):
        return "wordpress"
    if _XML_ROOT.match(head):
        return "wordpress" if _WXR.search(head) else "feed"
    if _HTML.match(head):
        return "html"
    signs = sum(1 for sign in _MARKDOWN if sign.search(head))
    if _FRONT_MATTER.match(head) or signs >= _ENOUGH_SIGNS:
        return "markdown"
    return "text"
