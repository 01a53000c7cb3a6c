"""A file of the package before EbookLib sees it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One file: its path below the package folder, its bytes, what the manifest says.

    Files with a ``spine`` are read in the order in which they are given; those
    that are ``aside`` of it only when something leads there.  ``overlay`` is the id of
    the media overlay that reads the file aloud, if one does.
    """

    id: str
    path: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    spine: Literal["", "linear", "aside"] = ""
    overlay: str = ""


XHTML_TYPE = "application/xhtml+xml"
