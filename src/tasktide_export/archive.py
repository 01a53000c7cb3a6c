"""Zip archives whose bytes depend on nothing but their content.

Every entry has the same date, mode and system; nothing is taken from the clock
or the file system.  The deflated bytes are those of the zlib that Python was
built with, so they repeat on one machine and may differ on another.
"""

import zipfile
from datetime import UTC, datetime
from typing import BinaryIO

_FIRST_YEAR, _LAST_YEAR = 1980, 2107
"""Zip cannot tell an earlier or a later date (APPNOTE 4.4.6)."""

_STORED = (".png", ".jpg", ".jpeg", ".webp", ".mp3", ".m4a", ".opus")
_UNIX = 3
_READABLE = 0o100644 << 16


def _stamp(moment: datetime) -> tuple[int, int, int, int, int, int]:
    if moment.year < _FIRST_YEAR:
        return (_FIRST_YEAR, 1, 1, 0, 0, 0)
    if moment.year > _LAST_YEAR:
        return (_LAST_YEAR, 12, 31, 23, 59, 58)
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


class Archive:
    """Writes a zip archive to a binary file, entry by entry, in the order given."""

    def __init__(self, sink: BinaryIO, moment: datetime) -> None:
        self._zip = zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._date = _stamp(moment.astimezone(UTC))

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
