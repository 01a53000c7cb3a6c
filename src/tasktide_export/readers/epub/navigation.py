"""The table of contents: which file has which title, and at which depth."""

from typing import Any
from urllib.parse import unquote

from tasktide_export.limits import Limits
from tasktide_export.readers.epub.publication import Publication
from tasktide_export.readers.html.elements import plain
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.package import Package, resolve
from tasktide_export.readers.xml import local, parse_xml

_TYPE = "{http://www.idpf.org/2007/ops}type"
Place = tuple[str, int]


def titles(publication: Publication, package: Package, limits: Limits) -> dict[str, Place]:
    """Return for each file the first title that leads to it, and its depth from 1."""
    if publication.navigation in package:
        found = _nav(package, publication.navigation, limits)
        if found:
            return found
    if publication.contents in package:
        return _ncx(package, publication.contents, limits)
    return {}


def _nav(package: Package, name: str, limits: Limits) -> dict[str, Place]:
    root = parse_xml(package.read(name), limits, Notices())
    navs = [one for one in root.iter() if local(one) == "nav"]
    wanted = [one for one in navs if "toc" in (one.get(_TYPE) or "").split()]
    if not (wanted or navs):
        return {}
    found: dict[str, Place] = {}
    for link in (wanted or navs)[0].iter():
        if local(link) == "a" and link.get("href"):
            depth = sum(1 for one in link.iterancestors() if local(one) == "ol")
            _remember(found, name, link.get("href"), "".join(link.itertext()), depth)
    return found


def _ncx(package: Package, name: str, limits: Limits) -> dict[str, Place]:
    root = parse_xml(package.read(name), limits, Notices())
    found: dict[str, Place] = {}
    for point in root.iter():
        if local(point) != "navPoint":
            continue
        parts: dict[str, Any] = {local(one): one for one in point}
        label, content = parts.get("navLabel"), parts.get("content")
        if label is not None and content is not None and content.get("src"):
            depth = 1 + sum(1 for one in point.iterancestors() if local(one) == "navPoint")
            _remember(found, name, content.get("src"), "".join(label.itertext()), depth)
    return found


def _remember(found: dict[str, Place], name: str, reference: str, words: str, depth: int) -> None:
    path = unquote(reference.partition("#")[0])
    title = plain(words)
    if path and title:
        found.setdefault(resolve(name, path), (title, max(1, depth)))
