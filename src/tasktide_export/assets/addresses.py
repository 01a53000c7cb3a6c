"""The bytes behind a reference: a data address or a file inside the folder."""

import base64
import binascii
import os
import re
import stat
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from tasktide_export.assets.refusal import RefusedError
from tasktide_export.limits import Limits

_WHITE = re.compile(r"[ \t\n\r\f]+")


def data_bytes(reference: str, limits: Limits) -> bytes:
    """Return the bytes of a ``data:`` address (RFC 2397)."""
    head, comma, body = reference.partition(",")
    if not comma:
        raise RefusedError("the data address has no comma")
    if len(body) > limits.asset_bytes * 3:
        raise RefusedError(f"it is over {limits.asset_bytes} bytes")
    if not head.rstrip().lower().endswith(";base64"):
        return within(unquote_to_bytes(body), limits)
    packed = _WHITE.sub("", unquote(body)).rstrip("=")
    try:
        data = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise RefusedError("its base64 is damaged") from error
    return within(data, limits)


def file_bytes(reference: str, folder: Path | None, limits: Limits) -> tuple[bytes, str]:
    """Return the bytes and the name of a regular file inside ``folder``."""
    if folder is None:
        raise RefusedError("files are not admitted for this source")
    try:
        parts = urlsplit(reference)
    except ValueError as error:
        raise RefusedError("its address is damaged") from error
    if parts.scheme or parts.netloc:
        raise RefusedError(f"addresses of the kind {parts.scheme or '//'}: are not admitted")
    name = unquote(parts.path)
    if not name or "\0" in name:
        raise RefusedError("its address names no file")
    try:
        root = folder.resolve()
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise RefusedError("it lies outside the source's folder")
        return _read_regular(path, limits), path.name
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise RefusedError(f"it cannot be read: {(reason or 'unknown').lower()}") from error


def _read_regular(path: Path, limits: Limits) -> bytes:
    # Without blocking, since opening a named pipe would wait for its writer.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise RefusedError("it is not a regular file")
        return within(file.read(limits.asset_bytes + 1), limits)


def within(data: bytes, limits: Limits) -> bytes:
    """Return ``data`` unless it is empty or over the limit."""
    if not data:
        raise RefusedError("it is empty")
    if len(data) > limits.asset_bytes:
        raise RefusedError(f"it is over {limits.asset_bytes} bytes")
    return data
