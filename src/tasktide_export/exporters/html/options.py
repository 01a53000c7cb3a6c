"""The options of the HTML page."""

import typing
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tasktide_export.errors import UsageError
from tasktide_export.exporters.spoken import NarratedOptions

ReadAlong: TypeAlias = Literal["none", "sentence", "paragraph"]
"""Whether the page reads itself, and how much of it is marked at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlOptions(NarratedOptions):
    """Options of the HTML page.

    ``voice`` and ``rate`` matter only where ``read_along`` is not ``none``.  Raises
    :class:`~tasktide_export.errors.UsageError` for a unit that is none.
    """

    toc: bool = field(default=True, metadata={"help": "show the table of contents"})
    read_along: ReadAlong = field(
        default="none", metadata={"help": "put the sound in and mark what is being read"}
    )

    def __post_init__(self) -> None:
        NarratedOptions.__post_init__(self)
        units = typing.get_args(ReadAlong)
        if self.read_along not in units:
            raise UsageError(
                f"there is no reading along by {self.read_along!r}",
                where="html.read-along",
                hint=f"it is one of {', '.join(units)}",
            )

    @property
    def speaks(self) -> bool:
        """Whether the page reads itself."""
        return self.read_along != "none"
