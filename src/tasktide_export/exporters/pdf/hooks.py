"""The private names of WeasyPrint that the tag tree rests on, all in this module.

WeasyPrint makes one structure element for each layout box, so that an element is
split at every page and page headers stand in the reading order.  Two of its names
are replaced while one document is written:

* ``weasyprint.pdf.add_tags``, which builds the structure tree;
* ``weasyprint.pdf.Stream``, whose ``marked`` decides whether what is drawn is
  content or an artifact.

Changed before: ``Page.links``, whose entries for what stands inside a link go.
Replaced on one document: ``DocumentMetadata.generate_rdf_metadata``.  Filled in by
hand: ``HTML``, with a tree in place of text.  Read besides: ``Page._page_box``,
``Page.anchors``, ``LineBox``, ``MarginBox``, ``TableBox``, ``Box.element``,
``Box.element_tag``, ``Box.link_annotation``, ``Stream._tags`` and
``AbsolutePlaceholder._box``.  The dependency is pinned to the range in which these
hold, and a test says which one moved.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cssselect2
import pydyf  # noqa: TID253 - loaded with layout
import weasyprint  # noqa: TID253
import weasyprint.document as maker  # noqa: TID253
import weasyprint.pdf as writer  # noqa: TID253
from weasyprint.css import targets  # noqa: TID253
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

_TOLERANCE = 1.0
"""CSS pixels."""
_PAGINATION = b"<</Type /Pagination>>"
BASE = "asset:document/"
"""Where addresses on our pages begin."""


@contextlib.contextmanager
def own_tags(survey: "Survey", root: Any, prefix: str = "") -> Iterator[list[tuple[Any, str]]]:
    """Write the pages of ``survey`` with our tag tree inside this block.

    ``root`` is the ``html`` element that its boxes come from; ``prefix`` begins the ids
    that are made here.  Gives the list of formulas' elements, filled when they are
    written, each with the address of its drawing.  The names are the
    module's, so one document is written at a time: the caller sees to that.
    """
    pages = _Pages(survey, StructureTree(root))
    marks = _Marks(survey)
    formulas: list[tuple[Any, str]] = []

    class MarkedStream(writer.Stream):  # type: ignore[misc]
        """Draws page headers, repeated table heads and decoration as artifacts."""

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            pages.opened(self)

        @contextlib.contextmanager
        def marked(self, box: Any, tag: str) -> Iterator[None]:
            if box in survey.artifacts and box not in survey.pagination:
                with self.artifact():
                    yield
                return
            if box in survey.artifacts:
                tag, properties = "Artifact", _PAGINATION
            else:
                mark = self._tags[box] = marks.of(box, len(self._tags))
                properties = mark.properties
            # Past WeasyPrint's own method of that name, which takes no properties.
            pydyf.Stream.begin_marked_content(self, tag, properties)
            try:
                yield
            finally:
                pydyf.Stream.end_marked_content(self)

    def add_tags(pdf: Any, _document: Any, _version: Any, _streams: Any) -> None:
        tree = pages.tagged()
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


@dataclass(frozen=True, slots=True)
class _Mark:
    """The number of marked content on its page, its property list, and its words in the tree."""

    mcid: int
    properties: bytes
    said: str


class _Marks:
    """Makes the marks of what is drawn: which words stand beside the glyphs, which in the tree."""

    def __init__(self, survey: "Survey") -> None:
        self._both_ways = _both_ways(survey.blocks)
        self._ends = _line_ends(survey.blocks, survey.artifacts)
        survey.blocks.clear()

    def of(self, box: Any, mcid: int) -> _Mark:
        """Return the mark of a box that is content."""
        text = getattr(box, "text", "")
        mixed = box in self._both_ways
        whole = self._ends.get(box, " " if text.isspace() else text)
        in_tree = whole if whole != text and mixed else in_structure(whole, mixed=mixed)
        words = beside_glyphs(whole, mixed=mixed, mirrored=bool(self._both_ways))
        # The rest of a divided word is told with its beginning: here it is empty.
        is_told = words or ((whole != text or text.isspace()) and not mixed)
        beside = b"/ActualText " + pydyf.String(words or whole).data if is_told else b""
        return _Mark(mcid, b"<</MCID %d%b>>" % (mcid, beside), in_tree)


class _Pages:
    """The pages while they are written: each is tagged once it is drawn, then let go.

    Boxes and drawing operators take most of the memory; the next page takes their place.
    """

    def __init__(self, survey: "Survey", tree: StructureTree) -> None:
        self._survey = survey
        self._tree = tree
        self._drawing: Any = None
        self._done = 0
        for page in survey.pages:
            page.links[:] = [link for link in page.links if _is_link_itself(link[3])]

    def opened(self, stream: Any) -> None:
        """Take note of a stream: one with tags of its own begins the next page."""
        if self._drawing is None or stream._tags is not self._drawing._tags:  # noqa: SLF001
            self._finish()
            self._drawing = stream

    def tagged(self) -> StructureTree:
        """Return the tree when every page is drawn."""
        self._finish()
        self._tree.complete_items()
        return self._tree

    def _finish(self) -> None:
        stream = self._drawing
        if stream is None:
            return
        page, contents = self._survey.pages[self._done], self._survey.contents[self._done]
        for owner, box in contents:
            if _is_leaf(box) or getattr(box, "link_annotation", None) is not None:
                self._tree.place(owner, self._done, box, stream._tags.get(box), page)  # noqa: SLF001
        contents.clear()
        stream._tags.clear()  # noqa: SLF001
        stream.stream[:] = [b"\n".join(map(pydyf._to_bytes, stream.stream))]  # noqa: SLF001
        vars(page._page_box).clear()  # noqa: SLF001
        self._drawing = None
        self._done += 1


def with_mathml(pdf: Any, formulas: list[tuple[Any, str]], sources: Mapping[str, str]) -> None:
    """Attach the MathML of ``sources`` to the formulas' elements that were written."""
    attach_formulas(pdf, pydyf, formulas, sources)


def tell_metadata(laid_out: Any, rdf: Callable[[], bytes]) -> None:
    """Let ``rdf`` make the metadata of ``laid_out``; it is asked when all is drawn."""
    laid_out.metadata.generate_rdf_metadata = lambda *_variant: rdf()


def laid_out(root: Any, fetcher: Any, **options: Any) -> Any:
    """Return WeasyPrint's document of a page's tree, which it would only read from text.

    What its contents and counters were looked up in is emptied afterwards: it would
    keep every box that was made before there were pages.
    """
    html = weasyprint.HTML.__new__(weasyprint.HTML)
    html.base_url, html.url_fetcher, html.media_type = BASE, fetcher, "print"
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = root
    collector = targets.TargetCollector()
    kept = maker.TargetCollector
    maker.TargetCollector = lambda: collector
    try:
        return html.render(**options)
    finally:
        maker.TargetCollector = kept
        collector.target_lookup_items.clear()
        collector.counter_lookup_items.clear()


def anchors_of(page: Any) -> Iterator[str]:
    """Yield the names of the places on a page."""
    yield from page.anchors


@dataclass(slots=True)
class Survey:
    """What there is on the pages of a document, found on one walk over its boxes."""

    pages: Sequence[Any]
    contents: list[list[tuple[tuple[Any, str], Any]]] = field(default_factory=list)
    """For each page what is read and the links, in reading order, each with its owner:
    the element and the pseudo-element (``marker``, ``after``, …)."""
    artifacts: set[Any] = field(default_factory=set)
    """What is drawn but is no content."""
    pagination: set[Any] = field(default_factory=set)
    """The boxes of the pages' margins: headers, footers, numbers."""
    blocks: dict[Any, list[list[Any]]] = field(default_factory=dict)
    """The runs of text of each line, by the element whose lines they are, in order."""
    wide_tables: set[Any] = field(default_factory=set)
    """The ``table`` elements that reach over their page's margins."""
    cut_off: list[tuple[int, str]] = field(default_factory=list)
    """The runs of text that the edge of the paper cuts off, with the number of their page."""


def survey_of(laid_out: Any) -> Survey:
    """Look through all boxes of ``laid_out`` once: walking over them is what costs."""
    survey = Survey(laid_out.pages)
    heads: set[Any] = set()
    for number, page in enumerate(laid_out.pages):
        survey.contents.append([])
        here: set[Any] = set()
        _Walk(survey, number, heads, here).over(page._page_box)  # noqa: SLF001
        heads |= here
    return survey


@dataclass(slots=True)
class _Walk:
    """The walk over one page; ``heads`` of tables were seen on pages before."""

    survey: Survey
    number: int
    heads: set[Any]
    here: set[Any]

    def over(self, page_box: Any) -> None:
        """Visit every box in reading order, placeholders resolved."""
        left = page_box.content_box_x()
        right = left + page_box.width
        margins = [one for one in page_box.children if isinstance(one, boxes.MarginBox)]
        for box in margins:
            self._over_margin(box)
        nobody: tuple[Any, str] = (None, "")
        none: tuple[list[Any], ...] = ()
        inside = [one for one in _last_first(page_box) if one not in margins]
        stack = [(box, nobody, False, none) for box in inside]
        while stack:
            box, owner, unread, lines = stack.pop()
            element = box.element
            if element is not None:
                owner = (element, (box.element_tag or "").partition("::")[2])
                unread = unread or self._is_unread(box)
            if isinstance(box, boxes.LineBox):
                lines = (*lines, [])
                self.survey.blocks.setdefault(element, []).append(lines[-1])
            elif _is_leaf(box):
                self._leaf(box, lines, unread=unread)
            elif isinstance(box, boxes.TableBox) and not _between(box, left, right):
                self.survey.wide_tables.add(element)
            if _is_link_itself(box) or (not unread and _is_leaf(box)):
                self.survey.contents[-1].append((owner, box))
            if box_children := getattr(box, "children", ()):
                stack += [(_real(one), owner, unread, lines) for one in reversed(box_children)]

    def _over_margin(self, margin: Any) -> None:
        stack = [margin]
        while stack:
            box = stack.pop()
            self.survey.pagination.add(box)
            if _is_leaf(box):
                self._leaf(box, (), unread=True)
            stack.extend(_last_first(box))

    def _leaf(self, box: Any, lines: Iterable[list[Any]], *, unread: bool) -> None:
        if unread:
            self.survey.artifacts.add(box)
        if isinstance(box, boxes.TextBox):
            if not _between(box, 0, self.survey.pages[self.number].width) and box.text.strip():
                self.survey.cut_off.append((self.number, box.text))
            for line in lines:
                line.append(box)

    def _is_unread(self, box: Any) -> bool:
        """Tell decoration and what a table repeats on each page."""
        if box.element_tag in ("thead", "tfoot") and isinstance(box, boxes.TableRowGroupBox):
            self.here.add(box.element)
            return box.element in self.heads
        return _is_decoration(box) or _is_ornament(box)


def _between(box: Any, left: float, right: float) -> bool:
    """Tell whether a box stays between two edges in CSS pixels."""
    start = box.position_x
    return bool(start >= left - _TOLERANCE and start + box.width <= right + _TOLERANCE)


def _last_first(box: Any) -> list[Any]:
    return [_real(one) for one in reversed(getattr(box, "children", ()))]


def _real(box: Any) -> Any:
    """Return ``box``, or the box that it holds the place of."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001


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


def _is_leaf(box: Any) -> bool:
    return isinstance(box, boxes.TextBox | boxes.ReplacedBox)


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
