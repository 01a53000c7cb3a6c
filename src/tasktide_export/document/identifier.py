"""The identifier of a publication: the same for the same source."""

import uuid

from tasktide_export.document.tree import Document

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tasktide-export")


def identifier(document: Document) -> str:
    """Return the declared identifier, or a UUID made from what names the source.

    The address of the source names it best; without one, its title, authors and
    date do (RFC 9562, version 5: no chance and no clock in it).
    """
    metadata = document.metadata
    if metadata.identifier:
        return metadata.identifier
    names = (metadata.title, *metadata.authors, metadata.published)
    key = metadata.source or "\n".join(names)
    return uuid.uuid5(_NAMESPACE, key).urn
