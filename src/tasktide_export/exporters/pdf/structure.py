"""The structure tree of a PDF: one node for each element of the page, across pages.

Pure: it knows elements and their roles (ISO 32000-1, 14.8.4), not how a PDF is
written.  An element gets its node when its first content is met, below the node
of the nearest ancestor that has one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tasktide_export.exporters.pdf.page_notes import PLACE, is_notes
from tasktide_export.exporters.pdf.roles import TRANSPARENT, Role, role_of

_GRID = frozenset({"Table", "THead", "TBody", "TFoot", "TR"})


@dataclass(slots=True)
class Content:
    """A marked-content sequence: its page, counted from 0, and its MCID there.

    ``group`` is the stream in which it stands if that is not the page's own.
    """

    page: int
    mcid: int
    group: Any = None


@dataclass(slots=True)
class Annotation:
    """A link's annotation on a page."""

    page: int
    object: Any


@dataclass(slots=True, eq=False)
class Node:
    """A structure element.

    ``box`` is left, bottom, right, top in points, for figures and formulas;
    ``said`` is the text where glyphs do not tell it.
    """

    role: Role
    parent: "Node | None"
    element: Any = None
    kids: list["Node | Content | Annotation"] = field(default_factory=list)
    page: int = 0
    said: str = ""
    name: str = ""
    headers: list[str] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None


class StructureTree:
    """Builds the nodes while content is placed in reading order."""

    def __init__(self, root: Any) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._order = {element: place for place, element in enumerate(root.iter())}
        self._notes = [one for one in root.iter("section") if is_notes(one)]
        self._parents |= self._homes()
        self.document = Node(Role("Document"), None)
        self.runs_leftward = root.get("dir") == "rtl"
        self._nodes: dict[tuple[Any, str], Node] = {}

    def place(self, owner: tuple[Any, str], page: int, box: Any, mark: Any, sheet: Any) -> None:
        """File a drawn box (with its mark) or a link's box under its owner's node."""
        element, pseudo = owner
        node = self._node(element, pseudo)
        if mark is not None:
            content = Content(page, mark.mcid, mark.group)
            if mark.said:
                node = self._child(node, Role("Span"), None)
                node.said = mark.said
            node.kids.append(content)
            if node.role.name in ("Figure", "Formula"):
                node.box = _points(box, sheet)
        annotation = getattr(box, "link_annotation", None)
        if annotation is not None:
            self._link(element).kids.append(Annotation(page, annotation))

    def complete_items(self) -> None:
        """Give every list item a body, also one whose content is only decoration."""
        stack = [self.document]
        while stack:
            node = stack.pop()
            inner = [kid for kid in node.kids if isinstance(kid, Node)]
            if node.role.name == "LI" and not any(kid.role.name == "LBody" for kid in inner):
                self._child(node, Role("LBody"), None)
            stack.extend(inner)

    def settle_notes(self) -> None:
        """Put notes in their order and after the text: on paper they stood on its pages."""
        for section in self._notes:
            notes = self._nodes.get((section, ""))
            if notes is None or notes.parent is None:
                continue
            notes.kids.sort(key=_place)
            beside = notes.parent.kids
            beside.remove(notes)
            last = self._order[section]
            after = (n for n, kid in enumerate(beside) if self._order_of(kid) > last)
            beside.insert(next(after, len(beside)), notes)

    def _homes(self) -> dict[Any, Any]:
        """Return, for each note at the foot of a page, the section of notes it belongs to."""
        homes: dict[Any, Any] = {}
        waiting: list[Any] = []
        for element in self._order if self._notes else ():
            if PLACE in element.keys() and self._parents[element] not in self._notes:  # noqa: SIM118
                waiting.append(element)
            elif element in self._notes:
                homes |= dict.fromkeys(waiting, element)
                waiting.clear()
        return homes

    def _order_of(self, kid: "Node | Content | Annotation") -> int:
        """Return the place of what a node was made for; 0 if it was made for nothing."""
        element = kid.element if isinstance(kid, Node) else None
        return self._order.get(element, 0)

    def _link(self, element: Any) -> Node:
        node = self._node(element, "")
        while node.role.name != "Link" and node.parent is not None:
            node = node.parent
        return node

    def _node(self, element: Any, pseudo: str) -> Node:
        """Return the node that content of ``element`` belongs to."""
        if element is None:
            return self.document
        key = (element, "marker" if pseudo == "marker" else "")
        if key in self._nodes:
            return self._nodes[key]
        node = self._make(element, marker=pseudo == "marker")
        self._nodes[key] = node
        return node

    def _make(self, element: Any, *, marker: bool) -> Node:
        parent_element = self._parents.get(element)
        if marker:
            return self._child(self._item(element), Role("Lbl"), element)
        role = role_of(element, self._ancestors(element))
        above = self._node(parent_element, "") if parent_element is not None else self.document
        if (element, "") in self._nodes:
            return self._nodes[element, ""]  # made with the table around it
        if role is TRANSPARENT:
            return above
        if role.name == "LI":
            return self._body_of(self._item(element), element)
        if element.tag in ("dt", "dd"):
            return self._definition(element, above)
        for wrapper in role.wrappers:
            above = self._child(above, Role(wrapper), None)
        node = self._child(above, role, element)
        if role.name in _GRID:
            self._nodes[element, ""] = node
            self._place_parts(element)
        return node

    def _place_parts(self, grid: Any) -> None:
        """Make a table's rows and cells in their order, whatever is met first.

        Empty cells count too (ISO 14289-1, 7.5), and a right-to-left table is drawn
        from its last cell to its first.
        """
        for part in grid:
            self._node(part, "")

    def _item(self, element: Any) -> Node:
        """Return the LI of a list item; its marker and its body stand below it."""
        key = (element, "item")
        if key not in self._nodes:
            above = self._node(self._parents[element], "")
            self._nodes[key] = self._child(above, Role("LI"), element)
        return self._nodes[key]

    def _body_of(self, item: Node, element: Any) -> Node:
        return self._child(item, Role("LBody"), None if item.element is element else element)

    def _definition(self, element: Any, above: Node) -> Node:
        """Put terms and their definitions into one LI for each group."""
        siblings = list(self._parents[element])
        index = siblings.index(element)
        while index and not (siblings[index].tag == "dt" and siblings[index - 1].tag == "dd"):
            index -= 1
        key = (siblings[index], "group")
        if key not in self._nodes:
            self._nodes[key] = self._child(above, Role("LI"), None)
        name = "Lbl" if element.tag == "dt" else "LBody"
        return self._child(self._nodes[key], Role(name), element)

    @staticmethod
    def _child(parent: Node, role: Role, element: Any) -> Node:
        node = Node(role, parent, element)
        parent.kids.append(node)
        return node

    def _ancestors(self, element: Any) -> Iterator[Any]:
        while (element := self._parents.get(element)) is not None:
            yield element


def _place(kid: "Node | Content | Annotation") -> int:
    element = kid.element if isinstance(kid, Node) else None
    return int(element.get(PLACE, 0)) if element is not None else 0


def _points(box: Any, page: Any) -> tuple[float, float, float, float]:
    """Return a box's content area in points from the page's lower left corner.

    Layout counts CSS pixels downward, 96 an inch; PDF counts points upward, 72.
    """
    scale = 0.75
    left, top = box.content_box_x() * scale, box.content_box_y() * scale
    right, bottom = left + box.width * scale, top + box.height * scale
    height = page.height * scale
    return (left, height - bottom, right, height - top)
