"""Speech kept for the next time, in files named after what was asked for.

An entry says nothing that could be wrong: its name is the digest of the engine, its
version, the voice, the rate, our own version and the text, and it begins with the
digest of its content.  One that does not match is made again.  Entries are put in place
whole, so any number of processes may share a folder.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tasktide_export.speech import Speech, WordMark

LIMIT = 4_000_000_000
"""Bytes that a folder holds: two books of twelve hours."""
USER = "user"
"""What names the user's own cache folder."""
_SUFFIX = ".speech"
_DIGEST = hashlib.sha256
_SIZE = 32
_SWEPT_EVERY = 64_000_000
"""Bytes written until the folder is looked through again."""


@cache
def _own_version() -> str:
    return version("tasktide-export")


def folder_named(name: str) -> Path | None:
    """Return the folder that ``name`` means: a path, ``user``, or none when it is empty."""
    if name != USER:
        return Path(name) if name else None
    import platformdirs

    return Path(platformdirs.user_cache_dir("tasktide-export", appauthor=False)) / "speech"


@dataclass(slots=True)
class SpeechStore:
    """Keeps the speech of one engine at one rate in ``folder``.

    ``engine`` is its name and version, ``rate`` is in words a minute.  The entries that
    were not asked for the longest go when there are more than ``limit`` bytes.  A folder
    that cannot be written keeps nothing, and nobody is disturbed.
    """

    folder: Path
    engine: str
    rate: int
    limit: int = LIMIT
    _written: int = field(default=_SWEPT_EVERY, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def speech(self, text: str, voice: str, speak: Callable[[], Speech]) -> Speech:
        """Return what was kept of ``text`` in the voice with that id, else ``speak`` and keep."""
        entry = self._entry(text, voice)
        found = _read(entry)
        if found is None:
            found = speak()
            with contextlib.suppress(OSError):
                self._write(entry, found)
        return found

    def _entry(self, text: str, voice: str) -> Path:
        asked = [_own_version(), self.engine, voice, self.rate, text]
        name = _DIGEST(json.dumps(asked).encode()).hexdigest()
        return self.folder / name[:2] / (name[2:] + _SUFFIX)

    def _write(self, entry: Path, speech: Speech) -> None:
        data = _packed(speech)
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent)
        try:
            with os.fdopen(handle, "wb") as sink:
                sink.write(data)
            Path(name).replace(entry)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        with self._lock:
            self._written += len(data)
            if self._written >= min(_SWEPT_EVERY, self.limit):
                self._written = 0
                sweep(self.folder, self.limit)


def sweep(folder: Path, limit: int) -> None:
    """Remove the entries of ``folder`` that were used the longest ago, down to ``limit`` bytes."""
    entries: list[tuple[int, int, Path]] = []
    for path in folder.glob("??/*"):
        with contextlib.suppress(OSError):  # another process was quicker
            told = path.stat()
            entries.append((told.st_mtime_ns, told.st_size, path))
    left = sum(size for _, size, _ in entries)
    for _, size, path in sorted(entries):
        if left <= limit:
            return
        with contextlib.suppress(OSError):
            path.unlink()
        left -= size


def _packed(speech: Speech) -> bytes:
    words = [[one.start, one.length, one.sample] for one in speech.words]
    head = json.dumps({"rate": speech.rate, "words": words}).encode("ascii") + b"\n"
    content = head + speech.samples.astype("<i2").tobytes()
    return _DIGEST(content).digest() + content


def _read(entry: Path) -> Speech | None:
    """Return the speech in a file; ``None`` when it is not there or not as it was written."""
    import numpy as np

    try:
        data = entry.read_bytes()
        os.utime(entry)
    except OSError:
        return None
    digest, content = data[:_SIZE], data[_SIZE:]
    if _DIGEST(content).digest() != digest:
        return None
    head, _, sound = content.partition(b"\n")
    told = json.loads(head)
    words = tuple(WordMark(*mark) for mark in told["words"])
    return Speech(np.frombuffer(sound, dtype="<i2").astype(np.int16), told["rate"], words)
