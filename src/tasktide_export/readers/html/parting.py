"""Words that only a style sheet keeps apart.

Captions and headings are often made of spans that the page's style sheet sets
apart, with no white space between them: a picture's caption, the word "Credit",
a name.  Read without the style sheet they would run together.
"""

from tasktide_export.readers.html.elements import Element, Node

_ENDS = frozenset(".!?:;,)]}»”’…%")  # noqa: RUF001 - the quotation marks of pages
_APART = frozenset({"span", "small", "div", "p"})


def part_words(element: Element) -> None:
    """Put a space where a line's parts meet and one plainly ends before the other begins."""
    if not any(isinstance(one, Element) for one in element.children):
        return
    parted: list[Node] = []
    for child in element.children:
        if isinstance(child, Element):
            part_words(child)
        if parted and _run_together(parted[-1], child):
            parted.append(" ")
        parted.append(child)
    element.children = parted


def _run_together(before: Node, after: Node) -> bool:
    if not (_is_apart(before) or _is_apart(after)):
        return False
    last, first = _text(before)[-1:], _text(after)[:1]
    return first.isupper() and (last.islower() or last in _ENDS)


def _is_apart(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _APART


def _text(node: Node) -> str:
    return node if isinstance(node, str) else node.text()
