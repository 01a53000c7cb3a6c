"""What differs between the EPUBs that are written: for any reading system, or for one."""

from collections.abc import Callable
from dataclasses import dataclass

from tasktide_export.document import Document, Finding
from tasktide_export.exporters.epub.resource import Resource
from tasktide_export.xhtml.element import Element, serialise


def written(root: Element) -> bytes:
    """Return the page ``root`` as it is, as XHTML."""
    return serialise(root, xml_declaration=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An edition: the document as it is shown there, its style sheet, how pages are written.

    ``folds`` is whether its reading systems can fold long descriptions away.
    ``ncx_depth`` is how many levels the NCX has; 0 is all.  ``cover`` is a drawn
    cover, if any.  ``findings`` say what this edition cannot carry.
    """

    document: Document
    css: str
    write: Callable[[Element], bytes] = written
    folds: bool = True
    ncx_depth: int = 0
    cover: tuple[Resource, ...] = ()
    findings: tuple[Finding, ...] = ()
