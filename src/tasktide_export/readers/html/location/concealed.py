"""Notes that a plug-in hides until their call is pressed: shown, at the end of the page."""

import re
from collections.abc import Iterable

from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.reading import LABEL, is_hidden

_CALL = re.compile(r"(?:^|[\s_-])(?:foot|side|end)?-?(?:notes?|footnote-ref|fna?-ref)(?:$|[\s_-])")
_POINTERS = ("data-definition", "data-footnote-id", "data-note", "aria-describedby")
_MARKS = frozenset(_POINTERS[:-1])
_CALLS = ("span", "sup", "a", "button")


def reveal_notes(body: Element, elements: Iterable[Element]) -> None:
    """Make each hidden note an element at the end of ``body`` and its call a link to it."""
    calls = [one for one in elements if one.tag in _CALLS and one.attributes and _calls(one)]
    if not calls:
        return
    named = {name: one for one in body.iterate() if (name := one.get("id"))}
    for number, call in enumerate(calls, start=1):
        note = _inside(call) or _elsewhere(call, named)
        if note is None or note.parent is None or note not in note.parent.children:
            continue
        label = _label(call, note)
        if len(label) > LABEL:
            continue
        note.parent.children.remove(note)
        note.parent = None
        name = note.get("id") or f"concealed-{number}"
        call.children = [Element("a", {"href": f"#{name}"}, [label or "*"], call)]
        shown = Element("aside", {"id": name, "role": "doc-footnote"}, note.children, body, True)  # noqa: FBT003
        note.children = []
        for child in shown.elements():
            child.parent = shown
        body.children.append(shown)
        body.holds_block = True


def _label(call: Element, note: Element) -> str:
    """Return the text of a call without that of the note which it may hold."""
    said = plain(call.text())
    return said if note not in call.iterate() else plain(said.replace(plain(note.text()), "", 1))


def _calls(element: Element) -> bool:
    if not _MARKS.isdisjoint(element.attributes):
        return True
    named = element.attributes.get("class", "")
    return bool(named) and _CALL.search(named.lower()) is not None


def _inside(call: Element) -> Element | None:
    """Return the hidden note that stands in its own call."""
    return next(
        (one for one in call.iterate() if one is not call and is_hidden(one) and _says(one)), None
    )


def _elsewhere(call: Element, named: dict[str, Element]) -> Element | None:
    """Return the hidden note that a call points to."""
    for pointer in _POINTERS:
        found = named.get(call.get(pointer))
        if found is not None and is_hidden(found) and _says(found):
            return found
    return None


def _says(element: Element) -> bool:
    return bool(plain(element.text()))
