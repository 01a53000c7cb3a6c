"""What an exporter is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, ClassVar, Protocol, TypeAlias, TypeVar

from tasktide_export.document import Document, Finding
from tasktide_export.errors import UsageError
from tasktide_export.styles import Style

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""


def no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody: the progress of a library call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """Options that every exporter has.

    ``toc_depth`` is how many levels of sections the table of contents shows;
    0 shows all.
    """

    toc_depth: int = field(default=0, metadata={"help": "levels in the contents; 0 is all"})

    def __post_init__(self) -> None:
        if self.toc_depth < 0:
            raise UsageError(
                f"the depth {self.toc_depth} is no number of levels", where="toc-depth"
            )

    @property
    def suffix(self) -> str:
        """The suffix that these options give the file, or empty for the exporter's."""
        return ""

    @property
    def speaks(self) -> bool:
        """Whether the edition has a voice."""
        return False

    @property
    def wants_pages(self) -> bool:
        """Whether the edition tells the pages of the printed one."""
        return False

    @property
    def shows_pages(self) -> bool:
        """Whether it tells them where a printed edition is made, and does without elsewhere."""
        return self.wants_pages

    @property
    def companion_suffixes(self) -> tuple[str, ...]:
        """The suffixes of the files that these options put beside the artifact."""
        return ()


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page of the printed edition begins: at a block or section, or inside it.

    ``number`` is the page's, from 1; ``place`` the id of the block or section, empty for
    the title; ``offset`` the characters of its text, white space aside, on pages before.
    """

    number: int
    place: str
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What surrounds one export besides the document and the format's options.

    ``findings`` are those of the document, on which claims depend.  ``moment`` is
    the time that artifacts carry: never today's, so that bytes repeat.  ``css``
    is a style sheet of the user's, put after the style's own.  ``pages`` are those of
    the printed edition that was made before this one, if one was;
    ``tells_pages`` asks an exporter that makes pages to tell them.
    """

    style: Style
    css: str = ""
    findings: tuple[Finding, ...] = ()
    moment: datetime = datetime(1980, 1, 1, tzinfo=UTC)
    progress: Progress = no_progress
    pages: tuple[PageStart, ...] = ()
    tells_pages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A small file that goes beside an artifact: captions, chapters for players.

    ``suffix`` begins with a dot and stands in place of the artifact's own.  ``path`` is
    where it was written, ``None`` as long as it was not.
    """

    suffix: str
    media_type: str
    data: bytes
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an exporter says about the artifact that it wrote.

    ``findings`` name what the edition could not carry.  ``conformance`` lists
    the claims that the artifact makes ("PDF/UA-1", "EPUB Accessibility 1.1 -
    WCAG 2.2 Level AA"), each earned by the document's findings.  ``pages`` is where its
    pages begin, if it has pages and that was asked for.  ``companions`` go beside it:
    those that :attr:`ExportOptions.companion_suffixes` names.
    """

    findings: tuple[Finding, ...] = ()
    conformance: tuple[str, ...] = ()
    pages: tuple[PageStart, ...] = ()
    companions: tuple[Companion, ...] = ()


OptionsT = TypeVar("OptionsT", bound=ExportOptions, contravariant=True)


class Exporter(Protocol[OptionsT]):
    """Writes documents in one format.

    ``name`` is what ``--format`` takes, ``title`` is for people, ``suffix``
    begins with a dot, ``options`` is the class of its options.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    media_type: ClassVar[str]
    suffix: ClassVar[str]
    options: ClassVar[type[ExportOptions]]

    def write(
        self, document: Document, sink: BinaryIO, options: OptionsT, setting: Setting
    ) -> Outcome:
        """Write ``document`` to ``sink``, a seekable binary file.

        Raises :class:`~tasktide_export.errors.ExportError`.  Same document,
        options and setting: same bytes.
        """
        ...
