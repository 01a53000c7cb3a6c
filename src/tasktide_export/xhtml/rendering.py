"""What differs between the editions that share the XHTML rendering, as data."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from tasktide_export.document import Anchor, Asset, Document, Math, MathBlock, Section
from tasktide_export.document.walk import note_numbers
from tasktide_export.xhtml.element import Element

Semantics: TypeAlias = Mapping[str, Mapping[str, str]]
"""What a part is (``chapter``, ``noteref``, …) to the attributes that say so."""

ARIA: Semantics = {
    "toc": {"role": "doc-toc"},
    "endnotes": {"role": "doc-endnotes"},
    "footnote": {"role": "doc-footnote"},
    "noteref": {"role": "doc-noteref"},
    "backlink": {"role": "doc-backlink"},
    "pullquote": {"role": "doc-pullquote"},
    "tip": {"role": "doc-tip"},
    "note": {"role": "note"},
}
"""Roles of DPUB-ARIA 1.1 and WAI-ARIA 1.2."""

EPUB_TYPES: Semantics = {
    **ARIA,
    "toc": {"role": "doc-toc", "epub:type": "toc"},
    "chapter": {"role": "doc-chapter", "epub:type": "chapter"},
    "titlepage": {"epub:type": "titlepage"},
    "endnotes": {"role": "doc-endnotes", "epub:type": "endnotes"},
    "footnote": {"role": "doc-footnote", "epub:type": "footnote"},
    "noteref": {"role": "doc-noteref", "epub:type": "noteref"},
    "backlink": {"role": "doc-backlink", "epub:type": "backlink"},
    "pullquote": {"role": "doc-pullquote", "epub:type": "pullquote"},
    "tip": {"role": "doc-tip", "epub:type": "tip"},
    "sidebar": {"epub:type": "sidebar"},
}
"""The same with the terms of the EPUB 3 Structural Semantics Vocabulary 1.1."""


def no_marks(_section: Section, _level: int) -> Mapping[str, str]:
    """Return no attributes: what a heading has by default."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """How one edition writes the shared XHTML.

    ``href`` turns an anchor into a link, ``source`` an asset into an image's
    address, ``formula`` mathematics into an element.  ``heading_base`` is the
    rank of a top section's heading; ``heading_marks`` gives a heading's further
    attributes by its section and level.  ``targets`` are the ids that blocks carry;
    ``None`` means all of them.  ``joiner`` stands before a note's number, for layout
    engines that would break the line there; ``note_tag`` is a note's element.
    ``folds`` is whether a long description may be folded away (HTML ``details``).
    ``tells_blocks`` has every block and section carry its id in ``data-block`` as well.
    """

    document: Document
    href: Callable[[Anchor], str]
    source: Callable[[Asset], str]
    formula: Callable[[Math | MathBlock], Element]
    semantics: Semantics = field(default_factory=lambda: ARIA)
    heading_base: int = 2
    heading_marks: Callable[[Section, int], Mapping[str, str]] = no_marks
    targets: frozenset[str] | None = None
    joiner: str = ""
    tells_blocks: bool = False
    note_tag: str = "div"
    folds: bool = True
    assets: Mapping[str, Asset] = field(init=False)
    numbers: Mapping[str, int] = field(init=False)
    calls: Counter[str] = field(init=False, default_factory=Counter)

    def __post_init__(self) -> None:
        object.__setattr__(self, "assets", {one.key: one for one in self.document.assets})
        object.__setattr__(self, "numbers", note_numbers(self.document.notes))

    @property
    def language(self) -> str:
        """The document's language."""
        return self.document.metadata.language

    def identity(self, name: str) -> str:
        """Return the id that an element carries: ``name``, or none if nobody needs it."""
        return name if self.targets is None or name in self.targets else ""

    def block_mark(self, name: str) -> dict[str, str]:
        """Return the attribute that tells which block or section an element is."""
        return {"data-block": name} if self.tells_blocks else {}

    def meaning(self, part: str) -> dict[str, str]:
        """Return the attributes that say what ``part`` is."""
        return dict(self.semantics.get(part, {}))
