"""Write a target whole or not at all.

A writer never touches the target.  It fills a temporary file in the same folder,
which replaces the target in one step (``os.replace``) once it is complete and on
the disk; on any failure the temporary file goes and the target stays as it was.
"""

import contextlib
import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from tasktide_export.errors import OutputError


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """Give a binary, seekable file that becomes ``target`` when the block ends well.

    A link is followed to the file that it leads to.  What is no regular file (a
    device, a named pipe) is not replaced: it gets the bytes when they are complete.

    Raises :class:`OutputError` when the folder is missing or not writable, when
    ``target`` is a folder, or when the disk is full; the old file then survives.
    """
    if target.exists() and not (target.is_file() or target.is_dir()):
        with _passed_on(target) as sink:
            yield sink
        return
    target = Path(os.path.realpath(target))
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        sink = temporary.open("x+b")
    except OSError as error:
        raise _cannot_create(target, error) from error
    try:
        with sink:
            yield sink
            sink.flush()
            os.fsync(sink.fileno())
        _take_mode(target, temporary)
        temporary.replace(target)
    except OSError as error:
        _discard(temporary)
        raise _cannot_write(target, error) from error
    except BaseException:
        _discard(temporary)
        raise


@contextlib.contextmanager
def _passed_on(target: Path) -> Iterator[BinaryIO]:
    """Give a file whose bytes go to a device or a pipe once they are complete."""
    try:
        with tempfile.TemporaryFile() as sink:
            yield cast("BinaryIO", sink)
            sink.seek(0)
            with target.open("wb") as device:
                shutil.copyfileobj(sink, device)
    except OSError as error:
        raise _cannot_write(target, error) from error


def _take_mode(target: Path, temporary: Path) -> None:
    """Keep the permissions of the file that is replaced."""
    with contextlib.suppress(OSError):
        temporary.chmod(target.stat().st_mode & 0o7777)


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def _cannot_create(target: Path, error: OSError) -> OutputError:
    hints = {
        errno.ENOENT: "make the folder first",
        errno.EACCES: "choose a folder that you may write to",
        errno.EISDIR: "name a file, or end the folder's name with a slash",
        errno.ENOSPC: "the disk is full",
    }
    reason = error.strerror or str(error)
    hint = hints.get(error.errno or 0, "")
    return OutputError(f"cannot be created: {reason}", where=str(target), hint=hint, created=False)


def _cannot_write(target: Path, error: OSError) -> OutputError:
    hint = "free some space; the old file is untouched" if error.errno == errno.ENOSPC else ""
    return OutputError(
        f"cannot be written: {error.strerror or error}", where=str(target), hint=hint
    )
