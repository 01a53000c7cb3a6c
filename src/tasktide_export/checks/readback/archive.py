"""Zip archives of XML parts, opened with care: the file may come from anywhere."""

import io
import re
import zipfile
import zlib
from html.entities import html5
from posixpath import normpath
from typing import Any

from lxml import etree

from tasktide_export.errors import ReadError
from tasktide_export.limits import Limits

_MOST_EXPANDED = Limits().assets_bytes


class Archive:
    """The parts of a zip archive by name.

    Raises :class:`ReadError` when the archive is damaged, when a part is missing
    or not well-formed, and when its parts together are larger than
    ``Limits.assets_bytes``.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            sizes = sum(info.file_size for info in self._zip.infolist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ReadError(f"is not a zip archive: {error}") from error
        if sizes > _MOST_EXPANDED:
            raise ReadError(f"expands to {sizes} bytes, more than {_MOST_EXPANDED}")
        self.names = tuple(self._zip.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def data(self, name: str) -> bytes:
        """Return the bytes of the part called ``name``."""
        try:
            return self._zip.read(normpath(name))
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError) as error:
            raise ReadError(f"the part {name!r} is missing or damaged") from error

    def xml(self, name: str) -> Any:
        """Return the root element of the XML part called ``name``."""
        return parse_xml(self.data(name), name)


_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def _character(found: "re.Match[bytes]") -> bytes:
    """Return a character for a name that HTML gives it: XHTML of EPUB 2 is full of them."""
    name = found[1].decode("ascii")
    characters = html5.get(f"{name};", "") if name not in _OF_XML else ""
    return "".join(f"&#{ord(one)};" for one in characters).encode() or found[0]


def parse_xml(data: bytes, name: str) -> Any:
    """Return the root element of ``data``; ``name`` is for the error."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    data = _ENTITY.sub(_character, data)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{name} is not well-formed XML: {error}") from error
