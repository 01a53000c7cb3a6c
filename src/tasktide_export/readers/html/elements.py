"""The page as a light tree of our own: elements with their children, no parser behind it.

The parser's tree is copied once.  On the way the characters are cleaned and the
depth is bounded, so that everything after this may recurse.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias


def names(words: str) -> frozenset[str]:
    """Return the names in ``words``, which spaces separate."""
    return frozenset(words.split())


BLOCK_TAGS = names(
    "address article aside audio blockquote body center dd details dialog dir div dl dt embed "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr iframe "
    "legend li main menu nav object ol optgroup option p pre search section summary table tbody "
    "td tfoot th thead tr ul video caption -line"
)
"""Elements that begin and end a line of their own (HTML, "Flow content" rendering)."""


@dataclass(slots=True, eq=False, repr=False)
class Element:
    """An element of the page; ``children`` are elements and texts in order.

    ``holds_block`` tells whether an element that breaks the line stands
    anywhere inside.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    parent: "Element | None" = None
    holds_block: bool = False

    def get(self, name: str) -> str:
        """Return an attribute's value, trimmed; empty when it is not there."""
        return self.attributes.get(name, "").strip()

    def __repr__(self) -> str:
        return f"<{self.tag} {self.get('id') or self.get('class')}>"

    @property
    def classes(self) -> frozenset[str]:
        """The names in the ``class`` attribute, in lower case."""
        return frozenset(self.attributes.get("class", "").lower().split())

    def elements(self) -> "Iterator[Element]":
        """Yield the child elements."""
        return iter([child for child in self.children if isinstance(child, Element)])

    def iterate(self, *tags: str) -> "Iterator[Element]":
        """Yield this element and those inside in document order, by tag if any is given."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if not tags or element.tag in tags:
                yield element
            if element.children:
                waiting += [c for c in element.children[::-1] if c.__class__ is Element]

    def first(self, *tags: str) -> "Element | None":
        """Return the first element inside with one of the tags."""
        return next((one for one in self.iterate(*tags) if one is not self), None)

    def text(self) -> str:
        """Return all text inside, as it is, scripts and the like left out."""
        return "".join(self._texts())

    def words(self) -> str:
        """Return the text inside on one line, its pieces parted by spaces."""
        return plain(" ".join(self._texts()))

    def _texts(self) -> Iterator[str]:
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                yield node
            elif node.tag not in SILENT_TAGS:
                waiting.extend(reversed(node.children))

    def ancestors(self) -> "Iterator[Element]":
        """Yield the elements around this one, the nearest first."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent


LINE_END = "-line"
"""The tag of the mark that stands where a dissolved block began or ended."""
Node: TypeAlias = Element | str

SILENT_TAGS = names("script style template head title meta link base noframes param")
"""Elements whose text nobody sees."""


def plain(text: str) -> str:
    """Return ``text`` with each run of white space as one space, trimmed."""
    return " ".join(text.split())
