"""The HTML reader's steps in order."""

from dataclasses import replace
from urllib.parse import urldefrag, urljoin

from tasktide_export.assets import Admission, Refusal
from tasktide_export.document import Document, Metadata, Severity, clean
from tasktide_export.errors import LimitError, ReadError
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.html.collection import pause_collection, release
from tasktide_export.readers.html.content import locate
from tasktide_export.readers.html.decode import decode
from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.fragment import compose, empty
from tasktide_export.readers.html.metadata import Declared, declared
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.parse import parse
from tasktide_export.readers.html.reading import Reading


def read_html(source: Source, options: ReadOptions) -> Document:
    """Return the document that an HTML page holds.

    Raises:
        LimitError: when the page is over a limit.
        ReadError: when it is empty or holds no content.
    """
    limits = options.limits
    if len(source.data) > limits.input_bytes:
        raise LimitError(
            f"the page is {len(source.data)} bytes long",
            limit="input_bytes",
            value=limits.input_bytes,
            where=source.name,
        )
    notices = Notices()
    try:
        text = decode(source.data, notices)
        _refuse_binary(text, source)
        with pause_collection():
            page = parse(text, limits, notices)
            document = read_page(page, source, options, notices)
            release(page)
    except LimitError as error:
        error.where = error.where or source.name
        raise
    return document


def _refuse_binary(text: str, source: Source) -> None:
    """Refuse what is no text at all; a few stray control characters are only cleaned."""
    _, removed = clean(text)
    damaged = removed + text.count("\ufffd")
    if damaged * 10 > len(text):
        raise ReadError(
            "the input is not text",
            where=source.name,
            hint="give an HTML page in UTF-8 or in the encoding that it declares",
        )


def read_page(page: Element, source: Source, options: ReadOptions, notices: Notices) -> Document:
    """Return the document that a page's tree holds.

    Raises:
        LimitError: when a table is over the limit.
        ReadError: when the page holds no content.
    """
    facts = declared(page)
    address = source.address or facts.canonical
    base = urljoin(address, facts.base) if facts.base else address
    reading = Reading(
        base=urldefrag(base).url,
        page=urldefrag(address).url,
        limits=options.limits,
        admission=Admission(
            source.folder, options.limits, remote=source.remote, base=urldefrag(base).url
        ),
        notices=notices,
        local=source.folder is not None,
    )
    content = locate(page, notices)
    whole = content.tag in {"body", "main"}
    document = compose(content, _metadata(facts, source, reading), reading, edge_rules=whole)
    if empty(document):
        raise ReadError(
            "the page holds no content",
            where=source.name,
            hint="pages that are filled by scripts must be saved after they have loaded",
        )
    return document


def _metadata(facts: Declared, source: Source, reading: Reading) -> Metadata:
    metadata = facts.metadata
    cover = ""
    if facts.image:
        result = reading.admission.admit(facts.image)
        if isinstance(result, Refusal):
            reading.notices.add(
                "cover-not-admitted",
                f"the page's lead image is not in the document: {result.reason}",
                facts.image,
                severity=Severity.INFO,
            )
        else:
            cover = result
    address = source.address if source.address.startswith(("http://", "https://")) else ""
    return replace(metadata, source=metadata.source or address, cover=cover)
