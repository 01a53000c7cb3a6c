"""Messages between the supervisor and the worker.

A message is one line of JSON in ASCII; when it says ``"bytes": N``, N bytes follow
the line.
"""

import json
from typing import Any, BinaryIO

Message = dict[str, Any]

LONGEST_LINE = 64_000_000
LARGEST_PAYLOAD = 512_000_000
"""Bytes: three hours of sound."""


def send(stream: BinaryIO, message: Message, payload: bytes = b"") -> None:
    """Write a message and its bytes at once."""
    line = json.dumps({**message, "bytes": len(payload)}).encode("ascii")
    stream.write(line + b"\n" + payload)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Message, bytes] | None:
    """Return the next message and its bytes, or ``None`` at the end of the stream.

    Raises :class:`ValueError` when what comes is no message, is too large, or breaks off.
    """
    line = stream.readline(LONGEST_LINE)
    if not line:
        return None
    message = json.loads(line)
    size = message.get("bytes", 0) if isinstance(message, dict) else None
    if type(size) is not int or not 0 <= size <= LARGEST_PAYLOAD:
        raise ValueError("not a message")
    payload = stream.read(size) if size else b""
    if len(payload) != size:
        raise ValueError("the message breaks off")
    return message, payload
