"""Fonts: from the codes of a string to Unicode (ISO 32000-1, 9.10)."""

import re
from collections.abc import Iterator
from typing import Any

_SECTION = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[|\]")
_UNKNOWN = "\ufffd"
_WIDEST_RANGE = 0x10000


class Font:
    """Decodes the strings that a content stream shows in one font."""

    def __init__(self, font: Any) -> None:
        composite = str(font.get("/Subtype", "")) == "/Type0"
        self._width = 2 if composite else 1
        self._map: dict[int, str] = {}
        if "/ToUnicode" in font:
            self._read(font["/ToUnicode"].read_bytes())
        self._fallback = not composite

    def _read(self, cmap: bytes) -> None:
        for section in _SECTION.finditer(cmap):
            tokens = [_token(found) for found in _TOKEN.finditer(section[2])]
            match section[1]:
                case b"codespacerange" if tokens and tokens[0] not in {b"[", b"]"}:
                    self._width = max(1, len(_octets(tokens[0])))
                case b"bfchar":
                    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                        self._map[_number(code)] = _text(text)
                case b"bfrange":
                    self._map.update(_ranges(tokens))
                case _:
                    pass

    def decode(self, data: bytes) -> str:
        """Return the text of the codes in ``data``."""
        step = self._width
        codes = (int.from_bytes(data[at : at + step]) for at in range(0, len(data), step))
        return "".join(self._character(code) for code in codes)

    def _character(self, code: int) -> str:
        if code in self._map:
            return self._map[code]
        return bytes([code]).decode("cp1252", "replace") if self._fallback else _UNKNOWN


def _token(found: re.Match[bytes]) -> bytes:
    digits = found.group(1)
    return found.group(0) if digits is None else bytes(digits)


def _ranges(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    rest = iter(tokens)
    for first in rest:
        low, high = _number(first), _number(next(rest, first))
        target = next(rest, b"")
        if high - low > _WIDEST_RANGE:
            return
        if target == b"[":
            for code in range(low, high + 1):
                yield code, _text(next(rest, b""))
            next(rest, b"")
        else:
            start = _octets(target)
            for code in range(low, high + 1):
                number = int.from_bytes(start) + code - low
                yield code, _text_of(number.to_bytes(max(len(start), 2)))


def _octets(token: bytes) -> bytes:
    digits = b"".join(token.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _number(token: bytes) -> int:
    return int.from_bytes(_octets(token))


def _text(token: bytes) -> str:
    return "" if token in {b"[", b"]"} else _text_of(_octets(token))


def _text_of(octets: bytes) -> str:
    return octets.decode("utf-16-be", "replace")
