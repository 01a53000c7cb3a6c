"""A part of an edition: one article laid out by itself."""

from dataclasses import dataclass, replace

from tasktide_export.document import Finding
from tasktide_export.exporters.base import PageStart, Progress, no_progress


@dataclass(frozen=True, slots=True)
class Context:
    """What a part knows of the edition around it.

    ``prefix`` begins the ids that are made for it, so that no two parts share one.
    """

    prefix: str = ""
    progress: Progress = no_progress


@dataclass(frozen=True, slots=True)
class Part:
    """What laying out an article gives; parts are put together by :mod:`assembly`.

    ``data`` is a tagged PDF of its pages alone.  ``places`` maps each named place to
    its page, from 0; ``sizes`` are the pages' widths and heights in points;
    ``accessible`` is whether nothing that drawing found takes the claims away.
    """

    data: bytes
    places: dict[str, int]
    sizes: tuple[tuple[float, float], ...]
    findings: tuple[Finding, ...]
    accessible: bool
    starts: tuple[PageStart, ...] = ()
    """Where its pages begin, the first of them counted 1, if that was asked for."""
    blank: bool = False
    """Whether an empty page follows, so that the next part begins on a right-hand page."""

    def padded(self) -> "Part":
        """Return the part with an even number of pages."""
        if len(self.sizes) % 2 == 0:
            return self
        return replace(self, sizes=(*self.sizes, self.sizes[-1]), blank=True)
