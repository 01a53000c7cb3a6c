"""What a page that reads itself says of its sound: read from its player."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from tasktide_export.checks.readback.markup import by_name, classes

_PLAYER = "read-along"


@dataclass(frozen=True, slots=True)
class TimedMark:
    """What is marked when: ids of elements, perhaps empty, and seconds."""

    element: str
    about: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Player:
    """The sound, ``None`` where it is not in the page, and what is marked in it."""

    sound: bytes | None
    marks: tuple[TimedMark, ...]


def player(root: Any) -> Player | None:
    """Return the page's player, ``None`` where there is none.

    A timetable that cannot be understood is an empty one.
    """
    for section in by_name(root, "section"):
        if _PLAYER in classes(section):
            audio = next(by_name(section, "audio"), None)
            table = next(by_name(section, "script"), None)
            address = audio.get("src", "") if audio is not None else ""
            return Player(_data(address), _marks((table.text if table is not None else "") or ""))
    return None


def _data(address: str) -> bytes | None:
    """Return the bytes of a data address (RFC 2397)."""
    head, comma, body = address.partition(",")
    if not comma or not head.startswith("data:"):
        return None
    try:
        return (
            base64.b64decode(body, validate=True)
            if head.endswith(";base64")
            else unquote_to_bytes(body)
        )
    except binascii.Error:
        return b""


def _marks(text: str) -> tuple[TimedMark, ...]:
    try:
        return tuple(
            TimedMark(
                str(one.get("element", "")),
                str(one.get("about", "")),
                float(one["start"]),
                float(one["end"]),
            )
            for one in json.loads(text)
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()
