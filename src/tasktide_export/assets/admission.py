"""Admit what a document refers to: data addresses and files beside the source.

Nothing is fetched unless the caller gives a way to.  A file is admitted only when
it lies inside the source's folder after symbolic links are followed, is a regular
file, within the limits, and is by its own bytes an image of a kind that every
edition can show.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from tasktide_export.assets.addresses import data_bytes, file_bytes, within
from tasktide_export.assets.refusal import Refusal, RefusedError
from tasktide_export.assets.sniff import examine
from tasktide_export.document import Asset
from tasktide_export.errors import ReadError
from tasktide_export.limits import Limits

__all__ = ["Admission", "Refusal"]

_KEY_LENGTH = 16
_HTTP = ("http://", "https://")

Fetch: TypeAlias = Callable[[str], bytes]
"""Returns the bytes at a reference, or raises :class:`~tasktide_export.errors.ReadError`."""


@dataclass(slots=True)
class Admission:
    """Admits assets for one document, equal bytes once.

    ``folder`` is where files may come from; ``None`` admits none.  ``remote``
    fetches http(s) addresses, relative ones resolved against ``base``; without
    it nothing is fetched.  ``inside`` reads a relative reference from the archive
    that the source is.
    """

    folder: Path | None
    limits: Limits
    remote: Fetch | None = None
    base: str = ""
    inside: Fetch | None = None
    _assets: dict[str, Asset] = field(default_factory=dict)
    _known: dict[str, str | Refusal] = field(default_factory=dict)
    losses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _bytes: int = 0

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The admitted assets in the order they were first asked for."""
        return tuple(self._assets.values())

    def admit(self, reference: str) -> str | Refusal:
        """Return the key of the asset that ``reference`` leads to, or why there is none."""
        reference = self._resolved(reference.strip())
        digest = hashlib.sha256(reference.encode("utf-8", "surrogatepass")).hexdigest()
        if digest not in self._known:
            try:
                self._known[digest] = self._admit(reference)
            except RefusedError as refused:
                self._known[digest] = Refusal(str(refused))
        return self._known[digest]

    def _resolved(self, reference: str) -> str:
        """Return the address of a reference on a page that was fetched."""
        if self.remote is None or not self.base.startswith(_HTTP) or reference[:5] == "data:":
            return reference
        try:
            return urljoin(self.base, reference)
        except ValueError:
            return reference

    def _bytes_of(self, reference: str) -> tuple[bytes, str]:
        limits = self.limits
        scheme = reference.partition(":")[0].lower() if ":" in reference[:12] else ""
        if scheme == "data":
            return data_bytes(reference, limits), ""
        outside = scheme in {"http", "https"} or reference.startswith("//")
        if outside and self.remote is None:
            raise RefusedError("not fetched: offline")
        fetch = self.remote if outside else self.inside
        if fetch is None:
            return file_bytes(reference, self.folder, limits)
        try:
            name = Path(unquote(urlsplit(reference).path)).name
            return within(fetch(reference), limits), name
        except (ReadError, ValueError) as error:
            raise RefusedError(getattr(error, "message", str(error))) from error

    def _admit(self, reference: str) -> str:
        limits = self.limits
        data, name = self._bytes_of(reference)
        key = hashlib.sha256(data).hexdigest()[:_KEY_LENGTH]
        if key in self._assets:
            return key
        if len(self._assets) >= limits.assets:
            raise RefusedError(f"there are more than {limits.assets} assets")
        examined = examine(data, limits)
        if examined.removed:
            self.losses[key] = examined.removed
        if self._bytes + len(examined.data) > limits.assets_bytes:
            raise RefusedError(f"all assets together are over {limits.assets_bytes} bytes")
        self._bytes += len(examined.data)
        self._assets[key] = Asset(
            key,
            examined.media_type,
            examined.data,
            _safe_name(name, key, examined.suffix),
            examined.width,
            examined.height,
        )
        return key


def _safe_name(name: str, key: str, suffix: str) -> str:
    """Return a file name of ASCII letters, digits and hyphens, unlike any other's."""
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in Path(name).stem.lower())
    stem = "-".join(part for part in stem.split("-") if part)[:40]
    return f"{stem}-{key[:8]}{suffix}" if stem else f"image-{key[:8]}{suffix}"
