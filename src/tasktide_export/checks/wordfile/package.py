"""The package around the text: parts, their types, relationships, properties (ISO/IEC 29500-2)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from tasktide_export.checks.finding import doubt, fault
from tasktide_export.checks.readback.word import w
from tasktide_export.checks.wordfile.opened import WordFile
from tasktide_export.document import Finding

_TYPES = "[Content_Types].xml"
_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE_TERMS = "{http://purl.org/dc/elements/1.1/}"
_CORE = "metadata/core-properties"
_USED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CLAUSE = "ISO/IEC 29500-2"
_MODE = "15"
"""The compatibility mode of Word 2013 and later; without one Word takes 12 (MS-DOCX 2.1.4)."""


def type_findings(file: WordFile) -> Iterator[Finding]:
    """Yield parts without a content type, and types of parts that are not there (7.2.3)."""
    root = file.part(_TYPES)
    endings = {one.get("Extension", "").lower() for one in root.iter(f"{_SPACE}Default")}
    named = {one.get("PartName", "").lstrip("/").lower() for one in root.iter(f"{_SPACE}Override")}
    known = {name.lower() for name in file.archive.names}
    for name in file.archive.names:
        ending = name.rpartition(".")[2].lower()
        typed = name == _TYPES or name.endswith("/") or name.lower() in named
        if not typed and ending not in endings:
            yield fault("part-untyped", "a part has no content type", name, "", _CLAUSE)
    for name in sorted(named - known):
        yield fault("part-missing", f"the part {name} is named and not there", _TYPES, "", _CLAUSE)
    for name, count in Counter(file.archive.names).items():
        if count > 1:
            yield fault("part-twice", f"the part is there {count} times", name, "", _CLAUSE)


def relationship_findings(file: WordFile) -> Iterator[Finding]:
    """Yield relationships to parts that are not there, and uses of relationships that are not."""
    for source, related in file.relationships.items():
        where = source or "_rels/.rels"
        if source and source not in file.archive:
            yield fault("part-missing", "relationships of a part that is not there", where)
        for one in related:
            if not one.external and one.target not in file.archive and one.target[:1] != "#":
                message = f"refers to {one.target}, which is not there"
                yield fault("part-missing", message, where, one.id, _CLAUSE)
        for number, count in Counter(one.id for one in related).items():
            if count > 1:
                yield fault("relationship-twice", f"two are called {number}", where, "", _CLAUSE)
    for story in file.stories:
        yield from _unrelated(story.part, story.root, file)


def _unrelated(part: str, root: etree._Element, file: WordFile) -> Iterator[Finding]:
    known = {one.id for one in file.relationships.get(part, ())}
    for element in root.iter("*"):
        for name, value in element.attrib.items():
            number = str(value)
            if str(name).startswith(_USED) and number and number not in known:
                message = f"uses the relationship {number}, which is not there"
                yield fault("relationship-missing", message, part, "", _CLAUSE)


def property_findings(file: WordFile) -> Iterator[Finding]:
    """Yield core properties that are there twice, and dates that are none (8.3.4)."""
    names = [
        one.target
        for one in file.relationships.get("", ())
        if one.kind.endswith(_CORE) and one.target in file.archive
    ]
    if len(names) > 1:
        yield fault("property-twice", "there are two parts of core properties", names[1])
    for name in names[:1]:
        root = file.part(name)
        tags = Counter(str(one.tag) for one in root if isinstance(one.tag, str))
        for tag, count in tags.items():
            if count > 1:
                local = etree.QName(tag).localname
                yield fault("property-twice", f"{local} is there {count} times", name, "", _CLAUSE)
        title = root.find(f"{_CORE_TERMS}title")
        if title is None or not (title.text or "").strip():
            message = "the properties have no title, which assistive technology reads first"
            yield fault("title-missing", message, name, "", "WCAG 2.2 SC 2.4.2")
        for one in root.iter(f"{_TERMS}created", f"{_TERMS}modified"):
            if not _is_date(one.text or ""):
                message = f"{etree.QName(one).localname} is no date of W3CDTF"
                yield fault("property-date", message, name, one.text or "", _CLAUSE)


def _is_date(text: str) -> bool:
    for form in ("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%d",
                 "%Y-%m", "%Y"):  # fmt: skip
        try:
            datetime.strptime(text.strip(), form)  # noqa: DTZ007 - only whether it is one
        except ValueError:
            continue
        return True
    return False


def setting_findings(file: WordFile) -> Iterator[Finding]:
    """Yield settings that shut readers out, or have Word open the file as an old one."""
    name = file.related("settings")
    root = file.part(name)
    protection = root.find(w("documentProtection"))
    if protection is not None and protection.get(w("enforcement")) in {"1", "true", "on"}:
        message = "the document is protected: assistive technology may be shut out"
        yield fault("document-protected", message, name, protection.get(w("edit"), ""))
    modes = [
        one.get(w("val"))
        for one in root.iter(w("compatSetting"))
        if one.get(w("name")) == "compatibilityMode"
    ]
    if modes[:1] != [_MODE]:
        message = f"Word opens the file in compatibility mode ({modes[0] if modes else 'none'})"
        yield doubt("compatibility-mode", message, name or "word/settings.xml")
