"""Notes at the foot of the page that calls them.

On paper a note stands where it is called; in the tag tree it stays among the notes at
the end of the document, as in every other format, so that no sentence is interrupted.
"""

from collections import Counter
from collections.abc import Container
from typing import Any

from tasktide_export.xhtml.element import XHTML, Element

PLACE = "data-place"
"""The attribute that tells a note's place among the notes, from 0."""
LONGEST = 900
"""Characters: a foot of a page cannot go on on the next, so longer notes stay at the end."""
_MOST = 25
"""Notes called in one paragraph that may stand at the feet of pages."""
_BOUND = frozenset({"table", "figure", "pre", "nav", "header", "h1", "h2", "h3", "h4", "h5", "h6"})
"""What is kept together or repeated: notes called in it stay at the end."""


def put_at_calls(body: Element, notes: Element) -> None:
    """Move the notes of ``notes`` from the end behind their first calls in ``body``."""
    calls = {one.get("id"): one for one in body.iter(f"{{{XHTML}}}a") if one.get("id")}
    crowded = _crowded(body)
    for place, note in enumerate(list(notes)):
        note.set(PLACE, str(place))
        call = calls.get(f"{note.get('id')}-ref")
        around = call.getparent() if call is not None else None
        if around is None or around.getparent() in crowded:
            continue
        if _is_short(note) and _may_move(around, notes):
            note.tail, around.tail = around.tail, None
            around.addnext(note)
    _mark(notes)


def put_back(root: Element, places: Container[str] | None) -> bool:
    """Move the notes with these places from the feet of pages back to the end.

    Without ``places`` all of them are moved.  Tells whether there were any.
    """
    marked = [one for one in root.iter() if one.get(PLACE)]
    chosen = [one for one in marked if places is None or one.get(PLACE) in places]
    moved = [note for note in chosen if not is_notes(note.getparent())]
    if not moved:
        return False
    notes = next(one for one in root.iter(f"{{{XHTML}}}section") if is_notes(one))
    for note in moved:
        call = note.getprevious()
        if call is not None:
            call.tail, note.tail = note.tail, None
        notes.append(note)
    notes[:] = sorted(notes, key=lambda note: int(note.get(PLACE, "0")))
    _mark(notes)
    return True


def is_notes(section: Any) -> bool:
    """Tell the section of notes, also when all of them have moved."""
    return "notes" in section.get("class", "").split()


def _crowded(body: Element) -> set[Element]:
    """Return the elements that call too many notes: no foot of a page would hold them."""
    calls = (one for one in body.iter(f"{{{XHTML}}}sup") if one.get("class") == "noteref")
    counts = Counter(call.getparent() for call in calls)
    return {one for one, count in counts.items() if one is not None and count > _MOST}


def _mark(notes: Element) -> None:
    notes.set("class", "notes" if len(notes) else "notes moved")


def _is_short(note: Element) -> bool:
    return sum(map(len, note.itertext())) <= LONGEST


def _may_move(call: Element, notes: Element) -> bool:
    above = list(call.iterancestors())
    return notes not in above and not any(_local(one) in _BOUND for one in above)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
