"""Block comments: what the block editor writes around the markup of each block."""

import json
import re
from dataclasses import dataclass
from typing import Any

from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.wordpress.library import Library
from tasktide_export.readers.wordpress.parts import frame

_BLOCK = re.compile(
    r"<!--\s*+(?P<end>/?)wp:(?P<name>[a-z][\w/-]*+)\s*+"
    r"(?P<rest>(?:[^-<]++|-(?!->)|<(?!!--))*+)-->"
)
_WRAPPER = re.compile(
    r"""(<div[^<>]*wp-block-embed__wrapper[^<>]*>)\s*+(https?://[^\s<]+)\s*(</div>)"""
)
_PAGE_MARKS = re.compile(
    r"<!--\s*(?:more(?:\s(?:[^-<]|-(?!->)|<(?!!--))*+)?|nextpage|noteaser)\s*-->"
)
_EMPTY_ANYWAY = frozenset({"more", "nextpage", "separator", "spacer", "freeform", "missing"})
_REUSED = 5
"""How deep reusable blocks may stand in each other."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes that a post keeps beside its content, as JSON."""

    stored: str = ""

    def markup(self) -> str:
        """Return the list that the site shows at the end."""
        try:
            notes = json.loads(self.stored or "[]")
        except (ValueError, RecursionError):
            return ""
        items = [_note(one) for one in notes if isinstance(one, dict)] if notes else []
        return f'<ol class="wp-block-footnotes">{"".join(items)}</ol>' if items else ""


def _note(note: dict[str, Any]) -> str:
    name = re.sub(r"[^\w-]", "", str(note.get("id", "")))
    back = f'<a href="#{name}-link" class="footnote-backref">↩</a>'
    return f'<li id="{name}">{note.get("content", "")} {back}</li>'


def has_blocks(content: str) -> bool:
    """Tell whether content was written in the block editor."""
    return "<!-- wp:" in content


def without_comments(
    content: str, library: Library, footnotes: Footnotes, notices: Notices, depth: int = 0
) -> str:
    """Return content without the comments of its blocks.

    Reusable blocks and footnotes are put in their place; blocks that the site
    fills when it shows the page have nothing here, and are reported.
    """

    def replaced(found: "re.Match[str]") -> str:
        empty = found["rest"].rstrip().endswith("/")
        name = found["name"]
        if found["end"] or not empty:
            return ""
        if name == "block" and depth < _REUSED:
            inner = library.blocks.get(_reference(found["rest"]))
            if inner is not None:
                return without_comments(inner, library, footnotes, notices, depth + 1)
        if name == "footnotes":
            return footnotes.markup()
        if name not in _EMPTY_ANYWAY:
            message = f"the block {name} is filled by the site itself and has no content here"
            notices.count("block-dynamic", message)
        return ""

    return _BLOCK.sub(replaced, content)


def _reference(rest: str) -> str:
    found = re.search(r'"ref"\s*:\s*(\d+)', rest)
    return found[1] if found else ""


def without_page_marks(content: str) -> str:
    """Return content without the marks that cut it into pages; the paragraph ends there."""
    return _PAGE_MARKS.sub("\n\n", content)


def with_embeds(content: str) -> str:
    """Return content with the addresses that embed blocks hold as what they show."""
    return _WRAPPER.sub(lambda found: found[1] + frame(found[2]) + found[3], content)
