"""What a rendered page says, in the order of its elements: sentences and what is between.

Read-along must cover every word that the page shows.  The sentences of the script
are marked already; a title, an author's line or a label of ours is not one of them,
and is read as it stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, TypeAlias

from tasktide_export.document.identify import Names
from tasktide_export.narration import Utterance
from tasktide_export.xhtml.element import Element
from tasktide_export.xhtml.sentences import mark_sentences

Grain: TypeAlias = Literal["sentence", "paragraph"]
"""How much is highlighted at once."""

_SILENT = frozenset({"script", "style", "head", "svg", "math", "nav", "img"})
_SKIPPED = frozenset({"doc-noteref", "doc-backlink", "doc-pagebreak"})


_GROUPS = {"ul": "list", "ol": "list", "table": "table", "figure": "figure", "section": ""}
"""What listeners may want to leave, and what it is (EPUB 3.3, 9.5.2: escapability)."""


@dataclass(frozen=True, slots=True)
class Group:
    """An element that holds passages: its id, and what it is; empty for a section."""

    element: str
    kind: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The element with the id ``element``, what is said for it, the groups that it is in.

    The outermost group comes first.
    """

    element: str
    utterances: tuple[Utterance, ...]
    within: tuple[Group, ...] = ()


def mark_passages(
    pages: Sequence[Element], utterances: Iterable[Utterance], grain: Grain
) -> dict[str, tuple[Utterance, ...]]:
    """Mark in ``pages`` what is highlighted at once; return what each marked element shows.

    The elements are told by their ids.  Announcements show nothing.
    """
    units = list(_units(utterances, grain))
    wholes = [replace(unit[0], text="".join(one.text for one in unit)) for unit in units]
    shown: dict[str, tuple[Utterance, ...]] = {}
    placed = mark_sentences(pages, wholes)
    for unit in units:
        if element := placed.get(unit[0].id, ""):
            shown[element] = (*shown.get(element, ()), *unit)
    return shown


def _units(utterances: Iterable[Utterance], grain: Grain) -> Iterator[tuple[Utterance, ...]]:
    """Yield what is highlighted at once: sentences, or pieces of text."""
    text = (one for one in utterances if one.role == "text")
    if grain == "sentence":
        yield from ((one,) for one in text)
    else:
        yield from (tuple(unit) for _, unit in groupby(text, key=lambda one: one.piece))


def passages(
    page: Element, language: str, shown: Mapping[str, tuple[Utterance, ...]], names: Names
) -> tuple[Passage, ...]:
    """Return the passages of ``page`` in document order.

    ``shown`` has the utterances that each marked element shows, by its id.  Elements with
    other words of their own get an id from ``names`` where they have none.
    """
    return tuple(_passages(page, language, shown, names, ()))


def _passages(
    element: Element,
    language: str,
    shown: Mapping[str, tuple[Utterance, ...]],
    names: Names,
    within: tuple[Group, ...],
) -> Iterator[Passage]:
    if not isinstance(element.tag, str) or element.get("aria-hidden") == "true":
        return
    language = element.get("lang") or language
    if (name := element.get("id", "")) in shown:
        yield Passage(name, shown[name], within)
        return
    if _local(element) in _SILENT or element.get("role") in _SKIPPED:
        return
    if _has_words(element, shown):
        name = name or names.take("spoken")
        element.set("id", name)
        words = " ".join("".join(str(one) for one in element.itertext()).split())
        said = Utterance(f"{name}.a1", words, language, "announcement")
        yield Passage(name, (said,), within)
        return
    if (kind := _group(element)) is not None and name:
        within = (*within, Group(name, kind))
    for child in element:
        yield from _passages(child, language, shown, names, within)


def _group(element: Element) -> str | None:
    """Return what an element groups its passages as; ``None`` for most."""
    if element.get("role") == "doc-footnote":
        return "footnote"
    return _GROUPS.get(_local(element))


def _has_words(element: Element, shown: Mapping[str, tuple[Utterance, ...]]) -> bool:
    """Tell whether letters stand directly in ``element``, and no marked sentence in it."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    if not any(character.isalnum() for character in "".join(own)):
        return False
    return all(one.get("id") not in shown for one in element.iter("*"))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
