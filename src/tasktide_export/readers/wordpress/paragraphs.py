"""Classic content has no paragraphs: blank lines part them, single line ends break lines.

What the site does with it (there called autop) is done here for the mapping that
follows, which gathers text between blocks into paragraphs by itself: only what
parts paragraphs *inside* a run of text must become markup.
"""

import re

from tasktide_export.readers.html.elements import BLOCK_TAGS
from tasktide_export.readers.wordpress.tokens import Token, tokens

_BLOCKS = BLOCK_TAGS | {"br", "source", "track", "param", "style", "script", "hr", "pre"}
_BLANK_LINE = re.compile(
    r"(?<![ \t\r\f\xa0])[ \t\r\f\xa0]*+\n[ \t\r\f\xa0]*+(?:\n[ \t\r\f\xa0]*+)++"
)
_LINE_END = re.compile(r"(?<![ \t\r\f])[ \t\r\f]*+\n[ \t\r\f]*+")
_PARAGRAPH = "\n<p>"
_BREAK = "<br>\n"


def with_paragraphs(content: str) -> str:
    """Return classic content with its paragraphs and line breaks as markup."""
    found = list(tokens(content.replace("\r\n", "\n").replace("\r", "\n")))
    pieces: list[str] = []
    after_block = True
    for place, token in enumerate(found):
        if token.kind == "comment":
            continue
        if token.kind != "text":
            pieces.append(token.markup)
            after_block = _is_block(token)
            continue
        before_block = _block_follows(found, place + 1)
        pieces.append(_text(token.markup, after_block=after_block, before_block=before_block))
        after_block = after_block and not token.markup.strip()
    return "".join(pieces)


def _is_block(token: Token) -> bool:
    return token.kind != "text" and token.name in _BLOCKS


def _block_follows(found: list[Token], place: int) -> bool:
    while place < len(found) and found[place].kind == "comment":
        place += 1
    return place == len(found) or _is_block(found[place])


def _text(text: str, *, after_block: bool, before_block: bool) -> str:
    blank_before = after_block and bool(_BLANK_LINE.match(text))
    if after_block:
        text = text.lstrip(" \t\n\f")
    if before_block:
        text = text.rstrip(" \t\n\f")
    if not text:
        return _PARAGRAPH if blank_before and not before_block else "\n"
    broken = _LINE_END.sub(_BREAK, _BLANK_LINE.sub("\0", text)).replace("\0", _PARAGRAPH)
    return (_PARAGRAPH if blank_before else "") + broken
