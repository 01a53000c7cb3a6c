"""What is in a Word file, read from its XML: the rows of the table that benchmarks/docx prints."""

import io
import zipfile
from collections.abc import Callable
from functools import cached_property
from typing import Any

from lxml import etree

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ap": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
}
_WITHOUT, _WITH_TITLE = [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]
"""Levels of the headings, by themselves or below the title."""
_DEEPEST = 9
_W = f"{{{_SPACES['w']}}}"


class Read:
    """A Word file opened for counting."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = set(self._zip.namelist())

    def part(self, name: str) -> Any:
        """Return the root of a part, an empty element where there is none."""
        return etree.fromstring(self._zip.read(name)) if name in self.names else etree.Element("x")

    def all(self, path: str, part: str = "word/document.xml") -> list[Any]:
        """Return what an XPath finds in a part."""
        root = self._document if part == "word/document.xml" else self.part(part)
        return list(root.xpath(path, namespaces=_SPACES))

    def first(self, path: str, part: str = "word/document.xml") -> str:
        """Return the first string that an XPath finds, or a dash."""
        return str(next(iter(self.all(path, part)), "") or "-")

    def count(self, path: str, part: str = "word/document.xml") -> int:
        """Return how many an XPath finds."""
        return len(self.all(path, part))

    @cached_property
    def _document(self) -> Any:
        return self.part("word/document.xml")

    @cached_property
    def styles(self) -> dict[str, Any]:
        """The styles by id."""
        return {
            one.get(f"{_W}styleId"): one for one in self.part("word/styles.xml").iter(f"{_W}style")
        }

    def name(self, style: str) -> str:
        """Return a style's name in lower case."""
        element = self.styles.get(style)
        found = [] if element is None else element.xpath("w:name/@w:val", namespaces=_SPACES)
        return str(found[0]).lower() if found else style.lower()

    def level(self, style: str) -> str:
        """Return the level, from 1, of a heading's style, by the styles that it is based on."""
        while (element := self.styles.get(style)) is not None:
            found = element.xpath("w:pPr/w:outlineLvl/@w:val", namespaces=_SPACES)
            if found:
                return str(int(found[0]) + 1) if int(found[0]) < _DEEPEST else ""
            style = next(iter(element.xpath("w:basedOn/@w:val", namespaces=_SPACES)), "")
        return ""

    def paragraphs(self, *names: str) -> list[Any]:
        """Return the paragraphs in styles with these names."""
        return [one for one in self.all("//w:p") if self.style(one) in names]

    def style(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style."""
        found = paragraph.xpath("w:pPr/w:pStyle/@w:val", namespaces=_SPACES)
        return self.name(found[0]) if found else ""


def _headings(read: Read) -> str:
    """Return the levels of the headings; right whether the title is one of them or not."""
    levels = []
    for one in read.all("//w:p[w:pPr/w:pStyle]"):
        level = read.level(one.xpath("w:pPr/w:pStyle/@w:val", namespaces=_SPACES)[0])
        if level and "".join(one.itertext()).strip():
            levels.append(level)
    plain = [int(one) - int(levels[0]) + 1 for one in levels]
    return ("y " if plain in (_WITH_TITLE, _WITHOUT) else "n ") + "".join(levels)


def _native_list(read: Read) -> str:
    levels = set(read.all("//w:p/w:pPr/w:numPr/w:ilvl/@w:val"))
    return f"{len(levels)} levels" if levels else "-"


def _start(read: Read) -> str:
    used = set(read.all("//w:numPr/w:numId/@w:val"))
    numbering = "word/numbering.xml"
    overrides = [
        one
        for one in read.all("//w:num[.//w:startOverride/@w:val='5']/@w:numId", numbering)
        if one in used
    ]
    if overrides:
        return "startOverride"
    starts = read.count("//w:abstractNum/w:lvl[w:start/@w:val='5']", numbering)
    return "abstractNum" if starts else "-"


def _links(read: Read) -> str:
    outside = read.count("//w:hyperlink[@r:id]")
    inside = read.count("//w:hyperlink[@w:anchor and not(@r:id)]")
    return f"{outside}/{inside}"


def _alternatives(read: Read) -> str:
    described = read.count("//wp:docPr[@descr='One wave in blue']")
    return f"{'y' if described else '-'} of {read.count('//wp:docPr')}"


def _decorative(read: Read) -> str:
    if read.count("//wp:docPr[.//adec:decorative/@val='1']"):
        return "flag"
    return 'descr=""' if read.count("//wp:docPr[@descr='']") else "-"


def _table(read: Read) -> str:
    found = [read.count(f"//w:{name}") for name in ("tblHeader", "tblCaption", "tblDescription")]
    return "/".join("y" if one else "-" for one in found)


def _language_of(words: str, attribute: str = "val") -> Callable[[Read], bool]:
    def has(read: Read) -> bool:
        path = f"//w:r[contains(string(.), '{words}')]/w:rPr/w:lang/@w:{attribute}"
        return bool(read.all(path))

    return has


def _languages(read: Read) -> str:
    found = (
        _language_of("marée")(read),
        _language_of("Meer")(read),
        _language_of("البحر", "bidi")(read) or _language_of("البحر")(read),
    )
    return "/".join("y" if one else "-" for one in found)


def _captions(read: Read) -> str:
    styled = read.paragraphs(*_CAPTIONS)
    codes = read.all("//w:instrText/text() | //w:fldSimple/@w:instr")
    counted = [code for code in codes if code.split()[:1] == ["SEQ"]]
    return f"{len(styled) or '-'}/{len(counted) or '-'}"


_CAPTIONS = ("caption", "image caption", "table caption", "captioned figure")


def _contents(read: Read) -> str:
    fields = [code for code in read.all("//w:instrText/text()") if code.split()[:1] == ["TOC"]]
    rows = [one for one in read.all("//w:p") if read.style(one).startswith("toc ")]
    rows = [one for one in rows if read.style(one) != "toc heading"]
    pages = read.count("//w:instrText[contains(., 'PAGEREF')]")
    if not fields and not rows:
        return "-"
    return f"{len(rows)} rows, {pages} pages" if rows else "EMPTY until updated"


def _lists_of(read: Read) -> str:
    return str(len(read.paragraphs("table of figures")) or "-")


def _notes(read: Read) -> str:
    notes = read.count("//w:footnoteReference") + read.count("//w:endnoteReference")
    return f"{notes or '-'}/{read.count('//m:oMath') or '-'}"


def _code(read: Read) -> str:
    quote = read.paragraphs("quote", "block text", "intense quote")
    code = read.paragraphs("source code", "code", "html preformatted", "preformatted text")
    return f"{'y' if quote else '-'}/{'y' if code else '-'}"


def _pages(read: Read) -> str:
    numbered = any(
        "PAGE" in "".join(read.all("//w:instrText/text() | //w:fldSimple/@w:instr", name))
        for name in read.names
        if name.startswith(("word/footer", "word/header"))
    )
    path = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    return f"{'y' if numbered else '-'}/{read.first(path, 'word/settings.xml')}"


def _empty(read: Read) -> str:
    empty = "//w:p[not(.//w:t) and not(.//w:drawing) and not(.//m:t) and not(w:pPr/w:sectPr)"
    return str(read.count(f"{empty} and not(parent::w:tc) and not(.//w:br)]"))


def _kept(read: Read) -> str:
    """Return how many headings stay with what follows, by themselves or by their style."""
    kept, all_of_them = 0, 0
    for one in read.all("//w:p[w:pPr/w:pStyle]"):
        style = one.xpath("w:pPr/w:pStyle/@w:val", namespaces=_SPACES)[0]
        if not read.level(style):
            continue
        all_of_them += 1
        own = bool(one.xpath("w:pPr/w:keepNext", namespaces=_SPACES))
        while not own and (element := read.styles.get(style)) is not None:
            own = bool(element.xpath("w:pPr/w:keepNext", namespaces=_SPACES))
            style = next(iter(element.xpath("w:basedOn/@w:val", namespaces=_SPACES)), "")
        kept += own
    return f"{kept} of {all_of_them}"


def _core(read: Read) -> str:
    core = "docProps/core.xml"
    return f"{read.first('//dc:title/text()', core)} / {read.first('//dc:creator/text()', core)}"


def _document_language(read: Read) -> str:
    path = "//w:docDefaults//w:lang/@w:val"
    core = read.first("//dc:language/text()", "docProps/core.xml")
    return f"{read.first(path, 'word/styles.xml')}, core {core}"


ROWS: dict[str, Callable[[Read], str]] = {
    "headings right, levels": _headings,
    "Title style": lambda read: "y" if read.paragraphs("title") else "-",
    "core title / author": _core,
    "document language": _document_language,
    "languages fr/de/ar on runs": _languages,
    "RTL paragraph": lambda read: "y" if read.count("//w:p[w:pPr/w:bidi]") else "-",
    "native nested list": _native_list,
    "ol start=5": _start,
    "links external/internal": _links,
    "alternative text on docPr": _alternatives,
    "empty alternative": _decorative,
    "tblHeader/Caption/Description": _table,
    "captions styled/counted (SEQ)": _captions,
    "contents": _contents,
    "list of figures and tables, rows": _lists_of,
    "notes/formulas (OMML)": _notes,
    "quote/code style": _code,
    "page numbers/compatibility": _pages,
    "SVG with PNG": lambda read: "y" if read.count("//asvg:svgBlip") else "-",
    "headings kept with next": _kept,
    "empty paragraphs": _empty,
}
"""What is counted, by the name of its row."""
