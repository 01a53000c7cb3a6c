"""The steps from a Word document to a document."""

import io
from dataclasses import replace
from typing import Any

from tasktide_export.document import UNDETERMINED, Document, Metadata, Severity
from tasktide_export.errors import ReadError
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.dates import iso_date
from tasktide_export.readers.docx.parts import Parts, prepare, with_formulas
from tasktide_export.readers.docx.shape import Front, settle, take_front
from tasktide_export.readers.docx.styles import default_language, style_map
from tasktide_export.readers.html.elements import plain
from tasktide_export.readers.html.fragment import Fragment, empty, parse_fragment, read_fragment
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import language_tag
from tasktide_export.readers.xml import local

_PART_OF_FORMULA = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_HARMLESS = (
    "Unrecognised paragraph style",  # its text is a paragraph all the same
    "Unrecognised run style",
    f"An unrecognised element was ignored: {{{_PART_OF_FORMULA}}}",  # read apart from mammoth
)


def read_docx(source: Source, options: ReadOptions) -> Document:
    """Return the document that a Word file holds.

    Raises:
        LimitError: when the file is over a limit.
        ReadError: when it is damaged, empty, or no Word document.
    """
    notices = Notices()
    parts = prepare(source.data, options.limits)
    content = parse_fragment(_markup(parts, notices), options, notices)
    front = take_front(content)
    settle(content)
    bare = replace(source, folder=None, address="")
    about = _metadata(parts, front)
    document = read_fragment(Fragment(content, about, notices), bare, options)
    if empty(document):
        raise ReadError("holds no text", where=source.name)
    return document


def _markup(parts: Parts, notices: Notices) -> str:
    import mammoth

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(parts.data),
            style_map=style_map(parts.styles),
            include_embedded_style_map=False,
        )
    except RecursionError:
        raise
    except Exception as error:  # a damaged part raises whatever its reader meets
        raise ReadError(f"is a damaged Word document: {error}") from error
    for message in dict.fromkeys(one.message for one in result.messages):
        if not message.startswith(_HARMLESS):
            notices.add("docx-reading", message, severity=Severity.INFO)
    return with_formulas(str(result.value), parts.formulas)


def _metadata(parts: Parts, front: Front) -> Metadata:
    core = _texts(parts.core)
    language = language_tag(core.get("language", "")) or language_tag(
        default_language(parts.styles)
    )
    names = [one.strip() for one in core.get("creator", "").split(";")]
    words = core.get("keywords", "").replace(";", ",").split(",")
    return Metadata(
        title=front.title or core.get("title", ""),
        subtitle=front.subtitle,
        authors=tuple(filter(None, names)) or front.authors,
        language=language or UNDETERMINED,
        description=core.get("description", "") or core.get("subject", ""),
        modified=iso_date(core.get("modified", "")),
        identifier=core.get("identifier", ""),
        subjects=tuple(filter(None, (one.strip() for one in words))),
    )


def _texts(core: Any) -> dict[str, str]:
    """Return the core properties by name (ISO/IEC 29500-2, annex D)."""
    if core is None:
        return {}
    return {local(one): plain(one.text or "") for one in core}
