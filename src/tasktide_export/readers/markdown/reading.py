"""Markdown to a document, by way of HTML."""

from dataclasses import replace
from html import escape

from tasktide_export.document import Document, Metadata
from tasktide_export.errors import LimitError
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.html import read_html
from tasktide_export.readers.html.decode import decode
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.markdown.front_matter import FrontMatter, take_front_matter
from tasktide_export.readers.markdown.losses import report_losses
from tasktide_export.readers.markdown.syntax import (
    UNREAD_FORMULAE,
    deepest_level,
    name_headings,
    parser,
    take_first_heading,
)

_GROWTH = 20
"""How many times longer than its Markdown the HTML may be."""


def read_markdown(source: Source, options: ReadOptions) -> Document:
    """Return the document that Markdown makes.

    Raises:
        LimitError: when blocks are nested more deeply than ``limits.depth``.
        ReadError: when it holds no content.
    """
    notices = Notices()
    text = decode(source.data, notices).replace("\r\n", "\n").replace("\r", "\n")
    front = take_front_matter(text, notices)
    title, body = _render(front, source, options, notices)
    metadata = replace(front.metadata, title=front.metadata.title or title)
    page = replace(source, data=_page(metadata, front.cover, body).encode("utf-8", "replace"))
    limits = replace(options.limits, input_bytes=_GROWTH * options.limits.input_bytes)
    read = read_html(page, replace(options, limits=limits))
    address = source.address if source.address.startswith(("http://", "https://")) else ""
    declared = replace(metadata, cover=read.metadata.cover, source=metadata.source or address)
    return replace(read, metadata=declared, findings=(*notices.finish(), *read.findings))


def _render(
    front: FrontMatter, source: Source, options: ReadOptions, notices: Notices
) -> tuple[str, str]:
    """Return the title that the text begins with, if none is declared, and the HTML."""
    deepest = options.limits.depth
    markdown = parser(deepest)
    environment: dict[str, list[str]] = {}
    too_deep = LimitError(
        "quotations or lists are nested too deeply",
        limit="depth",
        value=deepest,
        where=source.name,
    )
    try:
        tokens = markdown.parse(front.text, environment)
        # At its limit the parser leaves out what is deeper, and says nothing.
        if deepest_level(tokens) < deepest - 1:
            title = "" if front.metadata.title else take_first_heading(tokens)
            name_headings(tokens)
            body = str(markdown.renderer.render(tokens, markdown.options, environment))
            report_losses(front.text, tokens, notices)
            for tex in environment.get(UNREAD_FORMULAE, []):
                notices.add("formula-unread", "a formula could not be read; its TeX shows", tex)
            return title, body
    except RecursionError as error:
        raise too_deep from error
    raise too_deep


def _page(metadata: Metadata, cover: str, body: str) -> str:
    """Return a page that tells the HTML reader what matters to the mapping."""
    language = f' lang="{escape(metadata.language)}"' if metadata.language != "und" else ""
    image = f'<meta property="og:image" content="{escape(cover)}">' if cover else ""
    return (
        f"<!DOCTYPE html>\n<html{language}><head><title>{escape(metadata.title)}</title>{image}"
        f"</head>\n<body><main>\n{body}\n</main></body></html>\n"
    )
