"""A publisher's own Word file as the template (``reference_doc``).

Its page, headers, footers, theme, fonts and styles stay; its text goes.  What our
paragraphs need and it lacks comes from the style's own template.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tasktide_export.errors import StyleError
from tasktide_export.exporters.docx.house_styles import Adoption, Wanted, adopt_styles
from tasktide_export.exporters.docx.wordml import Element, qualified, w
from tasktide_export.limits import Limits

_DOCUMENT = "word/document.xml"
_RELATED = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = f"{_WORD}document.main+xml"
_TEMPLATE = f"{_WORD}template.main+xml"
_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_KEPT = ("styles", "numbering", "settings")
"""Parts that every file of ours has; each stands in ``word/`` under its own name."""
_DROPPED = frozenset(
    {"footnotes", "endnotes", "comments", "commentsExtended", "commentsIds", "people",
     "glossaryDocument", "stylesWithEffects"}
)  # fmt: skip
"""Parts that speak of text that is gone, or repeat the styles as they were."""
_HURTING = ("documentProtection", "writeProtection", "attachedTemplate", "updateFields",
            "trackRevisions", "mailMerge", "footnotePr", "endnotePr")  # fmt: skip
"""Settings that shut readers out or speak of what is no longer there."""
_BEFORE_COMPAT = ("rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping",
                  "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol",
                  "listSeparator")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The parts of a publisher's template made ready: XML by its root, others as bytes."""

    roots: dict[str, Element]
    others: dict[str, bytes]
    adoption: Adoption


def open_house(path: str, ours: Mapping[str, Element], wanted: Wanted) -> House:
    """Return the Word file at ``path`` with what it lacks taken from the roots ``ours``.

    Raises :class:`StyleError` for what is no Word file that can be used, and for one
    without a style that nobody can stand in for; all that are missing are named at once.
    """
    roots, others = _parts(path)
    _settle_types(roots, path)
    _settle_names(roots, path)
    for kind in _KEPT:
        _keep(kind, roots, ours)
    body = roots[_DOCUMENT].find(qualified("w:body"))
    if body is None:
        hint = "save it in Word as a Word document (.docx), not as Strict Open XML"
        raise StyleError("the reference document has no text", where=path, hint=hint)
    _empty(body)
    adoption = adopt_styles(roots, ours["word/styles.xml"], wanted, path)
    _add_numbering(roots["word/numbering.xml"], ours["word/numbering.xml"])
    _settle_settings(roots["word/settings.xml"], ours["word/settings.xml"])
    roots["word/footnotes.xml"] = ours["word/footnotes.xml"]
    for name in ("docProps/core.xml", "docProps/app.xml"):
        roots[name] = ours[name]
    return House(roots=roots, others=others, adoption=adoption)


def _parts(path: str) -> tuple[dict[str, Element], dict[str, bytes]]:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise StyleError(f"the reference document cannot be read: {reason}", where=path) from error
    if data.startswith(_ENCRYPTED):
        hint = "take the password off, or save it as .docx"
        raise StyleError("the reference document is encrypted or of an old kind", where=path,
                         hint=hint)  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist())
            if size > Limits().assets_bytes:
                raise StyleError(f"the reference document expands to {size} bytes", where=path)
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        message = "the reference document is no Word file (.docx, .dotx)"
        raise StyleError(message, where=path, hint=str(error)) from error
    missing = [one for one in (_TYPES, _DOCUMENT, "_rels/.rels") if one not in parts]
    if missing:
        message = f"the reference document is no Word file: it has no {', '.join(missing)}"
        raise StyleError(message, where=path)
    roots, others = {}, {}
    for name, content in parts.items():
        if name.endswith("/"):
            continue
        if name.lower().endswith((".xml", ".rels")):
            roots[name] = _parsed(content, name, path)
        else:
            others[name] = content
    return roots, others


def _parsed(data: bytes, name: str, path: str) -> Element:
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"{name} of the reference document is broken: {error}"
        raise StyleError(message, where=path) from error


def _settle_types(roots: dict[str, Element], path: str) -> None:
    """Make a template a document; refuse macros, which nobody asked to pass on."""
    for one in roots[_TYPES].iter(f"{_TYPE}Override"):
        kind = one.get("ContentType", "")
        if "macroEnabled" in kind or kind.endswith("vbaProject"):
            hint = "save it as .docx or .dotx"
            raise StyleError("the reference document has macros", where=path, hint=hint)
        if kind == _TEMPLATE:
            one.set("ContentType", _MAIN)


def _settle_names(roots: dict[str, Element], path: str) -> None:
    """Drop the notes and properties of the file's own; have the parts we need by name."""
    related = roots.setdefault(_RELATED, etree.Element(f"{_PACKAGE}Relationships"))
    for one in list(related):
        kind = one.get("Type", "").removeprefix(_OFFICE)
        target = posixpath.normpath(posixpath.join("/word", one.get("Target", ""))).lstrip("/")
        if kind.rpartition("/")[2] in _DROPPED:
            related.remove(one)
            _drop(target, roots)
        elif kind in _KEPT and target != f"word/{kind}.xml":
            message = f"the reference document keeps its {kind} in {target}"
            raise StyleError(message, where=path, hint="open it in Word and save it again")
    for one in list(roots["_rels/.rels"]):
        kind = one.get("Type", "").rpartition("/")[2]
        if kind in {"custom-properties", "extended-properties", "core-properties", "thumbnail"}:
            roots["_rels/.rels"].remove(one)
            _drop(one.get("Target", "").lstrip("/"), roots)
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
    _relate(roots["_rels/.rels"], f"{package}core-properties", "docProps/core.xml")
    _relate(roots["_rels/.rels"], f"{_OFFICE}extended-properties", "docProps/app.xml")
    _type(roots, "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    extended = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    _type(roots, "docProps/app.xml", extended)


def _drop(name: str, roots: dict[str, Element]) -> None:
    roots.pop(name, None)
    folder, _, own = name.rpartition("/")
    roots.pop(f"{folder}/_rels/{own}.rels", None)
    for one in list(roots[_TYPES]):
        if one.get("PartName") == f"/{name}":
            roots[_TYPES].remove(one)


def _keep(kind: str, roots: dict[str, Element], ours: Mapping[str, Element]) -> None:
    """Give the file a part of ours where it has none of that kind, empty of its own."""
    name = f"word/{kind}.xml"
    if name in roots:
        return
    roots[name] = etree.fromstring(etree.tostring(ours[name]))
    for child in list(roots[name]):
        roots[name].remove(child)
    _relate(roots[_RELATED], f"{_OFFICE}{kind}", f"{kind}.xml")
    _type(roots, name, f"{_WORD}{kind}+xml")


def _relate(related: Element, kind: str, target: str) -> None:
    taken = {one.get("Id") for one in related}
    number = next(n for n in range(1, len(taken) + 2) if f"rIdOurs{n}" not in taken)
    attributes = {"Id": f"rIdOurs{number}", "Type": kind, "Target": target}
    etree.SubElement(related, f"{_PACKAGE}Relationship", attributes)


def _type(roots: dict[str, Element], name: str, kind: str) -> None:
    attributes = {"PartName": f"/{name}", "ContentType": kind}
    etree.SubElement(roots[_TYPES], f"{_TYPE}Override", attributes)


def _empty(body: Element) -> None:
    """Leave the last section's properties alone: the page, its headers and footers."""
    last = body.find(qualified("w:sectPr"))
    for child in list(body):
        if child is not last:
            body.remove(child)
    if last is None:
        last = w(body, "sectPr")
    for tag in ("footnotePr", "endnotePr"):
        for one in last.findall(qualified(f"w:{tag}")):
            last.remove(one)
    if last.find(qualified("w:pgSz")) is None:
        w(last, "pgSz", w=11906, h=16838)
    if last.find(qualified("w:pgMar")) is None:
        sides = dict.fromkeys(("top", "right", "bottom", "left"), 1418)
        w(last, "pgMar", **sides, header=709, footer=709, gutter=0)


def _add_numbering(house: Element, ours: Element) -> None:
    """Add our definitions under free numbers; they stand before all instances (17.9.17)."""
    own = qualified("w:abstractNumId")
    taken = [int(one.get(own, "0")) for one in house.iter(qualified("w:abstractNum"))]
    first = max(taken, default=-1) + 1
    place = len(house.findall(qualified("w:abstractNum")))
    place += len(house.findall(qualified("w:numPicBullet")))
    for number, definition in enumerate(ours.findall(qualified("w:abstractNum"))):
        definition.set(own, str(first + number))
        house.insert(place + number, definition)


def _settle_settings(house: Element, ours: Element) -> None:
    for name in _HURTING:
        for one in house.findall(qualified(f"w:{name}")):
            house.remove(one)
    compat = house.find(qualified("w:compat"))
    if compat is None:
        compat = w(house, "compat")
        later = [house.find(qualified(f"w:{name}")) for name in _BEFORE_COMPAT]
        later.append(house.find(qualified("m:mathPr")))
        following = min((house.index(one) for one in later if one is not None), default=None)
        if following is not None:
            house.insert(following, compat)
    wanted = ours.find(qualified("w:compat"))
    names = {one.get(qualified("w:name")) for one in wanted} if wanted is not None else set()
    for one in compat.findall(qualified("w:compatSetting")):
        if one.get(qualified("w:name")) in names:
            compat.remove(one)
    compat.extend(list(wanted) if wanted is not None else [])
    notes = ours.find(qualified("w:footnotePr"))
    if notes is not None:
        compat.addprevious(notes)
