"""A Word file opened for inspection: its parts, their stories, its styles.

Nothing here comes from the code that writes DOCX: the files may be anybody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import Any

from tasktide_export.checks.readback.archive import Archive
from tasktide_export.checks.readback.word import Styles, w
from tasktide_export.errors import ReadError

DOCUMENT = "word/document.xml"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STORIES = ("header", "footer", "footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Relationship:
    """A reference from one part to another, or out of the file (ISO/IEC 29500-2, 6.5)."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Story:
    """The root of a part with text in it, and the part's name."""

    part: str
    root: Any
    _numbers: dict[Any, int] = field(default_factory=dict)

    def all(self, *tags: str) -> Iterator[Any]:
        """Yield the elements with these names, but those for programs that know less."""
        for element in self.root.iter(*tags):
            if next(element.iterancestors(_FALLBACK), None) is None:
                yield element

    def place(self, element: Any) -> str:
        """Return the part's name and the number of the paragraph in it, from 1."""
        tag = w("p")
        if not self._numbers:
            paragraphs = enumerate(self.root.iter(tag), start=1)
            self._numbers = {one: number for number, one in paragraphs}
        paragraph = element if element.tag == tag else next(element.iterancestors(tag), None)
        inside = next(element.iter(tag), None) if paragraph is None else paragraph
        number = self._numbers.get(inside)
        return f"{self.part}, paragraph {number}" if number else self.part


class WordFile:
    """The parts of a Word file.

    What cannot be read stands in ``problems``, in words, by its name; the rest is
    inspected all the same.  Raises :class:`ReadError` when the archive or the main part
    cannot be read.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.problems: dict[str, str] = {}
        body = archive.xml(DOCUMENT).find(w("body"))
        if body is None:
            raise ReadError("the document has no body", where="docx")
        self.body = body
        self.relationships = {name: self._related(name) for name in self._sources()}
        self.styles = Styles(self.part("word/styles.xml"))
        self.stories = (Story(DOCUMENT, body), *self._others())

    def part(self, name: str) -> Any:
        """Return the root of a part; an empty element when it is missing or broken."""
        if name in self.archive:
            try:
                return self.archive.xml(name)
            except ReadError as error:
                self.problems[name] = error.message
        from lxml import etree

        return etree.Element("none")

    def related(self, kind: str) -> str:
        """Return the name of the main part's first part of a kind, or ``""``."""
        found = (one for one in self.relationships.get(DOCUMENT, ()) if one.kind == kind)
        return next((one.target for one in found if not one.external), "")

    def _sources(self) -> Iterator[str]:
        for name in self.archive.names:
            folder, _, rest = name.rpartition("_rels/")
            if rest.endswith(".rels"):
                yield folder + rest.removesuffix(".rels")

    def _related(self, source: str) -> tuple[Relationship, ...]:
        folder = dirname(source)
        root = self.part(join(folder, "_rels", source.rpartition("/")[2] + ".rels"))
        return tuple(_relationship(one, folder) for one in root.iter(_PACKAGE))

    def _others(self) -> Iterator[Story]:
        for one in self.relationships.get(DOCUMENT, ()):
            if one.kind in _STORIES and not one.external and one.target in self.archive:
                yield Story(one.target, self.part(one.target))


def _relationship(element: Any, folder: str) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = normpath(join("/" + folder, target)).lstrip("/")
    kind = element.get("Type", "").removeprefix(_OFFICE)
    return Relationship(element.get("Id", ""), kind, target, external)


def words(element: Any) -> str:
    """Return the text in ``element`` on one line."""
    return " ".join("".join(one.text or "" for one in element.iter(w("t"))).split())
