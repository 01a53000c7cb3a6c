"""Several documents bound into one edition.

Each article becomes a top section, its own sections below it.  Ids are settled
once: every id of an article gets the article's key in front, and a link from one
article to another becomes a link inside the edition.
"""

import itertools
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from tasktide_export.dates import human_date
from tasktide_export.document import (
    Anchor,
    Asset,
    Document,
    Emphasis,
    Finding,
    Inline,
    Inlines,
    Link,
    Metadata,
    Note,
    Paragraph,
    Section,
    Severity,
    Text,
    inline_text,
    walk,
)
from tasktide_export.document.identify import RESERVED, Names, owner_of, prefix_ids, slug
from tasktide_export.document.transform import map_blocks, map_section
from tasktide_export.errors import UsageError
from tasktide_export.readers.base import Article

__all__ = ["Article", "bind", "gather", "settle_links"]


def bind(articles: Sequence[Article], metadata: Metadata | None = None) -> Document:
    """Return one document in which each article is a top section.

    ``metadata`` describes the edition; what it leaves empty comes from the
    articles.  Raises :class:`UsageError` without articles.
    """
    if not articles:
        raise UsageError("an edition needs at least one article")
    keys = _keys(articles)
    bound = [_chapter(one, key) for one, key in zip(articles, keys, strict=True)]
    about = _describe([one.document.metadata for one in articles], metadata or Metadata())
    edition = Document(
        metadata=about,
        sections=tuple(_in_language(section, about.language) for section, _ in bound),
        notes=tuple(note for _, document in bound for note in document.notes),
        assets=_share(one.document.assets for one in articles),
        findings=tuple(finding for _, document in bound for finding in document.findings),
        articles=tuple(keys),
    )
    return _settle(edition, _Homes(articles, keys, [document for _, document in bound]))


def _keys(articles: Sequence[Article]) -> list[str]:
    """Return a key for each article, so that no id with a key in front is another's."""
    taken = set(RESERVED)
    keys = []
    for one in articles:
        document = one.document
        calls = (f"{note.id}-ref" for note in document.notes)
        ids = {*walk.ids(document), *calls, "byline", "subtitle"}
        wanted = slug(document.metadata.title) or "article"
        numbered = (f"{wanted}-{number}" for number in itertools.count(2))
        for key in itertools.chain([wanted], numbered):
            own = {key, *(f"{key}-{name}" for name in ids)}
            if taken.isdisjoint(own):
                taken |= own
                keys.append(key)
                break
    return keys


def gather(articles: Sequence[Article]) -> Document:
    """Return the only document, or all that one source holds bound into one edition.

    An edition of articles from one site bears the site's name.
    """
    if len(articles) == 1:
        return articles[0].document
    sites = {one.document.metadata.site for one in articles}
    return bind(articles, Metadata(title=sites.pop()) if len(sites) == 1 else None)


def _chapter(article: Article, key: str) -> tuple[tuple[Section, str], Document]:
    document = prefix_ids(article.document, key)
    about = document.metadata
    # A section needs a title; the file's name is the last that is known.
    title = about.title or PurePosixPath(_slashes(article.name)).stem or key
    section = Section(
        (Text(title),), (*_opening(about, key), *document.blocks), document.sections, id=key
    )
    findings = tuple(_move(finding, key) for finding in document.findings)
    return (section, about.language), replace(document, findings=findings)


def _opening(about: Metadata, key: str) -> Iterator[Paragraph]:
    """Give what stood below the title of an article: its subtitle, and who wrote it when."""
    day = human_date(about.published, about.language)
    byline = " · ".join(filter(None, [", ".join(about.authors), day]))
    for name, words in (("subtitle", about.subtitle), ("byline", byline)):
        if words:
            yield Paragraph((Emphasis((Text(words),)),), id=f"{key}-{name}")


def _move(finding: Finding, key: str) -> Finding:
    return replace(finding, place=f"{key}-{finding.place}" if finding.place else key)


def _in_language(chapter: tuple[Section, str], language: str) -> Section:
    section, own = chapter
    if own == language:
        return section
    direction = Metadata(language=own).direction
    other = direction != Metadata(language=language).direction
    return replace(section, language=own, direction=direction if other else "")


def _describe(articles: Sequence[Metadata], wanted: Metadata) -> Metadata:
    first = articles[0]
    title = wanted.title or "; ".join(one.title for one in articles)
    authors = tuple(dict.fromkeys(name for one in articles for name in one.authors))
    described = replace(
        wanted,
        title=title,
        authors=wanted.authors or authors,
        published=wanted.published or max(one.published for one in articles),
        modified=wanted.modified or max(one.modified for one in articles),
    )
    for name in ("language", "site", "publisher", "rights"):
        values = {getattr(one, name) for one in articles}
        if getattr(wanted, name) == getattr(Metadata(), name) and (
            len(values) == 1 or name == "language"
        ):
            described = replace(described, **{name: getattr(first, name)})
    if described.language == first.language and "language" in first.inferred:
        described = replace(described, inferred=described.inferred | {"language"})
    return described


def _share(groups: Iterable[tuple[Asset, ...]]) -> tuple[Asset, ...]:
    """Return the assets of all articles, each once, with names that differ."""
    shared = {asset.key: asset for assets in groups for asset in assets}
    names = Names()
    renamed = []
    for asset in shared.values():
        path = PurePosixPath(asset.name)
        renamed.append(replace(asset, name=names.take(path.stem) + path.suffix))
    return tuple(renamed)


class _Homes:
    """Where in the edition each article and each of its named places is.

    Articles are known by their names, by the ends of those names if only one
    has it, and by the addresses that they were published at.
    """

    def __init__(
        self, articles: Sequence[Article], keys: Sequence[str], documents: Sequence[Document]
    ) -> None:
        self._folders = {
            key: posixpath.dirname(_slashes(one.name))
            for one, key in zip(articles, keys, strict=True)
        }
        self._paths: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self._addresses: dict[str, str] = {}
        for one, key in zip(articles, keys, strict=True):
            path = posixpath.normpath(_slashes(one.name))
            self._paths.setdefault(path, key)
            self._names.setdefault(posixpath.basename(path), set()).add(key)
            if one.document.metadata.source:
                self._addresses.setdefault(_bare(one.document.metadata.source), key)
        self._places = {
            (key, mark.name): mark.id
            for key, document in zip(keys, documents, strict=True)
            for mark in document.landmarks
        }

    def article(self, wanted: str, folder_of: str) -> str:
        """Return the key of the article that one of them calls ``wanted``, or ``""``."""
        folder = self._folders.get(folder_of, "")
        path = posixpath.normpath(posixpath.join(folder, _slashes(wanted)))
        if path in self._paths:
            return self._paths[path]
        alike = self._names.get(posixpath.basename(path), set())
        return next(iter(alike)) if len(alike) == 1 else ""

    def published(self, address: str) -> tuple[str, str]:
        """Return the key of the article at an address, and the place in it that is meant."""
        page, _, fragment = address.partition("#")
        return self._addresses.get(_bare(page), ""), fragment

    def place(self, key: str, name: str, ids: set[str]) -> Anchor:
        """Return the place in an article that the source calls ``name``, else its start."""
        own = self._places.get((key, name)) or f"{key}-{name}"
        return Anchor(own if name and own in ids else key)


def _slashes(name: str) -> str:
    return name.replace("\\", "/")


def _bare(address: str) -> str:
    """Return a published address without what does not tell pages apart."""
    return address.partition("#")[0].partition("://")[2].rstrip("/")


def settle_links(document: Document) -> Document:
    """Return ``document`` with every link to another article settled.

    A link to an article that is not there keeps its words and is reported.
    """
    if not any(_leads_to_article(inline) for inline in walk.all_inlines(document)):
        return document
    return _settle(document, _Homes((), (), ()))


def _leads_to_article(inline: Inline) -> bool:
    return (
        isinstance(inline, Link)
        and isinstance(inline.target, Anchor)
        and bool(inline.target.article)
    )


def _settle(document: Document, homes: _Homes) -> Document:
    ids = set(walk.ids(document))
    lost: list[Finding] = []

    def settle_in(key: str) -> Callable[[Inline], Inlines]:
        def settle(inline: Inline) -> Inlines:
            match inline:
                case Link(target=Anchor(id=name, article=article), children=children) if article:
                    home = homes.article(article, key)
                    if home:
                        return (replace(inline, target=homes.place(home, name, ids)),)
                    lost.append(_lost_link(article, inline_text(children)))
                    return children
                case Link(target=str(address)):
                    home, name = homes.published(address)
                    if home:
                        return (replace(inline, target=homes.place(home, name, ids)),)
                    return (inline,)
                case _:
                    return (inline,)

        return settle

    settled = replace(
        document,
        blocks=map_blocks(document.blocks, inline_map=settle_in("")),
        sections=tuple(map_section(one, inline_map=settle_in(one.id)) for one in document.sections),
        notes=tuple(
            Note(one.id, map_blocks(one.blocks, inline_map=settle_in(owner_of(one))))
            for one in document.notes
        ),
    )
    return replace(settled, findings=(*settled.findings, *lost))


def _lost_link(article: str, words: str) -> Finding:
    return Finding(
        rule="link-outside-edition",
        severity=Severity.INFO,
        message=f"the link leads to {article}, which is not part of this edition",
        excerpt=words,
        advice="export both together, or link to the published address",
        repaired=True,
    )
