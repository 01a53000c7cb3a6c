"""Take out what the markup names as furniture, and say so."""

import itertools
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

from tasktide_export.readers.html.elements import SILENT_TAGS, Element, names, plain
from tasktide_export.readers.html.location.figures import Measured, take_off
from tasktide_export.readers.html.location.furniture import MESSAGES, NAMED_BY_TAG, kind_of
from tasktide_export.readers.html.notices import Notices

_CLOSED = names("pre code math svg table picture")
"""Elements inside which names mean something else."""
_PASSED = SILENT_TAGS | _CLOSED
_AROUND_TITLES = names("tags author share advert")
"""Kinds whose names also stand on the box that holds the article's title."""
_INLINE = names("span a b i em strong small cite time")
_SAYING = 4
"""So many words beside a name or a date are a sentence that goes on without it only broken."""
_PICTURED = names("share dialogue")
_PRESSED = names("a button")
_DESCRIBED = 15
"""An alternative text of so many characters is a picture's, not an icon's."""
_LINKING = names("related navigation contents advert")
"""Kinds that are made of links: a paragraph of words is none of them whatever its name."""
_PHRASE = 25
_MOST = 0.4
"""What holds more than this share of the page's prose is no furniture."""


Marks: TypeAlias = dict[Element, str]
"""Elements that are not the article's, with the kind of furniture that each is."""


def find_weeds(
    body: Element, measured: Measured, hidden: Collection[Element] = (), *, by_name: bool = True
) -> Marks:
    """Return what in ``body`` is furniture by its markup, outermost elements only.

    ``by_name`` is whether class names and ids count, beside elements and roles.
    """
    found: Marks = {}
    _collect(body, found, hidden, by_name=by_name)
    total = measured[body].prose
    groups: Counter[tuple[str, str]] = Counter()
    for element, kind in found.items():
        if element in measured:
            groups[kind, element.get("class")] += measured[element].prose
    marks: Marks = {}
    _choose(body, found, marks, _Bound(measured, total, groups))
    return marks


@dataclass(slots=True)
class _Bound:
    """How much of the page's prose may go."""

    measured: Measured
    total: int
    groups: "Counter[tuple[str, str]]"

    def allows(self, element: Element, kind: str) -> bool:
        figures = self.measured.get(element)
        if kind == "script":
            return True
        if figures is not None and element.tag == "p" and kind in _LINKING:
            return figures.linked * 3 > figures.text or figures.text < _PHRASE
        if kind in _AROUND_TITLES and element.first("h1") is not None:
            return False
        if shows_picture(element, kind) or (kind in _AROUND_TITLES and _is_said(element)):
            return False
        if figures is None or not figures.prose:
            return True
        if kind == "comments":
            return figures.prose < self.total * 0.95
        if self.groups[kind, element.get("class")] > self.total * _MOST:
            return False
        return element.first("h1", "main") is None


def shows_picture(element: Element, kind: str) -> bool:
    """Tell whether an element named as furniture is about a picture of the article.

    Pictures can be shared and opened in a window of their own, and their boxes are
    named for that; the picture is the article's all the same.
    """
    if kind not in _PICTURED:
        return False
    pictures = [one for one in element.iterate("img") if not _is_pressed(one, element)]
    if not pictures:
        return False
    if any(one.tag == "figure" for one in element.ancestors()):
        return True
    return kind == "share" and any(len(one.get("alt")) >= _DESCRIBED for one in pictures)


def _is_pressed(picture: Element, box: Element) -> bool:
    """Tell whether a picture stands in a link or button within ``box``."""
    inner = itertools.takewhile(lambda one: one is not box, picture.ancestors())
    return any(one.tag in _PRESSED for one in (*inner, box))


def _is_said(element: Element) -> bool:
    """Tell whether an inline element is some words of a line that goes on after it or before."""
    line = element.parent
    if element.tag not in _INLINE or element.holds_block or line is None:
        return False
    beside = sum(len(one.split()) for one in line.children if isinstance(one, str))
    return beside >= _SAYING


def _collect(element: Element, found: Marks, hidden: Collection[Element], *, by_name: bool) -> None:
    for child in element.children:
        if isinstance(child, str) or child.tag in _PASSED or child in hidden:
            continue
        if child.tag == "noscript":
            found[child] = "script"
        elif (child.attributes or child.tag in NAMED_BY_TAG) and (
            kind := kind_of(child, by_name=by_name)
        ):
            found[child] = kind
        if child.children:
            _collect(child, found, hidden, by_name=by_name)


def _choose(element: Element, found: Marks, marks: Marks, bound: _Bound) -> None:
    for child in element.elements():
        kind = found.get(child, "")
        if kind and bound.allows(child, kind):
            marks[child] = kind
        elif child.tag not in _CLOSED:
            _choose(child, found, marks, bound)


@dataclass(slots=True)
class Removal:
    """Takes elements out of the tree and reports each with its first words."""

    notices: Notices
    measured: Measured

    def take(self, element: Element, kind: str) -> None:
        """Take ``element`` out as furniture of ``kind``."""
        if element.parent is None or element not in element.parent.children:
            return
        self.report(element, kind)
        take_off(element, self.measured)
        element.parent.children.remove(element)

    def report(self, element: Element, kind: str) -> None:
        """Say that ``element`` is left out."""
        text = element.words()
        pictures = pictures_in(element)
        if not text and not pictures:
            return
        rule, message = MESSAGES[kind]
        counts = [(len(text.split()), "word"), (len(pictures), "picture")]
        said = ", ".join(f"{n} {name}{'s' * (n != 1)}" for n, name in counts if n)
        self.notices.add(rule, f"{message} ({said})", text or plain(pictures[0].get("alt")))


def pictures_in(element: Element) -> list[Element]:
    """Return the images inside that say something; icons and counting pixels are not told."""
    return [one for one in element.iterate("img") if plain(one.get("alt"))]
