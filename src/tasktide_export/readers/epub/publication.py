"""The package document: metadata, manifest, spine, and where the navigation is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tasktide_export.document import UNDETERMINED, Metadata
from tasktide_export.errors import ReadError
from tasktide_export.limits import Limits
from tasktide_export.readers.dates import iso_date
from tasktide_export.readers.html.elements import plain
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import language_tag
from tasktide_export.readers.package import Package, resolve
from tasktide_export.readers.xml import local, parse_xml

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_DRAWN_COVER = "drawn-cover"
"""The id of a cover that our own EPUBs have from their metadata: those say it all."""
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the publication, by its name in the archive."""

    name: str
    media_type: str
    properties: frozenset[str] = frozenset()

    @property
    def is_page(self) -> bool:
        """Whether it is a page of text."""
        return self.media_type in _PAGES


@dataclass(frozen=True, slots=True)
class Publication:
    """What the package document says; ``spine`` is in reading order."""

    metadata: Metadata
    items: dict[str, Item]
    spine: tuple[Item, ...]
    navigation: str = ""
    contents: str = ""
    cover: str = ""
    aside: frozenset[str] = field(default_factory=frozenset)
    """Names of files outside of the main reading order (``linear="no"``)."""


def open_publication(package: Package, limits: Limits, notices: Notices) -> Publication:
    """Return what the package document of an EPUB says (EPUB 3.3, section 5).

    Raises:
        ReadError: when there is none, or no file in its spine, or it is encrypted.
    """
    _refuse_encrypted(package, limits)
    name = _package_name(package, limits)
    root = parse_xml(package.read(name), limits, notices)
    parts = {local(one): one for one in root}
    if "manifest" not in parts or "spine" not in parts:
        raise ReadError("has a package document without a manifest or a spine")
    by_id = _manifest(parts["manifest"], name)
    spine, aside = _spine(parts["spine"], by_id)
    if not spine:
        raise ReadError("has no page of text in its spine")
    metadata_element = parts.get("metadata")
    found = list(_metadata_elements(metadata_element))
    cover_id = next((one.get("content", "") for one in found if one.get("name") == "cover"), "")
    items = by_id.values()
    return Publication(
        metadata=_metadata(found, root),
        items={one.name: one for one in items},
        spine=spine,
        navigation=next((one.name for one in items if "nav" in one.properties), ""),
        contents=by_id[toc].name if (toc := parts["spine"].get("toc", "")) in by_id else "",
        cover=_cover(by_id, cover_id),
        aside=aside,
    )


def _cover(by_id: dict[str, Item], named: str) -> str:
    """Return the name of the cover that the book was given; ``named`` is EPUB 2's id of it."""
    covers = (name for name, item in by_id.items() if "cover-image" in item.properties)
    cover = next(covers, named)
    return by_id[cover].name if cover in by_id and cover != _DRAWN_COVER else ""


def _refuse_encrypted(package: Package, limits: Limits) -> None:
    """Refuse a book whose pages are encrypted; scrambled fonts do no harm."""
    if _ENCRYPTION not in package:
        return
    root = parse_xml(package.read(_ENCRYPTION), limits, Notices())
    methods = [one.get("Algorithm", "") for one in root.iter() if local(one) == "EncryptionMethod"]
    if any(method not in _FONT_ONLY for method in methods):
        raise ReadError(
            "is protected against copying and cannot be read", hint="use a copy without protection"
        )


def _package_name(package: Package, limits: Limits) -> str:
    if _CONTAINER in package:
        root = parse_xml(package.read(_CONTAINER), limits, Notices())
        for one in root.iter():
            if local(one) == "rootfile" and one.get("full-path") in package:
                return str(one.get("full-path"))
    found = next((name for name in package.names if name.endswith(".opf")), "")
    if not found:
        raise ReadError("is no EPUB: it has no package document")
    return found


def _manifest(manifest: Any, package_name: str) -> dict[str, Item]:
    items = {}
    for one in manifest:
        if local(one) == "item" and one.get("href"):
            name = resolve(package_name, unquote(one.get("href")))
            properties = frozenset((one.get("properties") or "").split())
            items[one.get("id", "")] = Item(name, one.get("media-type", ""), properties)
    return items


def _spine(spine: Any, items: dict[str, Item]) -> tuple[tuple[Item, ...], frozenset[str]]:
    references = [one for one in spine if local(one) == "itemref" and one.get("idref") in items]
    pages = dict.fromkeys(items[one.get("idref")] for one in references)
    aside = {items[one.get("idref")].name for one in references if one.get("linear") == "no"}
    return tuple(one for one in pages if one.is_page), frozenset(aside)


# --- metadata ----------------------------------------------------------------


def _metadata_elements(metadata: Any) -> Iterator[Any]:
    """Yield the elements of the metadata; EPUB 2 files may group them once more."""
    for one in metadata if metadata is not None else ():
        if local(one) in {"dc-metadata", "x-metadata"}:
            yield from one
        else:
            yield one


def _metadata(found: list[Any], root: Any) -> Metadata:
    refined = _refinements(found)

    def texts(name: str) -> list[str]:
        values = (plain(one.text or "") for one in found if local(one) == name)
        return [one for one in values if one]

    def first(name: str) -> str:
        return next(iter(texts(name)), "")

    def kind(one: Any, name: str) -> str:
        return refined.get((one.get("id", ""), name), "")

    titles = [one for one in found if local(one) == "title" and plain(one.text or "")]
    mains = [one for one in titles if kind(one, "title-type") in {"", "main"}]
    subtitles = [one for one in titles if kind(one, "title-type") == "subtitle"]
    authors = [
        plain(one.text or "")
        for one in found
        if local(one) == "creator"
        and (kind(one, "role") or _old_attribute(one, "role") or "aut") == "aut"
    ]
    language = language_tag(first("language")) or language_tag(
        root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    return Metadata(
        title=plain((mains or titles)[0].text or "") if titles else "",
        subtitle=plain(subtitles[0].text or "") if subtitles else "",
        authors=tuple(dict.fromkeys(one for one in authors if one)),
        language=language or UNDETERMINED,
        description=first("description"),
        publisher=first("publisher"),
        published=_published(found),
        modified=iso_date(_property(found, "dcterms:modified")),
        source=next((one for one in texts("source") if one.startswith("http")), ""),
        identifier=_identifier(found, root),
        rights=first("rights"),
        subjects=tuple(dict.fromkeys(texts("subject"))),
    )


def _refinements(found: list[Any]) -> dict[tuple[str, str], str]:
    return {
        (one.get("refines", "").removeprefix("#"), one.get("property", "")): plain(one.text or "")
        for one in found
        if local(one) == "meta" and one.get("refines")
    }


def _old_attribute(element: Any, name: str) -> str:
    return str(element.get(f"{{http://www.idpf.org/2007/opf}}{name}") or "")


def _property(found: list[Any], name: str) -> str:
    return next(
        (
            plain(one.text or "")
            for one in found
            if local(one) == "meta" and one.get("property") == name and not one.get("refines")
        ),
        "",
    )


def _published(found: list[Any]) -> str:
    dates = [one for one in found if local(one) == "date"]
    wanted = [one for one in dates if _old_attribute(one, "event") in {"", "publication"}]
    return next(filter(None, (_date(plain(one.text or "")) for one in wanted or dates)), "")


def _date(text: str) -> str:
    """Return a date; EPUB also allows a year, or a year and month."""
    if text.isdigit() and len(text) == 4:  # noqa: PLR2004
        return f"{text}-01-01"
    return iso_date(text)


def _identifier(found: list[Any], root: Any) -> str:
    wanted = root.get("unique-identifier", "")
    names = [one for one in found if local(one) == "identifier" and plain(one.text or "")]
    chosen = [one for one in names if one.get("id") == wanted] or names
    return plain(chosen[0].text or "") if chosen else ""
