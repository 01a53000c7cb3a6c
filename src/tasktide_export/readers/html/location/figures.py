"""What stands in each element, counted once from the inside out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tasktide_export.readers.html.elements import BLOCK_TAGS, LINE_END, SILENT_TAGS, Element, names

_COMMAS = "،、，﹐︐︑⸁⸴⸲"  # noqa: RUF001 - the commas of other scripts
_WIDE = "\u2e80"
"""Characters from here on are of scripts that say a word with one or two of them."""
_PROSE = 60
"""A line of fewer characters than this is no prose."""
_SILENT_INPUTS = names("hidden checkbox radio")
_CLOSED = names("svg select datalist")
"""Elements whose inside is no text of the page."""
_UNSEEN = names(f"noscript {LINE_END}")
_HEADINGS = names("h1 h2 h3 h4 h5 h6")


@dataclass(slots=True)
class Figures:
    """Counts of what is in an element: characters unless said otherwise.

    ``own`` is the text that stands in the element's own lines, not in a block
    inside; ``prose`` the text of all lines inside that are long and not made
    of links.
    """

    text: int = 0
    linked: int = 0
    commas: int = 0
    own: int = 0
    own_linked: int = 0
    own_commas: int = 0
    prose: int = 0
    headings: int = 0
    paragraphs: int = 0
    images: int = 0
    items: int = 0
    inputs: int = 0

    @property
    def density(self) -> float:
        """The share of the text that stands in links, 0 to 1."""
        return self.linked / self.text if self.text else 0.0


Measured: TypeAlias = dict[Element, Figures]


def measure(root: Element, without: Collection[Element] = frozenset()) -> Measured:
    """Return the figures of ``root`` and every element inside, ``without`` some."""
    measured: Measured = {}
    _measure(root, measured, without, linked=0.0)
    return measured


def take_off(element: Element, measured: Measured) -> None:
    """Subtract a removed element's figures from those of all around it."""
    gone = measured.get(element)
    if gone is None:
        return
    inline = element.tag not in BLOCK_TAGS and not element.holds_block
    for around in element.ancestors():
        figures = measured.get(around)
        if figures is None:
            return
        figures.text -= gone.text
        figures.linked -= gone.linked
        figures.commas -= gone.commas
        figures.prose -= gone.prose
        figures.headings -= gone.headings
        figures.paragraphs -= gone.paragraphs
        figures.images -= gone.images
        figures.items -= gone.items
        figures.inputs -= gone.inputs
        if inline:
            figures.own -= gone.own
            figures.own_linked -= gone.own_linked
            figures.own_commas -= gone.own_commas
            inline = around.tag not in BLOCK_TAGS and not around.holds_block


def leave_out(elements: Iterable[Element], measured: Measured) -> None:
    """Subtract elements that will be removed, and forget what is in them."""
    for element in elements:
        take_off(element, measured)
        for inside in element.iterate():
            measured.pop(inside, None)


def _measure(
    element: Element, measured: Measured, without: Collection[Element], linked: float
) -> Figures:
    figures = Figures()
    tag = element.tag
    if tag in SILENT_TAGS or tag in _UNSEEN or element in without:
        return figures
    if tag == "a":
        reference = element.attributes.get("href")
        if reference is not None:
            # A link within the page is part of its text more often than not.
            linked = 0.3 if reference.strip().startswith("#") else 1.0
    measured[element] = figures
    if tag in _CLOSED:
        return figures
    for child in element.children:
        if isinstance(child, str):
            _add_text(child, figures, linked)
        else:
            _add_child(child, _measure(child, measured, without, linked), figures)
    _add_self(element, figures)
    return figures


def _add_text(text: str, figures: Figures, linked: float) -> None:
    words = text.split()
    if not words:
        return
    length = sum(map(len, words)) + len(words)
    commas = text.count(",")
    if not text.isascii():
        if max(text) >= _WIDE:
            length += sum(character >= _WIDE for character in text)
        commas += sum(text.count(one) for one in _COMMAS)
    figures.text += length
    figures.own += length
    figures.commas += commas
    figures.own_commas += commas
    if linked:
        part = int(length * linked)
        figures.linked += part
        figures.own_linked += part


def _add_child(child: Element, inside: Figures, figures: Figures) -> None:
    figures.images += inside.images
    figures.inputs += inside.inputs
    if not inside.text:
        figures.paragraphs += inside.paragraphs
        figures.items += inside.items
        return
    figures.text += inside.text
    figures.linked += inside.linked
    figures.commas += inside.commas
    figures.prose += inside.prose
    figures.headings += inside.headings
    figures.paragraphs += inside.paragraphs
    figures.items += inside.items
    if child.tag not in BLOCK_TAGS and not child.holds_block:
        figures.own += inside.own
        figures.own_linked += inside.own_linked
        figures.own_commas += inside.own_commas


def _add_self(element: Element, figures: Figures) -> None:
    tag = element.tag
    if tag in _HEADINGS:
        figures.headings = figures.text
    elif tag == "p":
        figures.paragraphs += 1
    elif tag == "img":
        figures.images += 1
    elif tag == "li":
        figures.items += 1
    elif tag == "input" and element.get("type").lower() not in _SILENT_INPUTS:
        figures.inputs += 1
    if _is_prose(element, figures):
        figures.prose += figures.own


def _is_prose(element: Element, figures: Figures) -> bool:
    return (
        figures.own >= _PROSE
        and (element.tag in BLOCK_TAGS or element.holds_block)
        and element.tag not in _HEADINGS
        and figures.own_linked * 3 < figures.own
    )
