"""One request to one address that was judged, and its answer.

The socket is connected to that very address; the name goes into the Host field
and the TLS handshake alone, where certificates are checked against it.
"""

import io
import re
import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from threading import Thread
from typing import Any, cast
from urllib.parse import quote, urlsplit

from tasktide_export.errors import ReadError
from tasktide_export.remote.clock import Deadline
from tasktide_export.remote.judge import Judge

_PORTS = {"http": 80, "https": 443}
_AGENT = "tasktide-export"
_HOST = re.compile(r"[a-z0-9_.-]{1,253}$|[0-9a-f:.]{2,45}$", re.IGNORECASE)
_SAFE = "/:?[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request goes: scheme, host name, port, and path with query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The value of the Host field (RFC 9110, section 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def place_of(address: str) -> Place:
    """Return where an address leads.

    Raises:
        ReadError: when it is no http(s) address or holds a user name.
    """
    try:
        parts = urlsplit(address)
        scheme, host = parts.scheme.lower(), parts.hostname or ""
        port = parts.port or _PORTS.get(scheme, 0)
        if ":" not in host:
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise ReadError("the address is damaged") from error
    if scheme not in _PORTS:
        kind = f"of the kind {scheme}:" if scheme else "without a scheme"
        raise ReadError(f"addresses {kind} are not fetched")
    if not _HOST.match(host) or parts.username is not None or parts.password is not None:
        raise ReadError("the address names no host, or a user", hint="take the user name out")
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Place(scheme, host, port, path + query)


def ask(place: Place, judge: Judge, deadline: Deadline, accept: str) -> HTTPResponse:
    """Return the answer to a GET request, its head read, its body not yet.

    Raises:
        ReadError: when the host has no address that may be spoken to, does not
            answer in time, or answers what is no HTTP.
    """
    try:
        connection = _connected(place, judge, deadline)
    except (OSError, ssl.SSLError) as error:
        raise ReadError(f"no connection: {_reason(error)}") from error
    request = (
        f"GET {place.path} HTTP/1.1\r\nHost: {place.authority}\r\nUser-Agent: {_AGENT}\r\n"
        f"Accept: {accept}\r\nAccept-Encoding: gzip, identity\r\nConnection: close\r\n\r\n"
    )
    try:
        connection.settimeout(deadline.left())
        connection.sendall(request.encode("ascii"))
        response = HTTPResponse(cast("socket.socket", _Timed(connection, deadline)), method="GET")
        response.begin()
    except (OSError, HTTPException, UnicodeError) as error:
        connection.close()
        raise ReadError(f"no usable answer: {_reason(error)}") from error
    except ReadError:
        connection.close()
        raise
    return response


def _reason(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(reason).lower()


def _connected(place: Place, judge: Judge, deadline: Deadline) -> socket.socket:
    allowed = [one for one in _addresses(place, deadline) if judge(one[1][0])]
    if not allowed:
        raise ReadError(
            f"{place.host} has no public address",
            hint="only pages of the open internet are fetched",
        )
    failure: OSError | None = None
    for family, address in allowed:
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(deadline.left())
            connection.connect(address)
            return _secured(connection, place, deadline)
        except OSError as error:
            connection.close()
            failure = error
        except ReadError:
            connection.close()
            raise
    raise failure or OSError("no address")


def _secured(connection: socket.socket, place: Place, deadline: Deadline) -> socket.socket:
    if place.scheme != "https":
        return connection
    connection.settimeout(deadline.left())
    return ssl.create_default_context().wrap_socket(connection, server_hostname=place.host)


def _addresses(place: Place, deadline: Deadline) -> list[tuple[int, tuple[Any, ...]]]:
    """Look the host up, in a thread since the system's look-up knows no time limit."""
    found: list[tuple[int, tuple[Any, ...]]] = []
    failures: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failures.append(error)
            return
        found.extend((int(row[0]), row[4]) for row in rows)

    thread = Thread(target=look_up, name="look-up", daemon=True)
    thread.start()
    thread.join(deadline.left())
    if thread.is_alive():
        raise ReadError(f"{place.host} was not found in time")
    if failures:
        raise ReadError(f"{place.host} is not known: {_reason(failures[0])}")
    return found


class _Timed:
    """A connection as :class:`HTTPResponse` wants it, every read within the deadline."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._connection, self._deadline))


class _Reader(io.RawIOBase):
    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._deadline.left())
        return self._connection.recv_into(buffer)

    def close(self) -> None:
        self._connection.close()
        super().close()
