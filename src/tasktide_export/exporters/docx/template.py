"""The style's template as a python-docx document, without any file of its own.

A style keeps the parts of its template unpacked below ``docx/``.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import docx  # noqa: TID253 - this module is imported when used
from docx.opc.packuri import PackURI  # noqa: TID253
from docx.opc.part import Part  # noqa: TID253
from lxml import etree

from tasktide_export.document import Metadata
from tasktide_export.errors import StyleError
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.docx import DocxOptions
from tasktide_export.exporters.docx.house import open_house
from tasktide_export.exporters.docx.house_styles import Wanted
from tasktide_export.exporters.docx.languages import usable, write_language
from tasktide_export.exporters.docx.properties import (
    core_properties,
    custom_properties,
    extended_properties,
)
from tasktide_export.exporters.docx.wordml import Element, qualified, w

_PAGE_SIZES = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_NEEDED = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/footnotes.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
)
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_HEADER_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"


@dataclass(frozen=True, slots=True)
class Template:
    """The opened template.

    ``headers`` are the roots of the running headers, ``footnotes`` that of the
    notes' part, which is not in the package yet.  ``indents`` are the start
    indents of styles, ``boxes`` their borders, ``sizes`` their type sizes in half
    points; ``added`` names the styles that a publisher's file lacked;
    ``width`` and ``height`` are those of the text area, ``wide`` its width
    on a turned page.  Lengths are twentieths of a point.
    """

    docx: Any
    headers: tuple[Element, ...]
    footnotes: Element
    indents: Mapping[str, int]
    boxes: Mapping[str, Element]
    sizes: Mapping[str, int]
    width: int
    height: int
    wide: int
    added: tuple[str, ...] = ()


def open_template(
    metadata: Metadata, options: DocxOptions, setting: Setting, depth: int = 0
) -> Template:
    """Return the style's template with the document's language, properties and page size.

    With ``options.reference_doc``, the path of a publisher's Word file, that is the
    template; it needs styles for ``depth`` levels of headings.  Raises
    :class:`StyleError` when a part is missing or not well-formed, or that file cannot be
    used.
    """
    parts = setting.style.parts("docx")
    where = f"style {setting.style.name}"
    missing = [name for name in _NEEDED if name not in parts]
    if missing:
        raise StyleError(f"its docx folder has no {', '.join(missing)}", where=where)
    try:
        roots = {name: _parse(data) for name, data in parts.items()}
    except etree.XMLSyntaxError as error:
        raise StyleError(f"a part of its docx folder is broken: {error}", where=where) from error
    others: dict[str, bytes] = {}
    added: tuple[str, ...] = ()
    if options.reference_doc:
        wanted = Wanted(depth, options.style_names)
        opened_house = open_house(options.reference_doc, roots, wanted)
        roots, others = opened_house.roots, opened_house.others
        added = opened_house.adoption.added
    _set_languages(roots["word/styles.xml"], roots["word/settings.xml"], metadata)
    _detach(roots["word/_rels/document.xml.rels"])
    width, height, wide = _set_page(roots["word/document.xml"], options.page_size)
    styles = roots["word/styles.xml"]
    _set_tabs(styles, width)
    packed = {**{name: _serialise(root) for name, root in roots.items()}, **others}
    packed["docProps/core.xml"] = core_properties(metadata, setting.moment)
    packed["docProps/app.xml"] = extended_properties(packed["docProps/app.xml"], metadata)
    opened = docx.Document(_zipped(packed))
    _add_custom(opened, metadata)
    return Template(
        docx=opened,
        headers=() if options.reference_doc else _headers(opened),
        added=added,
        footnotes=roots["word/footnotes.xml"],
        indents=_indents(styles),
        boxes=_boxes(styles),
        sizes=_sizes(styles),
        width=width,
        height=height,
        wide=wide,
    )


def _parse(data: bytes) -> Element:
    parser = etree.XMLParser(
        remove_comments=True, remove_blank_text=True, resolve_entities=False, no_network=True
    )
    return etree.fromstring(data, parser)


def _serialise(root: Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def _set_languages(styles: Element, settings: Element, metadata: Metadata) -> None:
    """Set the language that everything has by default (17.7.5.5, 17.15.1.88)."""
    language = usable(metadata.language)
    defaults = styles.find(f".//{qualified('w:rPrDefault')}/{qualified('w:rPr')}")
    if defaults is None:
        defaults = _made_defaults(styles)
    for old in defaults.findall(qualified("w:lang")):
        defaults.remove(old)
    write_language(defaults, language)
    for theme in settings.findall(qualified("w:themeFontLang")):
        write_language(settings, language, "themeFontLang")
        settings.replace(theme, settings[-1])


def _made_defaults(styles: Element) -> Element:
    """Return the properties of all runs, made where a publisher's file has none (17.7.5.5)."""
    held = styles.find(qualified("w:docDefaults"))
    if held is None:
        held = w(styles, "docDefaults")
        styles.insert(0, held)
    runs = held.find(qualified("w:rPrDefault"))
    if runs is None:
        runs = w(held, "rPrDefault")
        held.insert(0, runs)
    return w(runs, "rPr")


def _detach(relationships: Element) -> None:
    """Take out the relationship to the notes, which python-docx would open as mere bytes."""
    for relationship in list(relationships):
        if relationship.get("Type", "").endswith("/footnotes"):
            relationships.remove(relationship)


def _set_page(document: Element, page_size: str) -> tuple[int, int, int]:
    """Set the page size; return the text area's width and height, and its width when turned."""
    size = document.find(f".//{qualified('w:pgSz')}")
    margins = document.find(f".//{qualified('w:pgMar')}")
    if size is None or margins is None:
        raise StyleError("document.xml has no page size or margins", where="docx template")
    if page_size:
        for name, length in zip(("w", "h"), _PAGE_SIZES[page_size], strict=True):
            size.set(qualified(f"w:{name}"), str(length))
    width, height = (_length(size.get(qualified(f"w:{name}"), "")) for name in ("w", "h"))

    def margin(name: str) -> int:
        return _length(margins.get(qualified(f"w:{name}"), ""))

    sides = margin("left") + margin("right")
    return width - sides, height - margin("top") - margin("bottom"), height - sides


def _set_tabs(styles: Element, width: int) -> None:
    """Put page numbers at the edge of the text (17.3.1.37), however wide it is here."""
    for name in (*(f"TOC{level}" for level in range(1, 10)), "TableofFigures"):
        for tab in styles.iterfind(f"{{*}}style[@{qualified('w:styleId')}='{name}']//{{*}}tab"):
            if tab.get(qualified("w:val")) == "right":
                tab.set(qualified("w:pos"), str(width))


def _length(text: str) -> int:
    """Return a length in twentieths of a point; Word may write parts of them."""
    try:
        return round(float(text))
    except ValueError:
        return 0


def _indents(styles: Element) -> dict[str, int]:
    indents = {}
    for style in styles.iterfind(qualified("w:style")):
        indent = style.find(f"{qualified('w:pPr')}/{qualified('w:ind')}")
        if indent is not None:
            left = _length(indent.get(qualified("w:left"), indent.get(qualified("w:start"), "")))
            indents[style.get(qualified("w:styleId"), "")] = left
    return indents


def _boxes(styles: Element) -> dict[str, Element]:
    return _of_styles(styles, "w:pPr/w:pBdr")


def _sizes(styles: Element) -> dict[str, int]:
    found = _of_styles(styles, "w:rPr/w:sz").items()
    return {style: _length(size.get(qualified("w:val"), "")) for style, size in found}


def _of_styles(styles: Element, path: str) -> dict[str, Element]:
    """Return what stands at ``path`` in the styles that have it, by the style's id."""
    steps = "/".join(qualified(step) for step in path.split("/"))
    found = ((style, style.find(steps)) for style in styles.iterfind(qualified("w:style")))
    return {style.get(qualified("w:styleId"), ""): one for style, one in found if one is not None}


def _zipped(parts: Mapping[str, bytes]) -> io.BytesIO:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    sink.seek(0)
    return sink


def _headers(opened: Any) -> tuple[Element, ...]:
    rels = opened.part.rels.values()
    return tuple(one.target_part.element for one in rels if one.reltype == _HEADER_RELATION)


def _add_custom(opened: Any, metadata: Metadata) -> None:
    if data := custom_properties(metadata):
        package = opened.part.package
        part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, data, package)
        package.load_rel(_CUSTOM_RELATION, part, "rIdCustom")
