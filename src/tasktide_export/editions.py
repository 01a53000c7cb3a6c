"""Several documents bound into one edition.

Each article becomes a top section, its own sections below it.  Ids are settled
once: every id of an article gets the article's key in front, and a link from one
article to another becomes a link inside the edition.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

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
    Paragraph,
    Section,
    Severity,
    Text,
    inline_text,
)
from tasktide_export.document.identify import Names, prefix_ids, slug
from tasktide_export.document.transform import map_document
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
    names = Names()
    keys = [names.take(slug(one.document.metadata.title) or "article") for one in articles]
    homes = {one.name: key for one, key in zip(articles, keys, strict=True)}
    bound = [_chapter(one, key) for one, key in zip(articles, keys, strict=True)]
    about = _describe([one.document.metadata for one in articles], metadata or Metadata())
    edition = Document(
        metadata=about,
        sections=tuple(_in_language(section, about.language) for section, _ in bound),
        notes=tuple(note for _, document in bound for note in document.notes),
        assets=_share(one.document.assets for one in articles),
        findings=tuple(finding for _, document in bound for finding in document.findings),
    )
    return settle_links(edition, homes)


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
    byline = ", ".join(about.authors)
    opening = (Paragraph((Emphasis((Text(byline),)),), id=f"{key}-byline"),) if byline else ()
    section = Section((Text(about.title),), (*opening, *document.blocks), document.sections, id=key)
    findings = tuple(_move(finding, key) for finding in document.findings)
    return (section, about.language), replace(document, findings=findings)


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
    more = len(articles) - 1
    title = wanted.title or (f"{first.title} (+{more})" if more else first.title)
    authors = tuple(dict.fromkeys(name for one in articles for name in one.authors))
    described = replace(wanted, title=title, authors=wanted.authors or authors)
    for name in ("language", "site", "publisher"):
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


def settle_links(document: Document, homes: dict[str, str] | None = None) -> Document:
    """Return ``document`` with every link to another article settled.

    ``homes`` maps an article's name to the id of its section.  A link to an
    article that is not there keeps its words and is reported.
    """
    known = homes or {}
    ids = _ids(document)
    lost: list[Finding] = []

    def settle(inline: Inline) -> Inlines:
        match inline:
            case Link(target=Anchor(id=wanted, article=article), children=children) if article:
                home = known.get(article) or known.get(PurePosixPath(article).name)
                name = f"{home}-{wanted}" if wanted else home
                if home and name in ids:
                    return (replace(inline, target=Anchor(name or "")),)
                if home:
                    return (replace(inline, target=Anchor(home)),)
                lost.append(_lost_link(article, inline_text(children)))
                return children
            case _:
                return (inline,)

    settled = map_document(document, inline_map=settle)
    return replace(settled, findings=(*settled.findings, *lost))


def _ids(document: Document) -> set[str]:
    from tasktide_export.document import walk

    return {section.id for section in walk.sections(document.sections)} | {
        block.id for block in walk.all_blocks(document)
    }


def _lost_link(article: str, words: str) -> Finding:
    return Finding(
        rule="link-outside-edition",
        severity=Severity.INFO,
        message=f"the link leads to {article}, which is not part of this edition",
        excerpt=words,
        advice="export both together, or link to the published address",
        repaired=True,
    )
