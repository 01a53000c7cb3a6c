"""Reads the JSON form of a document (:mod:`tasktide_export.document.json`)."""

from tasktide_export.document import Document, JsonError, faults, from_json
from tasktide_export.errors import ReadError
from tasktide_export.readers.base import ReadOptions, Source


def read_json(source: Source, options: ReadOptions) -> Document:  # noqa: ARG001 - Reader's form
    """Return the document that its JSON form describes, as it is.

    Raises:
        ReadError: when it is not that form, or breaks a rule that renderers rely on.
    """
    try:
        document = from_json(source.data)
    except JsonError as error:
        raise ReadError(str(error), where=source.name) from error
    if found := faults(document):
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        raise ReadError(f"the document is not valid: {found[0]}{more}", where=source.name)
    return document
