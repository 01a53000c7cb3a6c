"""What the page marks, and when: the times of a recording put to the page's elements."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tasktide_export.narration import Utterance
from tasktide_export.sound.recording import Cue
from tasktide_export.xhtml.element import XHTML, Element

_DECIMALS = 3
_NEVER_FRAMED = frozenset(f"{{{XHTML}}}{name}" for name in ("p", "section", "body", "main"))


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked from ``start`` to ``end``, in seconds of the recording.

    ``element`` is the id of the element in which the spoken words stand: empty while
    words are said that do not stand on the page.  ``about`` is the id of the element that
    is framed: one that was announced and is being read, or the call of the note that is.
    """

    element: str
    about: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Marking:
    """Puts cues to the elements of a page.

    ``shown`` has what each marked element shows, ``calls`` the id of the call for each
    note that is called, ``elements`` every element that has an id.
    """

    shown: Mapping[str, tuple[Utterance, ...]]
    calls: Mapping[str, str]
    elements: Mapping[str, Element]
    _places: dict[str, str] = field(init=False, default_factory=dict)
    _framed: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        for element, several in self.shown.items():
            self._places.update((one.id, element) for one in several)

    def marks(self, cues: Iterable[Cue]) -> tuple[Mark, ...]:
        """Return the marks in the order of time.

        What is announced in the midst of a paragraph or of one element's words ("quote")
        gets no mark of its own: what was marked stays.
        """
        joined: list[Mark] = []
        announced: list[Mark] = []
        for cue in cues:
            mark = self._mark(cue)
            if not mark.element:
                announced += [mark] if mark.about else []
            elif joined and joined[-1].element == mark.element:
                joined[-1] = replace(joined[-1], end=mark.end)
                announced.clear()
            else:
                joined += [*announced, mark]
                announced.clear()
        return (*joined, *announced)

    def _mark(self, cue: Cue) -> Mark:
        element = self._places.get(cue.id, "")
        call = self.calls.get(cue.utterance.note, "")
        about = call or (self._frame(element) if element else self._announced(cue))
        return Mark(element, about, round(cue.start, _DECIMALS), round(cue.end, _DECIMALS))

    def _announced(self, cue: Cue) -> str:
        """Return the id of the element that an announcement is about, if it can be framed."""
        place = cue.utterance.place
        element = self.elements.get(place)
        if element is None or element.tag in _NEVER_FRAMED:
            return ""
        self._framed.add(place)
        return place

    def _frame(self, name: str) -> str:
        """Return the id of the nearest element around ``name`` that was announced."""
        around = (one.get("id", "") for one in self.elements[name].iterancestors())
        return next((one for one in around if one in self._framed), "")


def as_json(several: Iterable[Mark]) -> str:
    """Return the marks as the page carries them: a list of objects, empty parts left out."""
    return json.dumps([dict(_facts(one)) for one in several], separators=(",", ":"))


def _facts(mark: Mark) -> Iterator[tuple[str, object]]:
    if mark.element:
        yield "element", mark.element
    if mark.about:
        yield "about", mark.about
    yield "start", mark.start
    yield "end", mark.end
