"""Open whatever a caller calls a source: a path, bytes, text, a stream, an address."""

from pathlib import Path
from typing import IO

from tasktide_export.errors import ReadError, UsageError
from tasktide_export.limits import Limits
from tasktide_export.readers.base import Remote, Source

_REMOTE = ("http://", "https://", "ftp://")


def open_source(
    source: str | Path | bytes | IO[bytes] | IO[str],
    base: str,
    limits: Limits,
    *,
    allow_remote: bool,
) -> Source:
    """Return the bytes of ``source`` and where they came from.

    Raises :class:`~tasktide_export.errors.UsageError` for what cannot be read from,
    and :class:`~tasktide_export.errors.ReadError` for what cannot be opened.
    """
    remote = _remote(limits) if allow_remote else None
    if isinstance(source, bytes):
        return Source(data=source, name="bytes", address=base, remote=remote)
    if isinstance(source, str) and "\n" in source:
        data = source.encode("utf-8", "replace")
        return Source(data=data, name="text", address=base, remote=remote)
    if isinstance(source, str | Path):
        if remote is not None and str(source).lower().startswith(_REMOTE):
            return _page_source(str(source), base, limits)
        return _file_source(source, base, limits, remote)
    if not hasattr(source, "read"):
        kind = type(source).__name__
        raise UsageError(
            f"{kind} is nothing to read from", hint="give a path, bytes, text or a file object"
        )
    data = _stream_bytes(source, _most(limits))
    name = str(getattr(source, "name", "stream"))
    return Source(data=data, name=name, address=base, remote=remote)


def _stream_bytes(stream: IO[bytes] | IO[str], most: int) -> bytes:
    """Read a stream to its end, or to one byte over ``most``; a pipe gives it in pieces."""
    pieces: list[bytes] = []
    length = 0
    while length <= most:
        piece = stream.read(most + 1 - length)
        if not piece:
            break
        data = piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")
        pieces.append(data)
        length += len(data)
    return b"".join(pieces)


def _most(limits: Limits) -> int:
    return max(limits.input_bytes, limits.archive_bytes)


def _remote(limits: Limits) -> Remote:
    from tasktide_export.remote import Fetcher

    return Fetcher(limits).image


def _page_source(address: str, base: str, limits: Limits) -> Source:
    """Return what is at an address; images come through the same fetcher, within one budget."""
    from tasktide_export.remote import Fetcher

    fetcher = Fetcher(limits)
    page = fetcher.page(address)
    return Source(data=page.data, name=address, address=base or page.address, remote=fetcher.image)


def _file_source(source: str | Path, base: str, limits: Limits, remote: Remote | None) -> Source:
    name = str(source)
    if name.lower().startswith(_REMOTE):
        raise ReadError(
            "addresses are not fetched",
            where=name,
            hint="allow it (--allow-remote), or save the page and read the file",
        )
    path = Path(name)
    try:
        if path.is_dir():
            raise ReadError("is a folder", where=name, hint="name the files in it")
        if path.exists() and not path.is_file():
            raise ReadError("is not a regular file", where=name)
        with path.open("rb") as file:
            data = file.read(_most(limits) + 1)
    except (OSError, ValueError) as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else str(error)
        raise ReadError(reason, where=name) from error
    folder = path.resolve().parent
    return Source(data=data, name=name, address=base, folder=folder, remote=remote)
