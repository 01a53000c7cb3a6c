"""The private names of WeasyPrint that the tag tree rests on, all in this module.

WeasyPrint makes one structure element for each layout box, so that an element is
split at every page and page headers stand in the reading order.  Two of its names
are replaced while one document is written:

* ``weasyprint.pdf.add_tags``, which builds the structure tree;
* ``weasyprint.pdf.Stream``, whose ``marked`` decides whether what is drawn is
  content or an artifact.

Changed before: ``Page.links``, whose entries for what stands inside a link go.
Replaced on one document: ``DocumentMetadata.generate_rdf_metadata``.  Read besides:
``Page._page_box``, ``Page.anchors``, ``LineBox``, ``MarginBox``, ``Box.element``,
``Box.element_tag``, ``Box.link_annotation``, ``Stream._tags`` and
``AbsolutePlaceholder._box``.  The dependency is pinned to the range in which these
hold, and a test says which one moved.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pydyf  # noqa: TID253 - loaded with layout
import weasyprint.pdf as writer  # noqa: TID253
from weasyprint.formatting_structure import boxes  # noqa: TID253
from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: TID253

from tasktide_export.exporters.pdf.actual_text import (
    beside_glyphs,
    has_right_to_left,
    in_structure,
)
from tasktide_export.exporters.pdf.headers import name_headers
from tasktide_export.exporters.pdf.line_ends import said_at_ends
from tasktide_export.exporters.pdf.structure import StructureTree
from tasktide_export.exporters.pdf.tagging import attach_formulas, write_tree


@contextlib.contextmanager
def own_tags(laid_out: Any, root: Any, prefix: str = "") -> Iterator[list[tuple[Any, str]]]:
    """Write ``laid_out`` with our tag tree inside this block.

    ``root`` is the ``html`` element that its boxes come from; ``prefix`` begins the ids
    that are made here.  Gives the list of formulas' elements, filled when they are
    written, each with the address of its drawing.  The names are the
    module's, so one document is written at a time: the caller sees to that.
    """
    artifacts = _artifacts(laid_out.pages)
    blocks = _lines_by_block(laid_out.pages)
    both_ways = _both_ways(blocks)
    ends = _line_ends(blocks, artifacts)
    pagination = _in_margins(laid_out.pages)
    formulas: list[tuple[Any, str]] = []
    for page in laid_out.pages:
        page.links[:] = [link for link in page.links if _is_link_itself(link[3])]

    class MarkedStream(writer.Stream):  # type: ignore[misc]
        """Draws page headers, repeated table heads and decoration as artifacts."""

        @contextlib.contextmanager
        def marked(self, box: Any, tag: str) -> Iterator[None]:
            if box in artifacts:
                with self._unread(box):
                    yield
                return
            mcid = len(self._tags)
            text = getattr(box, "text", "")
            mixed = box in both_ways
            whole = ends.get(box, " " if text.isspace() else text)
            in_tree = whole if whole != text and mixed else in_structure(whole, mixed=mixed)
            self._tags[box] = {"mcid": mcid, "said": in_tree}
            properties = pydyf.Dictionary({"MCID": mcid})
            words = beside_glyphs(whole, mixed=mixed, mirrored=bool(both_ways))
            if words or ((whole != text or text.isspace()) and not mixed):
                properties["ActualText"] = pydyf.String(words or whole)
            # Past WeasyPrint's own method of that name, which takes no properties.
            pydyf.Stream.begin_marked_content(self, tag, properties)
            try:
                yield
            finally:
                pydyf.Stream.end_marked_content(self)

        @contextlib.contextmanager
        def _unread(self, box: Any) -> Iterator[None]:
            """Draw what is no content; page headers and numbers say what they are."""
            if box not in pagination:
                with self.artifact():
                    yield
                return
            kind = pydyf.Dictionary({"Type": "/Pagination"})
            pydyf.Stream.begin_marked_content(self, "Artifact", kind)
            try:
                yield
            finally:
                pydyf.Stream.end_marked_content(self)

    def add_tags(pdf: Any, document: Any, _version: Any, streams: Any) -> None:
        tree = StructureTree(root)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            for owner, leaf in _leaves(page._page_box, artifacts):  # noqa: SLF001
                tree.place(owner, number, leaf, stream._tags.get(leaf), page)  # noqa: SLF001
        tree.complete_items()
        name_headers(tree.document, prefix)
        formulas.extend(write_tree(pdf, pydyf, tree))
        plain = pydyf.Dictionary({"S": "/D"})
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, plain])})

    kept = writer.Stream, writer.add_tags
    writer.Stream, writer.add_tags = MarkedStream, add_tags
    try:
        yield formulas
    finally:
        writer.Stream, writer.add_tags = kept


def with_mathml(pdf: Any, formulas: list[tuple[Any, str]], sources: Mapping[str, str]) -> None:
    """Attach the MathML of ``sources`` to the formulas' elements that were written."""
    attach_formulas(pdf, pydyf, formulas, sources)


def tell_metadata(laid_out: Any, rdf: Callable[[], bytes]) -> None:
    """Let ``rdf`` make the metadata of ``laid_out``; it is asked when all is drawn."""
    laid_out.metadata.generate_rdf_metadata = lambda *_variant: rdf()


def anchors_of(page: Any) -> Iterator[str]:
    """Yield the names of the places on a page."""
    yield from page.anchors


def children_of(box: Any) -> Iterator[Any]:
    """Yield the boxes inside ``box``, placeholders resolved."""
    for child in getattr(box, "children", ()):
        yield child._box if isinstance(child, AbsolutePlaceholder) else child  # noqa: SLF001


def boxes_of(page: Any) -> Iterator[Any]:
    """Yield every box of a page."""
    stack = [page._page_box]  # noqa: SLF001
    while stack:
        box = stack.pop()
        yield box
        stack.extend(children_of(box))


def _lines_by_block(pages: Any) -> dict[Any, list[list[Any]]]:
    """Return the runs of text of each line by the element whose lines they are, in order."""
    blocks: dict[Any, list[list[Any]]] = {}
    for page in pages:
        for line in _lines_of(page):
            blocks.setdefault(line.element, []).append(list(_texts_in(line)))
    return blocks


def _both_ways(blocks: dict[Any, list[list[Any]]]) -> set[Any]:
    """Return the runs of text in blocks that run from right to left somewhere."""
    found: set[Any] = set()
    for lines in blocks.values():
        runs = [box for line in lines for box in line]
        if any(map(_runs_leftward, runs)):
            found.update(runs)
    return found


def _runs_leftward(box: Any) -> bool:
    return box.style["direction"] == "rtl" or has_right_to_left(getattr(box, "text", ""))


def text_area(page: Any) -> tuple[float, float]:
    """Return the left and the right edge of a page's text area in CSS pixels."""
    left = page._page_box.content_box_x()  # noqa: SLF001
    return left, left + page._page_box.width  # noqa: SLF001


def element_of(box: Any) -> Any:
    """Return the page's element that ``box`` was made for."""
    return box.element


def is_table(box: Any) -> bool:
    """Tell a table's grid from the boxes around it."""
    return isinstance(box, boxes.TableBox)


def is_text(box: Any) -> bool:
    """Tell a run of text on one line."""
    return isinstance(box, boxes.TextBox)


def _is_leaf(box: Any) -> bool:
    return isinstance(box, boxes.TextBox | boxes.ReplacedBox)


def _artifacts(pages: Any) -> set[Any]:
    """Return the boxes that are drawn but are no content."""
    found: set[Any] = set()
    heads: set[Any] = set()
    for page in pages:
        here: set[Any] = set()
        stack = [(page._page_box, False)]  # noqa: SLF001
        while stack:
            box, outside = stack.pop()
            outside = outside or isinstance(box, boxes.MarginBox)
            outside = outside or _is_decoration(box) or _is_ornament(box)
            if box.element_tag in ("thead", "tfoot") and isinstance(box, boxes.TableRowGroupBox):
                outside = outside or box.element in heads
                here.add(box.element)
            if outside and _is_leaf(box):
                found.add(box)
            stack.extend((child, outside) for child in children_of(box))
        heads |= here
    return found


def _in_margins(pages: Any) -> set[Any]:
    """Return the boxes of the pages' margins: headers, footers, numbers."""
    found: set[Any] = set()
    for page in pages:
        stack = [one for one in children_of(page._page_box) if isinstance(one, boxes.MarginBox)]  # noqa: SLF001
        while stack:
            box = stack.pop()
            found.add(box)
            stack.extend(children_of(box))
    return found


def _line_ends(blocks: dict[Any, list[list[Any]]], artifacts: set[Any]) -> dict[Any, str]:
    """Return the text of runs at the ends of lines where their glyphs do not tell it."""
    said: dict[Any, str] = {}
    for element, lines in blocks.items():
        if element is None or len(lines) < 2:  # noqa: PLR2004 - one line has no end inside
            continue
        runs = [
            [
                (box, box.text)
                for box in line
                if box not in artifacts and "::" not in (box.element_tag or "")
            ]
            for line in lines
        ]
        shown = [line for line in runs if line]
        said.update(said_at_ends(shown, "".join(_text_of(element))))
    return said


def _lines_of(page: Any) -> Iterator[Any]:
    stack = [page._page_box]  # noqa: SLF001
    while stack:
        box = stack.pop()
        if isinstance(box, boxes.MarginBox):
            continue
        if isinstance(box, boxes.LineBox):
            yield box
        stack.extend(reversed(list(children_of(box))))


def _texts_in(line: Any) -> Iterator[Any]:
    """Yield the runs of a line in order."""
    stack = list(reversed(list(children_of(line))))
    while stack:
        box = stack.pop()
        if isinstance(box, boxes.TextBox):
            yield box
        stack.extend(reversed(list(children_of(box))))


def _text_of(element: Any) -> Iterator[str]:
    """Yield the pieces of an element's text; a line break is one."""
    yield "\n" if element.tag == "br" else element.text or ""
    for child in element:
        yield from _text_of(child)
        yield child.tail or ""


def _is_ornament(box: Any) -> bool:
    """Tell text that a style sheet adds, but for quotation marks and page numbers."""
    _, _, pseudo = (box.element_tag or "").partition("::")
    if pseudo not in ("before", "after"):
        return False
    stands_in = "missing-image" in box.element.get("class", "")
    return not stands_in and box.element.tag not in ("q", "a")


def _is_link_itself(box: Any) -> bool:
    """Tell a link from what stands in it; the property is inherited by all of that."""
    return box.element is not None and box.element_tag == "a"


def _is_decoration(box: Any) -> bool:
    element = box.element
    return (
        isinstance(box, boxes.ReplacedBox)
        and element is not None
        and element.get("role") == "presentation"
    )


def _leaves(page_box: Any, artifacts: set[Any]) -> Iterator[tuple[tuple[Any, str], Any]]:
    """Yield each content box with its owner, and each link box, in reading order.

    The owner is the element and the pseudo-element (``marker``, ``after``, …).
    """
    stack = [(page_box, (None, ""))]
    while stack:
        box, owner = stack.pop()
        if isinstance(box, boxes.MarginBox):
            continue
        if box.element is not None:
            owner = (box.element, (box.element_tag or "").partition("::")[2])
        if getattr(box, "link_annotation", None) is not None or (
            _is_leaf(box) and box not in artifacts
        ):
            yield owner, box
        stack.extend((child, owner) for child in reversed(list(children_of(box))))
