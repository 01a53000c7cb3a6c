"""An edition of several articles: laid out one by one, then put together.

Nothing that depends on other articles is in a part: page numbers, their total and the
table of contents are made last, so that an article that changed is laid out alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tasktide_export.document import Document, Finding, Section, inline_text
from tasktide_export.exporters.base import PageStart, Setting
from tasktide_export.exporters.pdf import xmp
from tasktide_export.exporters.pdf.edition_pages import (
    Sheet,
    article_page,
    folio_markup,
    front_page,
)
from tasktide_export.exporters.pdf.layout import Written, lay_out, sheets
from tasktide_export.exporters.pdf.parts import Context, Part
from tasktide_export.exporters.pdf.print_page import about_file

if TYPE_CHECKING:
    from tasktide_export.exporters.pdf import PdfOptions

_TRIES = 4
"""The contents may grow by a page once their numbers have grown by a digit."""


def bind(document: Document, options: "PdfOptions", setting: Setting, *, claim: bool) -> Written:
    """Return the file of an edition; see :func:`~.layout.write_pdf` for ``claim``."""
    from tasktide_export.exporters.pdf.assembly import assemble

    sections = [one for one in document.sections if one.id in document.articles]
    parts = [
        lay_out(
            article_page(document, section, options, setting),
            document,
            Context(f"{section.id}-", setting.progress),
        )
        for section in sections
    ]
    if options.two_sided:
        parts = [*(part.padded() for part in parts[:-1]), parts[-1]]
    front = _front(document, parts, options, setting)
    every = [front, *parts]
    titles = [document.metadata.title, *(inline_text(one.title) for one in sections)]
    folios = sheets(folio_markup(document, list(_sheets(every, titles)), options, setting))
    accessible = claim and all(one.accessible for one in every)
    claims = xmp.CLAIMS if accessible else ()
    about = about_file(document, setting)
    data = assemble(every, folios, about, claims)
    return Written(data, tuple(_findings(every)), claims, tuple(_starts(every)))


def _front(
    document: Document, parts: Sequence[Part], options: "PdfOptions", setting: Setting
) -> Part:
    """Lay out title and contents, again if they take more pages than was thought."""
    length = 1
    for _ in range(_TRIES):
        numbers = _numbers(parts, length)
        page = front_page(document, numbers, options, setting)
        front = lay_out(page, document, Context("front-"))
        front = front.padded() if options.two_sided else front
        if len(front.sizes) == length:
            break
        length = len(front.sizes)
    return front


def _numbers(parts: Sequence[Part], before: int) -> dict[str, int]:
    """Return the number of the page of each named place, from 1."""
    numbers: dict[str, int] = {}
    for part in parts:
        numbers |= {name: before + page + 1 for name, page in part.places.items()}
        before += len(part.sizes)
    return numbers


def _sheets(parts: Sequence[Part], titles: Sequence[str]) -> Iterator[Sheet]:
    """Yield what stands in the margins of each page, and how the page lies."""
    for part, title in zip(parts, titles, strict=True):
        for number, (width, height) in enumerate(part.sizes, start=1):
            is_blank = part.blank and number == len(part.sizes)
            yield Sheet(title, wide=width > height, blank=is_blank)


def _starts(parts: Sequence[Part]) -> Iterator[PageStart]:
    before = 0
    for part in parts:
        yield from (replace(one, number=one.number + before) for one in part.starts)
        before += len(part.sizes)


def _findings(parts: Sequence[Part]) -> Iterator[Finding]:
    yield from dict.fromkeys(finding for part in parts for finding in part.findings)


def covers(document: Document) -> bool:
    """Tell whether a document is an edition whose articles are all there is in it."""
    found: list[Section] = [one for one in document.sections if one.id in document.articles]
    return len(found) > 1 and found == list(document.sections) and not document.blocks
