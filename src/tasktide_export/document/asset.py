"""The bytes that a document carries beside its text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asset:
    """Admitted bytes that nodes refer to by ``key``.

    ``name`` is a safe file name with a suffix that fits ``media_type``;
    ``width`` and ``height`` are pixels (0 when unknown).
    """

    key: str
    media_type: str
    data: bytes
    name: str
    width: int = 0
    height: int = 0
