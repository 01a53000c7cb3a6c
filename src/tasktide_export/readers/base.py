"""What a reader takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from tasktide_export.document import Document
from tasktide_export.limits import Limits

HeadingPolicy: TypeAlias = Literal["strict", "loose", "none"]
Remote: TypeAlias = Callable[[str], bytes]
"""Returns the bytes at an http(s) address, or raises
:class:`~tasktide_export.errors.ReadError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of one input and where they came from.

    ``name`` is for messages.  ``address`` is the base that relative references
    are resolved against (a URL, or empty).  Files inside ``folder`` may be
    admitted as assets; ``None`` admits none.  Images at other addresses are
    asked of ``remote``; ``None`` is offline.  ``media_type`` is what the answer
    at ``address`` declares, if it was fetched.
    """

    data: bytes
    name: str = ""
    address: str = ""
    folder: Path | None = None
    remote: Remote | None = None
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read: the heading policy for plain text, the limits."""

    headings: HeadingPolicy = "strict"
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Article:
    """A document and the name by which others link to it (its file name or slug)."""

    name: str
    document: Document


class Reader(Protocol):
    """Turns a source into a document whose ids are settled.

    Raises :class:`~tasktide_export.errors.ReadError` and nothing else.
    """

    def __call__(self, source: Source, options: ReadOptions) -> Document:
        """Return the document; what was inferred or repaired is in its findings."""
        ...


class CollectionReader(Protocol):
    """Turns a source that may hold several articles into one document for each.

    Raises :class:`~tasktide_export.errors.ReadError` and nothing else.
    """

    def __call__(self, source: Source, options: ReadOptions) -> tuple[Article, ...]:
        """Return the articles in the source's order, at least one."""
        ...
