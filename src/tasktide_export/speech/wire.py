"""Messages between the supervisor and the worker.

A message is one line of JSON in ASCII; when it says ``"bytes": N``, N bytes follow
the line.
"""

import json
from typing import Any, BinaryIO

Message = dict[str, Any]

LONGEST_LINE = 64_000_000


def send(stream: BinaryIO, message: Message, payload: bytes = b"") -> None:
    """Write a message and its bytes at once."""
    line = json.dumps({**message, "bytes": len(payload)}).encode("ascii")
    stream.write(line + b"\n" + payload)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Message, bytes] | None:
    """Return the next message and its bytes, or ``None`` at the end of the stream.

    Raises :class:`ValueError` when what comes is no message, or breaks off.
    """
    line = stream.readline(LONGEST_LINE)
    if not line:
        return None
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError("not a message")  # noqa: TRY004 - one error for bad input
    size = int(message.get("bytes", 0))
    payload = stream.read(size) if size else b""
    if len(payload) != size:
        raise ValueError("the message breaks off")
    return message, payload
