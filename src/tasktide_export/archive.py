"""Zip archives whose bytes depend on nothing but their content.

Every entry has the same date, mode and system; nothing is taken from the clock
or the file system.  The deflated bytes are those of the zlib that Python was
built with, so they repeat on one machine and may differ on another.
"""

import zipfile
from datetime import datetime
from typing import BinaryIO

_FIRST_YEAR = 1980
"""Zip cannot tell an earlier date (APPNOTE 4.4.6)."""

_STORED = (".png", ".jpg", ".jpeg", ".webp", ".mp3", ".m4a", ".opus")
_UNIX = 3
_READABLE = 0o100644 << 16


class Archive:
    """Writes a zip archive to a binary file, entry by entry, in the order given."""

    def __init__(self, sink: BinaryIO, moment: datetime) -> None:
        self._zip = zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        usable = moment if moment.year >= _FIRST_YEAR else datetime(_FIRST_YEAR, 1, 1)  # noqa: DTZ001
        self._date = usable.timetuple()[:6]

    def add(self, name: str, data: bytes, *, stored: bool = False) -> None:
        """Add ``data`` as ``name``; what is compressed already is stored."""
        info = zipfile.ZipInfo(name, self._date)
        info.create_system = _UNIX
        info.external_attr = _READABLE
        plain = stored or name.lower().endswith(_STORED)
        info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
        self._zip.writestr(info, data)

    def close(self) -> None:
        """Write the directory of the archive; the file below stays open."""
        self._zip.close()
