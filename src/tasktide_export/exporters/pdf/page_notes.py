"""Notes at the foot of the page that calls them.

On paper a note stands where it is called; in the tag tree it stays among the notes at
the end of the document, as in every other format, so that no sentence is interrupted.
"""

from tasktide_export.xhtml.element import XHTML, Element

PLACE = "data-place"
"""The attribute that tells a note's place among the notes, from 0."""
_BOUND = frozenset({"table", "figure", "pre", "nav", "header", "h1", "h2", "h3", "h4", "h5", "h6"})
"""What is kept together or repeated: notes called in it stay at the end."""


def put_at_calls(body: Element, notes: Element) -> None:
    """Move each note of ``notes`` from the end behind its first call in ``body``."""
    calls = {one.get("id"): one for one in body.iter(f"{{{XHTML}}}a") if one.get("id")}
    for place, note in enumerate(list(notes)):
        note.set(PLACE, str(place))
        call = calls.get(f"{note.get('id')}-ref")
        around = call.getparent() if call is not None else None
        if around is not None and _may_move(around, notes):
            note.tail, around.tail = around.tail, None
            around.addnext(note)
    if not len(notes):
        notes.set("class", "notes moved")


def _may_move(call: Element, notes: Element) -> bool:
    above = list(call.iterancestors())
    return notes not in above and not any(_local(one) in _BOUND for one in above)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
