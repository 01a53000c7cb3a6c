"""A post: an article's markup with what a feed or an export says about it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from tasktide_export.assets import Admission, Refusal
from tasktide_export.document import Document, Metadata, Severity, body_texts, collapse, excerpt
from tasktide_export.document.characters import clean
from tasktide_export.document.identify import slug
from tasktide_export.errors import LimitError
from tasktide_export.readers.base import Article, ReadOptions, Source
from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.fragment import Fragment, empty, parse_fragment, read_fragment
from tasktide_export.readers.html.notices import Notices

_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Post:
    """One post; ``name`` is its slug, ``image`` the address of its lead image."""

    markup: str
    metadata: Metadata
    name: str = ""
    image: str = ""
    notices: Notices = field(default_factory=Notices)
    mend: Callable[[Element], None] | None = None
    """Changes the tree before it is mapped."""


def post_article(post: Post, source: Source, options: ReadOptions) -> Article:
    """Return a post as a document, named by its slug.

    Raises:
        LimitError: when the post is over a limit; ``where`` names the post.
    """
    title = post.metadata.title or post.name
    try:
        document = _document(post, source, options)
    except LimitError as error:
        error.where = f"{source.name}: {title}"
        raise
    return Article(post.name or _address_name(post.metadata.source) or slug(title), document)


def _document(post: Post, source: Source, options: ReadOptions) -> Document:
    notices = post.notices
    content = parse_fragment(post.markup, options, notices)
    if post.mend:
        post.mend(content)
    address = source.address or post.metadata.source
    admission = Admission(None, options.limits, remote=source.remote, base=address)
    about = replace(post.metadata, cover=_cover(post.image, admission, notices))
    if not plain(content.text()) and content.first("img", "iframe", "video", "audio") is None:
        notices.add("post-empty", "the post holds no text", severity=Severity.WARNING)
    here = replace(source, address=address, folder=None)
    document = read_fragment(Fragment(content, about, notices), here, options, admission)
    return document if about.title else _titled(document, post)


def _cover(image: str, admission: Admission, notices: Notices) -> str:
    if not image:
        return ""
    admitted = admission.admit(image)
    if not isinstance(admitted, Refusal):
        return admitted
    message = f"the post's lead image is not in the document: {admitted.reason}"
    notices.add("cover-not-admitted", message, image)
    return ""


def _titled(document: Document, post: Post) -> Document:
    """Return a document without a title with its first words, or its name, as such."""
    words = "" if empty(document) else next(iter(body_texts(document)), "")
    title = excerpt(words, _LONGEST_TITLE) or post.name or _address_name(post.metadata.source)
    about = document.metadata
    notices = Notices()
    notices.add("title-inferred", "the post has no title; its first words stand in", title)
    return replace(
        document,
        metadata=replace(about, title=title, inferred=about.inferred | {"title"}),
        findings=(*document.findings, *notices.finish()),
    )


def _address_name(address: str) -> str:
    """Return the last part of an address's path as a name."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    last = unquote(path).rstrip("/").rpartition("/")[2]
    return slug(last.rpartition(".")[0] or last)


def words_of(markup: str, options: ReadOptions) -> str:
    """Return the text of a short piece of markup (a title, an excerpt) on one line."""
    if "<" not in markup and "&" not in markup:
        return collapse(clean(markup)[0]).strip()
    return plain(parse_fragment(markup, options, Notices()).text())
