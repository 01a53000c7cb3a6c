"""Zip archives from anywhere: what DOCX and EPUB files are.

Everything is judged by the directory before anything is unpacked, and
:mod:`zipfile` never unpacks more of an entry than the directory says.
"""

import io
import posixpath
import struct
import zipfile
import zlib

from tasktide_export.errors import LimitError, ReadError
from tasktide_export.limits import Limits

_END = b"PK\x05\x06"
_LONGEST_END = 22 + 65_535
_DIRECTORY_OF_ONE = 1_024
"""Bytes of the directory for each file that is allowed."""
_MOST_RATIO = 2_000
_SMALL = 1_000_000
"""Entries below this size (bytes) may be packed to any ratio."""
_ENCRYPTED = 0x1


class Package:
    """The files of a zip archive by name.

    Raises :class:`ReadError` when the archive is damaged, encrypted or holds
    names that lead out of it; :class:`LimitError` when it holds too many files
    or they unpack to too much.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        _refuse_directory(data, limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise ReadError(f"is a damaged archive: {error}") from error
        self._entries = _entries(self._zip.infolist(), limits)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files in the archive's order."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """Return the bytes of the file called ``name``.

        Raises:
            ReadError: when it is not there or damaged.
        """
        info = self._entries.get(name)
        if info is None:
            raise ReadError(f"there is no file {name!r} in the archive")
        try:
            return self._zip.read(info)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            RuntimeError,
            NotImplementedError,
            EOFError,
            ValueError,
        ) as error:
            raise ReadError(f"the file {name!r} in the archive is damaged") from error


def resolve(name: str, reference: str) -> str:
    """Return the name of the file that ``reference`` in the file ``name`` leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), reference)).lstrip("/")


def _refuse_directory(data: bytes, limits: Limits) -> None:
    """Refuse a directory so long that listing it would take all memory."""
    tail = data[-_LONGEST_END:]
    most = limits.archive_files * _DIRECTORY_OF_ONE
    place = tail.find(_END)
    while place >= 0:
        record = tail[place + 12 : place + 16]
        if len(record) == 4 and struct.unpack("<L", record)[0] > most:  # noqa: PLR2004
            raise LimitError(
                "holds too many files", limit="archive_files", value=limits.archive_files
            )
        place = tail.find(_END, place + 1)


def _entries(infos: list[zipfile.ZipInfo], limits: Limits) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > limits.archive_files:
        raise LimitError(
            f"holds {len(infos)} files", limit="archive_files", value=limits.archive_files
        )
    if sum(one.file_size for one in infos) > limits.unpacked_bytes:
        raise LimitError("unpacks to too much", limit="unpacked_bytes", value=limits.unpacked_bytes)
    entries: dict[str, zipfile.ZipInfo] = {}
    for one in infos:
        _refuse_entry(one)
        if one.filename in entries:
            raise ReadError(f"holds two files called {one.filename!r}")
        entries[one.filename] = one
    return entries


def _refuse_entry(one: zipfile.ZipInfo) -> None:
    parts = one.filename.split("/")
    if one.filename.startswith("/") or "\\" in one.filename or ".." in parts or ":" in parts[0]:
        raise ReadError(f"holds a file whose name leads out of it: {one.filename!r}")
    if one.flag_bits & _ENCRYPTED:
        raise ReadError("is encrypted", hint="save it without a password")
    if one.file_size > _SMALL and one.file_size > one.compress_size * _MOST_RATIO:
        raise ReadError(f"holds a file packed beyond belief: {one.filename!r}")
