"""Zip archives whose bytes depend on nothing but their content.

Every entry has the same date, mode and system; nothing is taken from the clock
or the file system.  The deflated bytes are those of the zlib that Python was
built with, so they repeat on one machine and may differ on another.
"""

import io
import zipfile
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

_FIRST_YEAR, _LAST_YEAR = 1980, 2107
"""Zip cannot tell an earlier or a later date (APPNOTE 4.4.6)."""

_STORED = (".png", ".jpg", ".jpeg", ".webp", ".mp3", ".m4a", ".m4b", ".opus", ".flac")
_UNIX = 3
_READABLE = 0o100644 << 16


def _stamp(moment: datetime) -> tuple[int, int, int, int, int, int]:
    if moment.year < _FIRST_YEAR:
        return (_FIRST_YEAR, 1, 1, 0, 0, 0)
    if moment.year > _LAST_YEAR:
        return (_LAST_YEAR, 12, 31, 23, 59, 58)
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


class _Gate(io.RawIOBase):
    """Passes what is written on, until it is shut: then it goes nowhere.

    A ``ZipFile`` that is given up still writes its directory, at the latest when it
    is collected, and by then its file may be closed or another's.
    """

    def __init__(self, sink: BinaryIO) -> None:
        super().__init__()
        self._sink = sink
        self._at = sink.tell()
        self.is_open = True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self.is_open:
            self._at += self._sink.write(data)
        else:
            self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = self._sink.seek(offset, whence) if self.is_open else offset
        return self._at

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        if self.is_open:
            self._sink.flush()


class Archive:
    """Writes a zip archive to a binary file, entry by entry, in the order given.

    A context: its end writes the directory, or, after an error, nothing more at all.
    """

    def __init__(self, sink: BinaryIO, moment: datetime) -> None:
        self._gate = _Gate(sink)
        self._zip = zipfile.ZipFile(
            cast("BinaryIO", self._gate), "w", zipfile.ZIP_DEFLATED, compresslevel=6
        )
        self._date = _stamp(moment.astimezone(UTC))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gate.is_open = kind is None
        try:
            self._zip.close()
        except BaseException:
            self._gate.is_open = False
            self._zip.close()
            raise

    def add(self, name: str, data: bytes, *, stored: bool = False) -> None:
        """Add ``data`` as ``name``; what is compressed already is stored."""
        info = zipfile.ZipInfo(name, self._date)
        info.create_system = _UNIX
        info.external_attr = _READABLE
        plain = stored or name.lower().endswith(_STORED)
        info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
        self._zip.writestr(info, data)
