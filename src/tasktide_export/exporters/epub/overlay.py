"""What the package says about its media overlays (EPUB 3.3, 9)."""

from dataclasses import dataclass

from tasktide_export.document import Finding
from tasktide_export.exporters.epub.resource import Resource
from tasktide_export.xhtml.element import Element

OVERLAY_TYPE = "application/smil+xml"
ACTIVE_CLASS = "-epub-media-overlay-active"
"""The class of what is being read (EPUB 3.3, 9.4.2.1); it is the one that readers know."""
ACTIVE_CSS = f".{ACTIVE_CLASS} {{ background-color: #ffe9a8; color: #1a1a1a; }}\n"
"""How it looks unless the style says otherwise; 14 to 1."""


@dataclass(frozen=True, slots=True)
class Page:
    """A content document: the manifest's name for it, its path, its rendered body."""

    name: str
    path: str
    body: Element


@dataclass(frozen=True, slots=True)
class Overlay:
    """The overlay of one page: its id in the manifest and how long it lasts, in seconds."""

    id: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAlong:
    """The files of the overlays, the overlay of each page by the page's name, who reads."""

    files: tuple[Resource, ...] = ()
    overlays: tuple[tuple[str, Overlay], ...] = ()
    narrator: str = ""
    findings: tuple[Finding, ...] = ()

    def overlay_of(self, page: str) -> str:
        """Return the id of a page's overlay, or nothing."""
        return next((overlay.id for name, overlay in self.overlays if name == page), "")
