"""Choose between the two forms that posts come in."""

from tasktide_export.readers.base import Article, ReadOptions, Source
from tasktide_export.readers.wordpress.export import read_export
from tasktide_export.readers.wordpress.rest import read_rest


def read_wordpress(source: Source, options: ReadOptions) -> tuple[Article, ...]:
    """Return every published post and page that ``source`` holds, in its order.

    Raises:
        LimitError: when the source or one of its posts is over a limit.
        ReadError: when it is neither a WXR file nor JSON of the REST interface,
            or holds nothing published.
    """
    if source.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        return read_rest(source, options)
    return read_export(source, options)
