"""Markup to the page's tree.

Lexbor (through selectolax) builds the tree that the HTML standard and browsers
build, at any depth.  lxml, the usual choice, drops all text below 256 open
elements and beside huge attributes without an error.
"""

from dataclasses import dataclass, field
from typing import Any

from tasktide_export.document import Severity, clean
from tasktide_export.document.characters import is_clean
from tasktide_export.errors import LimitError
from tasktide_export.limits import Limits
from tasktide_export.readers.html.elements import BLOCK_TAGS, LINE_END, Element, names
from tasktide_export.readers.html.guard import guard
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.xhtml import open_elements

_WRAPPERS_TO = 60
"""The depth below which elements that only wrap are dissolved."""
_WRAPPERS = names(
    "div span section article main header footer center font b i u s em strong small big tt "
    "form fieldset label nav address hgroup ins del mark a"
)
_LINE_END = object()


def parse(text: str, limits: Limits, notices: Notices) -> Element:
    """Return the page's ``html`` element.

    Raises:
        LimitError: when the page has too many elements or overlong attributes.
    """
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    copy = _Copy(limits)
    guarded = guard(open_elements(text), limits, notices)
    copy.removed_characters += guarded.count("\0")  # the parser drops or replaces them itself
    # Events would copy the selected option into its select again and again: quadratic.
    parser = LexborHTMLParser(guarded, options=LexborDocumentOptions.WO_EVENTS)
    root = copy.tree(parser.root)
    if copy.dissolved:
        notices.add(
            "page-flattened",
            f"{copy.dissolved} elements nested too deeply were dissolved; their text is all here",
            severity=Severity.WARNING,
            repaired=True,
        )
    if copy.removed_characters:
        notices.add(
            "characters-removed",
            f"{copy.removed_characters} characters that no edition can hold were taken out",
            repaired=True,
        )
    return root


@dataclass(slots=True)
class _Copy:
    """Copies the parser's tree without recursion and within the depth."""

    limits: Limits
    elements: int = 0
    dissolved: int = 0
    removed_characters: int = 0
    shallowest: int = field(init=False)
    """Elements above this depth are never dissolved."""

    def __post_init__(self) -> None:
        self.shallowest = min(_WRAPPERS_TO, self.limits.depth)

    def tree(self, root: Any) -> Element:
        top = Element("html")
        if root is not None:
            top.attributes = {k: self._clean(v or "") for k, v in root.attributes.items()}
        # Each entry: a node yet to copy, the element it goes into, that one's depth.
        waiting: list[tuple[Any, Element, int]] = []
        if root is not None and root.first_child is not None:
            waiting.append((root.first_child, top, 1))
        while waiting:
            node, parent, depth = waiting.pop()
            if node is _LINE_END:
                parent.children.append(Element(LINE_END, parent=parent))
                continue
            if (following := node.next) is not None:
                waiting.append((following, parent, depth))
            tag = node.tag
            if tag == "-text":
                parent.children.append(self._clean(node.text_content or ""))
            elif tag is not None and tag[0] != "-":
                self._element(node, tag, parent, depth, waiting)
        return top

    def _element(
        self,
        node: Any,
        tag: str,
        parent: Element,
        depth: int,
        waiting: list[tuple[Any, Element, int]],
    ) -> None:
        self.elements += 1
        if self.elements > self.limits.elements:
            raise LimitError(
                "the page has too many elements", limit="elements", value=self.limits.elements
            )
        child = node.first_child
        if depth >= self.shallowest and child is not None and depth >= self._deepest(tag):
            self._dissolve(child, tag, parent, depth, waiting)
            return
        attributes = {
            # What is printable is clean: most values are, and there are very many.
            name: value if value and value.isprintable() else self._clean(value or "")
            for name, value in node.attributes.items()
        }
        element = Element(tag, attributes, parent=parent)
        parent.children.append(element)
        if tag in BLOCK_TAGS and not parent.holds_block:
            _mark_block(parent)
        if child is not None:
            waiting.append((child, element, depth + 1))

    def _deepest(self, tag: str) -> int:
        return self.shallowest if tag in _WRAPPERS else self.limits.depth

    def _dissolve(
        self,
        child: Any,
        tag: str,
        parent: Element,
        depth: int,
        waiting: list[tuple[Any, Element, int]],
    ) -> None:
        """Put an element's content where it stands; a block keeps its line ends."""
        self.dissolved += 1
        if tag not in BLOCK_TAGS:
            waiting.append((child, parent, depth))
            return
        _mark_block(parent)
        parent.children.append(Element(LINE_END, parent=parent))
        waiting += ((_LINE_END, parent, depth), (child, parent, depth))

    def _clean(self, text: str) -> str:
        if text.isprintable():  # which no character that is taken out is, and it is fast
            return text
        if is_clean(text) and "\x0b" not in text and "\x0c" not in text:
            return text
        cleaned, removed = clean(text)
        self.removed_characters += removed
        return cleaned


def _mark_block(element: Element | None) -> None:
    while element is not None and not element.holds_block:
        element.holds_block = True
        element = element.parent
