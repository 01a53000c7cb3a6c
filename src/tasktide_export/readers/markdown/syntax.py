"""The Markdown that is understood, and how it is written as HTML."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from tasktide_export.document import collapse

UNREAD_FORMULAE = "unread formulae"
"""The key, in the parser's environment, of the TeX that could not be read."""
_MATH = re.compile(r"<math\b[^>]*>(?P<inside>.*)</math>", re.DOTALL)


def parser(deepest: int) -> Any:
    """Return a parser of CommonMark with tables, notes, definition lists and formulas.

    Blocks nested ``deepest`` levels down are not parsed any more.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = (
        MarkdownIt("commonmark", {"maxNesting": deepest})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    )
    for kind in ("math_inline", "math_inline_double", "math_block", "math_block_label"):
        markdown.add_render_rule(kind, _inline if kind.startswith("math_inline") else _displayed)
    markdown.add_render_rule("footnote_block_open", _notes_open)
    markdown.add_render_rule("image", _image)
    return markdown


def _image(renderer: Any, tokens: Sequence[Any], place: int, options: Any, env: Any) -> str:
    """Write an image; one without words has no ``alt``: Markdown cannot say "decoration"."""
    written = str(renderer.image(tokens, place, options, env))
    return written if tokens[place].content.strip() else written.replace(' alt=""', "", 1)


def _inline(_: Any, tokens: Sequence[Any], place: int, _options: Any, environment: Any) -> str:
    return _formula(tokens[place].content.strip(), "inline", environment)


def _displayed(_: Any, tokens: Sequence[Any], place: int, _options: Any, environment: Any) -> str:
    return _formula(tokens[place].content.strip(), "block", environment)


def _formula(tex: str, display: str, environment: Any) -> str:
    """Return TeX as MathML that carries its source; what is not understood shows as typed."""
    from latex2mathml.converter import convert

    try:
        made = _MATH.fullmatch(convert(tex))
    except Exception:  # noqa: BLE001 - the library raises whatever it meets
        made = None
    if made is None:
        environment.setdefault(UNREAD_FORMULAE, []).append(tex)
    inside = made["inside"] if made else f"<mtext>{escape(tex)}</mtext>"
    return (
        f'<math display="{display}" alttext="{escape(collapse(tex))}"><semantics>{inside}'
        f'<annotation encoding="application/x-tex">{escape(tex)}</annotation></semantics></math>'
    )


def _notes_open(*_: Any) -> str:
    """Open the notes without the rule above them, which would be a break of the text."""
    return '<section class="footnotes" role="doc-endnotes">\n<ol class="footnotes-list">\n'


def take_first_heading(tokens: list[Any]) -> str:
    """Take the first heading out of ``tokens`` if it is of rank 1; return its text."""
    for place, token in enumerate(tokens):
        if token.type != "heading_open" or token.level > 0:
            continue
        if token.tag != "h1":
            return ""
        text = plain(tokens[place + 1])
        del tokens[place : place + 3]
        return text
    return ""


def plain(inline: Any) -> str:
    """Return the text of an inline token."""
    pieces = (" " if "break" in one.type else one.content for one in inline.children or ())
    return collapse("".join(pieces))


def name_headings(tokens: Sequence[Any]) -> None:
    """Give headings the anchors that links in Markdown files lead to by habit.

    Lower case, spaces to hyphens, punctuation out, ``-1`` and so on when repeated.
    """
    used: dict[str, int] = {}
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        name = re.sub(r"[^\w\- ]", "", plain(tokens[place + 1]).lower()).replace(" ", "-")
        if not name:
            continue
        times = used.get(name, 0)
        used[name] = times + 1
        token.attrSet("id", f"{name}-{times}" if times else name)


def deepest_level(tokens: Sequence[Any]) -> int:
    """Return how many blocks the innermost one stands in."""
    return max((token.level for token in tokens), default=0)
