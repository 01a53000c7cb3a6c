"""Pages and images from the network, with one budget for all that one source needs."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from urllib.parse import urljoin

from tasktide_export.errors import LimitError, ReadError
from tasktide_export.limits import Limits
from tasktide_export.remote.clock import Deadline
from tasktide_export.remote.connection import ask, place_of
from tasktide_export.remote.judge import Judge, is_public

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 3
_FETCH_SECONDS = 30.0
_PIECE = 65_536
_OK = 200
_PAGES = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json,"
    "application/epub+zip,*/*;q=0.5"
)
_IMAGES = "image/svg+xml,image/png,image/jpeg,image/gif,image/webp"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: ``address`` is where it was in the end."""

    data: bytes
    address: str
    media_type: str


@dataclass(slots=True)
class Fetcher:
    """Fetches for one source.

    ``judge`` tells which IP addresses may be spoken to.  Count and time of all
    fetches together are within ``limits``, the size of each as well, counted
    after it is unpacked.
    """

    limits: Limits
    judge: Judge = is_public
    seconds: float = _FETCH_SECONDS
    _count: int = 0
    _total: Deadline = field(init=False)

    def __post_init__(self) -> None:
        self._total = Deadline(self.limits.remote_seconds)

    def page(self, address: str) -> Fetched:
        """Return what is at ``address``, as UTF-8 where its answer declares the encoding.

        Raises:
            ReadError: when it cannot be fetched.
            LimitError: when it is over a limit.
        """
        most = max(self.limits.input_bytes, self.limits.archive_bytes)
        return self._fetch(address, _PAGES, most)

    def image(self, address: str) -> bytes:
        """Return the bytes of an image; raises what :meth:`page` raises."""
        return self._fetch(address, _IMAGES, self.limits.asset_bytes).data

    def _fetch(self, address: str, accept: str, most: int) -> Fetched:
        self._count += 1
        if self._count > self.limits.remote_files:
            raise LimitError(
                "too much is fetched", limit="remote_files", value=self.limits.remote_files
            )
        deadline = Deadline(min(self.seconds, self._total.left()))
        here = address.strip().partition("#")[0]
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                response = ask(place_of(here), self.judge, deadline, accept)
                with response:
                    if response.status not in _REDIRECTS:
                        return _answer(response, here, most)
                    here = _next(here, response)
        except ReadError as error:
            error.where = error.where or address
            raise
        except ValueError as error:
            raise ReadError("the address is damaged", where=address) from error
        raise ReadError(f"leads on more than {_MOST_REDIRECTS} times", where=address)


def _next(here: str, response: HTTPResponse) -> str:
    there = response.headers.get("Location", "")
    if not there:
        raise ReadError("leads on, but does not say where")
    there = there.encode("latin-1", "replace").decode("utf-8", "replace")
    return urljoin(here, there).partition("#")[0]


def _answer(response: HTTPResponse, address: str, most: int) -> Fetched:
    if response.status != _OK:
        raise ReadError(f"the site answers {response.status} {response.reason}".rstrip())
    data = _body(response, most)
    media_type = response.headers.get_content_type()
    charset = response.headers.get_content_charset() or ""
    if media_type.startswith("text/") or media_type.endswith(("xml", "html")):
        data = _in_utf8(data, charset)
    return Fetched(data, address, media_type)


def _body(response: HTTPResponse, most: int) -> bytes:
    """Return the unpacked body.

    Raises:
        LimitError: when it unpacks to more than ``most`` bytes.
        ReadError: when it breaks off or is packed in an unknown way.
    """
    kind = response.headers.get("Content-Encoding", "identity").strip().lower()
    if kind not in {"", "identity", "gzip", "x-gzip"}:
        raise ReadError(f"is packed as {kind}, which was not asked for")
    unpack = zlib.decompressobj(wbits=31) if kind.endswith("gzip") else None
    body = bytearray()
    for piece in _pieces(response):
        if unpack is None:
            body += piece
        else:
            body += _unpacked(unpack, piece, most + 1 - len(body))
        if len(body) > most:
            raise LimitError("is too long", limit="input_bytes", value=most)
    if unpack is not None and not unpack.eof:
        raise ReadError("breaks off")
    return bytes(body)


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    try:
        while piece := response.read(_PIECE):
            yield piece
    except (OSError, HTTPException) as error:
        raise ReadError("breaks off") from error
    if response.length:  # fewer bytes came than the head promised
        raise ReadError("breaks off")


def _unpacked(unpack: "zlib._Decompress", piece: bytes, room: int) -> bytes:
    try:
        return unpack.decompress(piece, max(room, 1))
    except zlib.error as error:
        raise ReadError("is packed in a damaged way") from error


def _in_utf8(data: bytes, charset: str) -> bytes:
    """Return text in UTF-8 with its mark when the answer declares another encoding rightly."""
    if not charset or charset in {"utf-8", "utf8"} or data.startswith(b"\xef\xbb\xbf"):
        return data
    import webencodings

    encoding = webencodings.lookup(charset)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data  # servers declare what they do not send; UTF-8 tells itself
    try:
        return b"\xef\xbb\xbf" + encoding.codec_info.decode(data)[0].encode() if encoding else data
    except (UnicodeError, LookupError):
        return data
