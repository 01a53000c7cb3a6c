"""The private names of WeasyPrint that are replaced, all in this module.

WeasyPrint makes one structure element for each layout box, so that an element is
split at every page and page headers stand in the reading order.  While a document
is written these stand in other hands:

* ``weasyprint.pdf.add_tags``, which builds the structure tree;
* ``weasyprint.pdf.Stream`` and ``weasyprint.pdf.stream.Stream``, whose ``marked``
  decides whether what is drawn is content or an artifact.

While it is laid out: ``weasyprint.document.TargetCollector``, which is emptied after,
and what :mod:`notes_layout` names.
Filled in by hand: ``HTML``, with a tree in place of text.  Changed: ``Page.links``,
whose entries for what stands inside a link go, and ``Page._page_box``, emptied when
the page is drawn.  Replaced on one document: ``DocumentMetadata.generate_rdf_metadata``.
Read: ``Page.anchors``, ``Box.link_annotation``, ``Stream._tags``, ``pydyf._to_bytes``
and what :mod:`survey` names.  The dependency is pinned to the range in which these hold, and a
test says which one moved.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import cssselect2
import pydyf  # noqa: TID253 - loaded with layout
import weasyprint  # noqa: TID253
import weasyprint.document as maker  # noqa: TID253
import weasyprint.pdf as writer  # noqa: TID253
from weasyprint.css import targets  # noqa: TID253
from weasyprint.pdf import stream as streams  # noqa: TID253

from tasktide_export.exporters.pdf.actual_text import (
    beside_glyphs,
    has_right_to_left,
    in_structure,
)
from tasktide_export.exporters.pdf.headers import name_headers
from tasktide_export.exporters.pdf.line_ends import said_at_ends
from tasktide_export.exporters.pdf.notes_layout import keeping_notes
from tasktide_export.exporters.pdf.page_notes import PLACE
from tasktide_export.exporters.pdf.print_page import BASE
from tasktide_export.exporters.pdf.structure import StructureTree
from tasktide_export.exporters.pdf.survey import Survey, is_leaf, is_link_itself
from tasktide_export.exporters.pdf.tagging import attach_formulas, write_tree

_PAGINATION = b"<</Type /Pagination>>"


@contextlib.contextmanager
def own_tags(survey: Survey, root: Any, prefix: str = "") -> Iterator[list[tuple[Any, str]]]:
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
            self._marks = 0
            self._is_group = not pages.opened(self)

        @contextlib.contextmanager
        def marked(self, box: Any, tag: str) -> Iterator[None]:
            if box in survey.artifacts and box not in survey.pagination:
                with self.artifact():
                    yield
                return
            if box in survey.artifacts:
                tag, properties = "Artifact", _PAGINATION
            else:
                mark = self._tags[box] = marks.of(
                    box, self._marks, self if self._is_group else None
                )
                properties = mark.properties
                self._marks += 1
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
    writer.Stream = streams.Stream = MarkedStream
    writer.add_tags = add_tags
    try:
        yield formulas
    finally:
        writer.Stream, writer.add_tags = kept
        streams.Stream = writer.Stream


@dataclass(frozen=True, slots=True)
class _Mark:
    """The number of marked content in its stream, its property list, its words in the tree.

    ``group`` is the stream if it is not the page's own, as for what is half transparent.
    """

    mcid: int
    properties: bytes
    said: str
    group: Any


class _Marks:
    """Makes the marks of what is drawn: which words stand beside the glyphs, which in the tree."""

    def __init__(self, survey: Survey) -> None:
        self._both_ways = _both_ways(survey.blocks)
        self._ends = _line_ends(survey.blocks, survey.artifacts)
        survey.blocks.clear()

    def of(self, box: Any, mcid: int, group: Any) -> _Mark:
        """Return the mark of a box that is content."""
        text = getattr(box, "text", "")
        mixed = box in self._both_ways
        whole = self._ends.get(box, " " if text.isspace() else text)
        in_tree = whole if whole != text and mixed else in_structure(whole, mixed=mixed)
        words = beside_glyphs(whole, mixed=mixed, mirrored=bool(self._both_ways))
        # The rest of a divided word is told with its beginning: here it is empty.
        is_told = words or ((whole != text or text.isspace()) and not mixed)
        beside = b"/ActualText " + pydyf.String(words or whole).data if is_told else b""
        return _Mark(mcid, b"<</MCID %d%b>>" % (mcid, beside), in_tree, group)


class _Pages:
    """The pages while they are written: each is tagged once it is drawn, then let go.

    Boxes and drawing operators take most of the memory; the next page takes their place.
    """

    def __init__(self, survey: Survey, tree: StructureTree) -> None:
        self._survey = survey
        self._tree = tree
        self._drawing: Any = None
        self._done = 0
        for page in survey.pages:
            page.links[:] = [link for link in page.links if is_link_itself(link[3])]

    def opened(self, stream: Any) -> bool:
        """Take note of a stream: one with tags of its own begins the next page; tell so."""
        if self._drawing is not None and stream._tags is self._drawing._tags:  # noqa: SLF001
            return False
        self._finish()
        self._drawing = stream
        return True

    def tagged(self) -> StructureTree:
        """Return the tree when every page is drawn."""
        self._finish()
        self._tree.complete_items()
        self._tree.settle_notes()
        return self._tree

    def _finish(self) -> None:
        stream = self._drawing
        if stream is None:
            return
        page, contents = self._survey.pages[self._done], self._survey.contents[self._done]
        for owner, box in contents:
            if is_leaf(box) or getattr(box, "link_annotation", None) is not None:
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
        with keeping_notes():
            return html.render(**options)
    finally:
        maker.TargetCollector = kept
        collector.target_lookup_items.clear()
        collector.counter_lookup_items.clear()


def anchors_of(page: Any) -> Iterator[str]:
    """Yield the names of the places on a page."""
    yield from page.anchors


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
        if PLACE not in child.keys():  # noqa: SIM118 - a note at the foot of the page
            yield from _text_of(child)
        yield child.tail or ""
