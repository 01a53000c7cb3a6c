"""The parts of the file, looked over and changed before mammoth reads them.

Every XML part is parsed with care and written again, so that what follows meets
no document type.  What mammoth does not know is put in a form that it does.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from tasktide_export.errors import ReadError
from tasktide_export.limits import Limits
from tasktide_export.readers.docx.formulas import mathml
from tasktide_export.readers.docx.styles import W
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.package import Package
from tasktide_export.readers.xml import local, parse_xml

_ELEMENTS = 2
"""Elements of a part, in multiples of the limit for a page: its text has two around it."""
DECORATIVE = "\ue000"
"""The alternative text that stands for a picture marked as decorative."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STORIES = ("document.xml", "footnotes.xml", "endnotes.xml")


@dataclass(frozen=True, slots=True)
class Parts:
    """The file as mammoth gets it, and the parts that are read here."""

    data: bytes
    styles: Any
    core: Any
    formulas: tuple[str, ...] = ()


def prepare(data: bytes, limits: Limits) -> Parts:
    """Return the file's parts, safe and changed.

    Raises:
        LimitError: when the file is over a limit.
        ReadError: when it is damaged or no Word document.
    """
    package = Package(data, limits)
    if "[Content_Types].xml" not in package or not any(
        name.endswith("document.xml") for name in package.names
    ):
        raise ReadError("is no Word document: it has no document part")
    sink = io.BytesIO()
    styles = core = None
    formulas: list[str] = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name in package.names:
            if name.endswith("/"):
                continue
            content = package.read(name)
            if name.endswith((".xml", ".rels")):
                root = parse_xml(content, limits, Notices(), _ELEMENTS)
                _change(root, name, formulas)
                styles = root if name.endswith("/styles.xml") else styles
                core = root if name == "docProps/core.xml" else core
                content = _serialised(root)
            archive.writestr(zipfile.ZipInfo(name), content)
    return Parts(sink.getvalue(), styles, core, tuple(formulas))


def _serialised(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _change(root: Any, name: str, formulas: list[str]) -> None:
    if not name.endswith(_STORIES):
        return
    for element in list(root.iter()):
        match local(element):
            case "docPr":
                _mark_decorative(element)
            case "svgBlip":
                _prefer_drawing(element)
            case "sdt":
                _remove_contents(element)
            case "oMath":
                _mark_formula(element, formulas)
            case _:
                pass


def _mark_decorative(properties: Any) -> None:
    for one in properties.iter():
        if local(one) == "decorative" and one.get("val") in {"1", "true"}:
            properties.set("descr", DECORATIVE)


def _prefer_drawing(vector: Any) -> None:
    """Let a picture refer to its SVG form, not to the pixels that stand in for it."""
    blip = next((one for one in vector.iterancestors() if local(one) == "blip"), None)
    if blip is not None and vector.get(f"{_RELATION}embed"):
        blip.set(f"{_RELATION}embed", vector.get(f"{_RELATION}embed"))


def _remove_contents(control: Any) -> None:
    """Take out a table of contents: every edition makes its own."""
    galleries = control.iterfind(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    parent = control.getparent()
    if parent is not None and any(one.get(f"{W}val") == "Table of Contents" for one in galleries):
        parent.remove(control)


def _mark_formula(formula: Any, formulas: list[str]) -> None:
    """Put a mark in a formula's place; what it stands for is remembered in ``formulas``."""
    holder = formula.getparent()
    if holder is None:
        return
    displayed = local(holder) == "oMathPara"
    run = formula.makeelement(f"{W}r", {})
    words = run.makeelement(f"{W}t", {})
    words.text = formula_mark(len(formulas))
    run.append(words)
    run.tail = formula.tail
    formulas.append(mathml(formula, displayed=displayed))
    around = holder.getparent()
    if not displayed:
        holder.replace(formula, run)
    elif around is not None:
        around.insert(around.index(holder), run)


def formula_mark(number: int) -> str:
    """Return the characters that stand for a formula until mammoth is done."""
    return f"\ue001{number}\ue002"


def with_formulas(markup: str, formulas: tuple[str, ...]) -> str:
    """Return mammoth's markup with the formulas in the places of their marks."""

    def formula(found: "re.Match[str]") -> str:
        number = int(found[1])
        return formulas[number] if number < len(formulas) else ""

    return re.sub("\ue001([0-9]{1,7})\ue002", formula, markup)
