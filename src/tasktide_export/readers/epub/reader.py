"""The steps from an archive to a document."""

from dataclasses import replace
from urllib.parse import unquote

from tasktide_export.assets import Admission, Refusal
from tasktide_export.document import UNDETERMINED, Document, Metadata
from tasktide_export.errors import LimitError, ReadError
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.epub.navigation import titles
from tasktide_export.readers.epub.pages import Keys, adopt, load, set_depth
from tasktide_export.readers.epub.publication import Item, Publication, open_publication
from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.fragment import Fragment, empty, read_fragment
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.package import Package

_IMAGES = ("img", "svg", "picture", "image")
_A_DATE = 40
"""Characters that the head of a title page may hold beside title and names."""
_FRONT_TYPES = frozenset({"cover", "toc", "titlepage", "landmarks", "page-list"})


def read_epub(source: Source, options: ReadOptions) -> Document:
    """Return the document that an EPUB holds: one section for each page of its spine.

    Raises:
        LimitError: when the archive or a page is over a limit.
        ReadError: when it is damaged, protected, or no EPUB.
    """
    notices = Notices()
    package = Package(source.data, options.limits)
    publication = open_publication(package, options.limits, notices)
    root = _joined(package, publication, options, notices)
    admission = Admission(
        None,
        options.limits,
        remote=source.remote,
        base=source.address,
        inside=lambda reference: package.read(unquote(reference.partition("#")[0])),
    )
    about = publication.metadata
    if publication.cover:
        cover = admission.admit(publication.cover)
        if isinstance(cover, Refusal):
            notices.add("cover-not-admitted", f"the cover is not in the document: {cover.reason}")
        else:
            about = replace(about, cover=cover)
    if about.language == UNDETERMINED:
        about = replace(about, language=_common_language(root) or UNDETERMINED)
    bare = replace(source, address="", folder=None)
    document = read_fragment(Fragment(root, about, notices), bare, options, admission)
    if empty(document):
        raise ReadError("holds no text", where=source.name)
    return document


def _joined(
    package: Package, publication: Publication, options: ReadOptions, notices: Notices
) -> Element:
    """Return all pages of the spine under one element, in reading order."""
    root = Element("body", holds_block=True)
    keys = Keys({one.name: f"page-{n}" for n, one in enumerate(publication.spine, start=1)})
    places = titles(publication, package, options.limits)
    count = 0
    for item in publication.spine:
        body = _page(package, item, publication, options, notices)
        if body is None:
            continue
        count += sum(1 for _ in body.iterate())
        if count > options.limits.elements:
            raise LimitError(
                "the book has too many elements", limit="elements", value=options.limits.elements
            )
        section = adopt(body, item.name, keys)
        title, depth = places.get(item.name, ("", 0))
        if title and title != publication.metadata.title:
            set_depth(section, title, depth)
        section.parent = root
        root.children.append(section)
    return root


def _page(
    package: Package,
    item: Item,
    publication: Publication,
    options: ReadOptions,
    notices: Notices,
) -> Element | None:
    """Return a page's body, or ``None`` for one that every edition makes anew."""
    body = load(package, item.name, options, notices)
    if "nav" in item.properties:
        return None
    if _is_front(body, publication):
        text = plain(body.text())
        notices.add("front-page-removed", "a title or cover page of the book was left out", text)
        return None
    _without_front(body, publication.metadata, notices)
    if item.name in publication.aside:
        notices.add(
            "page-aside", "a page outside of the reading order stands where it is", item.name
        )
    return body


def _is_front(body: Element, publication: Publication) -> bool:
    """Tell whether a page only shows the cover, or says what the metadata says."""
    kinds = set(body.get("epub:type").lower().split())
    for one in body.elements():
        kinds |= set(one.get("epub:type").lower().split())
    text = plain(body.text())
    if kinds & _FRONT_TYPES and (not text or "titlepage" not in kinds):
        return True
    if not text and publication.cover:
        shown = [one.get("src") or one.get("xlink:href") for one in body.iterate(*_IMAGES)]
        name = publication.cover.rpartition("/")[2]
        return any(one.rpartition("/")[2] == name for one in shown)
    return _says_metadata(text, publication.metadata, 0)


def _says_metadata(text: str, about: Metadata, more: int) -> bool:
    """Tell whether a text is the title with names, and at most ``more`` characters beside."""
    if not about.title or about.title not in text:
        return False
    known = {about.title, about.subtitle, *about.authors, about.publisher} - {""}
    for words in sorted(known, key=len, reverse=True):
        text = text.replace(words, "")
    return len(text.strip(" ,.·-—")) <= more


def _without_front(body: Element, about: Metadata, notices: Notices) -> None:
    """Take out the head of a title page: title, names, a date."""
    for header in [*body.iterate("header")]:
        text = plain(header.text())
        if header.parent is not None and _says_metadata(text, about, _A_DATE):
            header.parent.children.remove(header)
            notices.add("front-page-removed", "the head of the title page was left out", text)
            return


def _common_language(root: Element) -> str:
    """Return the language that all pages declare, if it is one."""
    from tasktide_export.readers.html.reading import speech

    languages = {speech(one)[0] for one in root.elements()}
    return languages.pop() if len(languages) == 1 else ""
