"""Words that only a style sheet keeps apart.

Captions and headings are often made of spans that the page's style sheet sets
apart, with no white space between them: a picture's caption, the word "Credit",
a name.  Read without the style sheet they would run together.
"""

from tasktide_export.readers.html.elements import Element, Node

_ENDS = frozenset(".!?:;,)]}»”’…%")  # noqa: RUF001 - the quotation marks of pages
_CODE = frozenset({"code", "kbd", "samp", "pre", "tt", "var"})
_APART = frozenset({"span", "small", "div", "p"})


def part_words(element: Element) -> None:
    """Put a space where a line's parts meet and one plainly ends before the other begins.

    Two elements that meet are parts; an element and a text are in a caption, and where
    a label ends.
    """
    _part(element, loose=element.tag == "figcaption")


def _part(element: Element, *, loose: bool) -> None:
    if not any(isinstance(one, Element) for one in element.children):
        return
    parted: list[Node] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag not in _CODE:
            _part(child, loose=loose)
        if parted and _run_together(parted[-1], child, loose=loose):
            parted.append(" ")
        parted.append(child)
    element.children = parted


def _run_together(before: Node, after: Node, *, loose: bool) -> bool:
    parts = _is_apart(before), _is_apart(after)
    last, first = _text(before)[-1:], _text(after)[:1]
    if not (any(parts) if loose or last == ":" else all(parts)):
        return False
    return first.isupper() and (last.islower() or last in _ENDS)


def _is_apart(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _APART


def _text(node: Node) -> str:
    return node if isinstance(node, str) else node.text()
