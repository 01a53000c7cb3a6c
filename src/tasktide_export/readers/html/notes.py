"""Footnotes: which elements are notes, which links call them and which lead back."""

from dataclasses import dataclass, field

from tasktide_export.readers.html.elements import Element, names, plain
from tasktide_export.readers.html.reading import LABEL, Reading

_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote"})
_NOTE_TAGS = names("li p div aside dd section td span blockquote")
_BLOCKS = names("li p div aside dd td section")


@dataclass(slots=True)
class _Links:
    """The page's names, and the short links between them."""

    named: dict[str, Element] = field(default_factory=dict)
    order: dict[Element, int] = field(default_factory=dict)
    calls: dict[str, list[Element]] = field(default_factory=dict)


def find_notes(root: Element, reading: Reading) -> list[tuple[str, Element]]:
    """Return each note's name and element in the page's order.

    The notes, their calls and the links back are remembered in ``reading``.
    """
    links = _survey(root)
    found: dict[Element, str] = {}
    for name, calls in links.calls.items():
        element = _note_of(name, calls, links)
        if element is not None and element is not root and element not in found:
            found[element] = name
            reading.notes[name] = name
        elif element is not None and element in found:
            reading.notes[name] = found[element]
    notes = sorted(found, key=lambda element: links.order[element])
    notes = [one for one in notes if not any(around in found for around in one.ancestors())]
    kept = set(notes)
    names_kept = {found[element] for element in notes}
    reading.notes = {name: note for name, note in reading.notes.items() if note in names_kept}
    for element in notes:
        reading.note_elements.add(element)
        _mark_links_back(element, found[element], links, reading)
    _mark_empty_holders(kept, reading)
    return [(found[element], element) for element in notes]


def _survey(root: Element) -> _Links:
    links = _Links()
    for number, element in enumerate(root.iterate()):
        links.order[element] = number
        for name in (element.attributes.get("id"), element.tag == "a" and element.get("name")):
            if name:
                links.named.setdefault(name, element)
        reference = element.attributes.get("href", "") if element.tag == "a" else ""
        if len(reference) > 1 and reference[0] == "#" and _is_label(element):
            links.calls.setdefault(reference[1:], []).append(element)
    return links


def _is_label(link: Element) -> bool:
    return 0 < len(plain(link.text())) <= LABEL


def _note_of(name: str, calls: list[Element], links: _Links) -> Element | None:
    """Return the element that ``name`` makes a note, or ``None``."""
    target = links.named.get(name)
    if target is None:
        return None
    element = _holder(target, links)
    if element is None or element.tag not in _NOTE_TAGS:
        return None
    before = [one for one in calls if links.order[one] < links.order[element]]
    around = set(element.ancestors())
    if not before or any(call in around or element in call.ancestors() for call in before):
        return None
    if _is_marked(element) or _is_marked(target):
        return element
    if _links_back(element, before):
        return element
    raised = any(_is_raised(call) for call in before)
    return element if raised and element.tag in {"li", "p", "div", "aside", "dd"} else None


def _holder(target: Element, links: _Links) -> Element | None:
    """Return the block that a note's name stands for: itself, or what it begins."""
    if target.tag in _BLOCKS:
        return target
    around = next((one for one in target.ancestors() if one.tag in _BLOCKS), None)
    return around if around in links.order else None


def _is_marked(element: Element) -> bool:
    if element.get("role").lower() in _NOTE_ROLES:
        return True
    kinds = element.get("epub:type").lower().split()
    if not {"footnote", "endnote", "rearnote", "note"}.isdisjoint(kinds):
        return True
    if not element.classes.isdisjoint({"footnote", "footnote-item", "footnote-definition"}):
        return True
    return any(_holds_notes(around) for around in list(element.ancestors())[:3])


def _holds_notes(element: Element) -> bool:
    if element.get("role").lower() in {"doc-endnotes", "doc-footnotes"}:
        return True
    classes = element.classes
    if not classes.isdisjoint({"footnotes", "wp-block-footnotes", "footnotes-list", "endnotes"}):
        return True
    return element.get("id").lower() in {"footnotes", "endnotes"}


def _links_back(element: Element, calls: list[Element]) -> bool:
    names = _names_around(calls)
    return any(
        link.get("href")[1:] in names
        for link in element.iterate("a")
        if link.get("href").startswith("#")
    )


def _names_around(calls: list[Element]) -> set[str]:
    """Return the names by which a note can lead back to its calls."""
    names: set[str] = set()
    for call in calls:
        for one in (call, *call.iterate(), *list(call.ancestors())[:2]):
            names |= {one.get("id"), one.get("name")}
    return names - {""}


def _is_raised(call: Element) -> bool:
    return call.first("sup") is not None or any(
        around.tag == "sup" for around in list(call.ancestors())[:2]
    )


def _mark_links_back(element: Element, name: str, links: _Links, reading: Reading) -> None:
    names = _names_around(links.calls.get(name, []))
    words = len(plain(element.text()))
    for link in element.iterate("a"):
        reference = link.get("href")
        text = plain(link.text())
        is_back = (
            link.get("role").lower() == "doc-backlink"
            or any(
                "backref" in one or "backlink" in one or "footnote-back" in one
                for one in link.classes
            )
            or (reference.startswith("#") and reference[1:] in names)
        )
        if is_back and len(text) < max(words, 1) and len(text) <= 60:  # noqa: PLR2004
            reading.back_links.add(_alone_in(link))


def _alone_in(link: Element) -> Element:
    """Return the raised or bracketed wrapper that holds nothing but the link."""
    around = link.parent
    while (
        around is not None
        and around.tag in {"sup", "span", "b", "strong", "small"}
        and plain(around.text()).strip("[]().") == plain(link.text()).strip("[]().")
    ):
        link, around = around, around.parent
    return link


def _mark_empty_holders(notes: "set[Element]", reading: Reading) -> None:
    """Leave out a heading or a rule that only introduces the notes."""
    for holder in {around for note in notes for around in list(note.ancestors())[:3]}:
        if not _holds_notes(holder):
            continue
        outside = [
            child
            for child in holder.elements()
            if child not in notes and not any(one in notes for one in child.iterate())
        ]
        for child in outside:
            if child.tag == "hr" or (child.tag[0] == "h" and child.tag[1:].isdigit()):
                reading.note_elements.add(child)
                if text := plain(child.text()):
                    reading.notices.add(
                        "notes-heading", "the heading of the notes was left out", text
                    )
