"""Content streams: the text of each marked-content sequence (ISO 32000-1, 14.6)."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pikepdf  # noqa: TID253 - this package is imported when a PDF is read

from tasktide_export.checks.readback.pdf.fonts import Font

Key: TypeAlias = tuple[int, int, int]
"""Page number from 0, object number of the stream (0 for the page's own), MCID."""

_DEEPEST = 12


@dataclass(slots=True)
class Contents:
    """The text of every marked-content sequence, and text outside all of them."""

    texts: dict[Key, str] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Mark:
    tag: str
    key: Key | None = None
    actual: str | None = None


class ContentReader:
    """Reads the content streams of a file, page by page."""

    def __init__(self) -> None:
        self.contents = Contents()
        self._fonts: dict[tuple[int, int], Font] = {}

    def read_page(self, page: Any, number: int) -> None:
        """Read the content of ``page``, the ``number``-th from 0."""
        self._read(page, page.resources, (number, 0), [], 0)

    def _read(
        self, stream: Any, resources: Any, place: tuple[int, int], marks: list[_Mark], depth: int
    ) -> None:
        font: Font | None = None
        floor = len(marks)
        for instruction in pikepdf.parse_content_stream(stream):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "BDC" | "BMC":
                    marks.append(_mark(operands, resources, place))
                    self._open(marks[-1])
                case "EMC" if len(marks) > floor:
                    closed = marks.pop()
                    if closed.actual is not None:
                        self._keep(closed.actual, [*marks, _Mark(closed.tag, closed.key)])
                case "Tf":
                    font = self._font(resources, operands[0])
                case "Tj" | "'" if font:
                    self._keep(font.decode(bytes(operands[-1])), marks)
                case '"' if font:
                    self._keep(font.decode(bytes(operands[2])), marks)
                case "TJ" if font:
                    shown = (bytes(one) for one in operands[0] if isinstance(one, pikepdf.String))
                    self._keep("".join(font.decode(one) for one in shown), marks)
                case "Do" if depth < _DEEPEST:
                    self._form(resources, operands[0], place, marks, depth)
                case _:
                    pass
        del marks[floor:]

    def _open(self, mark: _Mark) -> None:
        if mark.key is not None:
            self.contents.texts.setdefault(mark.key, "")

    def _keep(self, text: str, marks: list[_Mark]) -> None:
        """File ``text`` under the innermost sequence that has an MCID."""
        if any(mark.actual is not None for mark in marks):
            return
        for mark in reversed(marks):
            if mark.tag == "/Artifact":
                return
            if mark.key is not None:
                self.contents.texts[mark.key] += text
                return
        if text.strip():
            self.contents.unmarked.append(text)

    def _font(self, resources: Any, name: Any) -> Font | None:
        fonts = resources.get("/Font")
        found = fonts.get(str(name)) if fonts is not None else None
        if found is None:
            return None
        key = found.objgen if found.is_indirect else (-id(found), 0)
        if key not in self._fonts:
            self._fonts[key] = Font(found)
        return self._fonts[key]

    def _form(
        self, resources: Any, name: Any, place: tuple[int, int], marks: list[_Mark], depth: int
    ) -> None:
        forms = resources.get("/XObject")
        form = forms.get(str(name)) if forms is not None else None
        if form is None or str(form.get("/Subtype", "")) != "/Form":
            return
        inner = form.get("/Resources", resources)
        self._read(form, inner, (place[0], form.objgen[0]), marks, depth + 1)


def _mark(operands: Any, resources: Any, place: tuple[int, int]) -> _Mark:
    mark = _Mark(str(operands[0]))
    properties: Any = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        named = resources.get("/Properties")
        properties = named.get(str(properties)) if named is not None else None
    if isinstance(properties, pikepdf.Dictionary):
        if "/MCID" in properties:
            mark.key = (*place, int(properties["/MCID"]))
        if "/ActualText" in properties:
            mark.actual = str(properties["/ActualText"])
    return mark
