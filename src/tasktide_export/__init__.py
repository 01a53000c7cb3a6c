"""One article in, every edition out, all from one section tree.

    import tasktide_export as tasktide

    document = tasktide.read("article.html")
    artifact = tasktide.export(document, "epub", "article.epub")

Names load when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tasktide_export.api import Artifact, check, export, read, read_all
    from tasktide_export.document import Document, Finding, Metadata, Severity
    from tasktide_export.errors import ExportError
    from tasktide_export.limits import Limits

_HOMES = {
    "Artifact": "api",
    "check": "api",
    "export": "api",
    "read": "api",
    "read_all": "api",
    "Document": "document",
    "Finding": "document",
    "Metadata": "document",
    "Severity": "document",
    "ExportError": "errors",
    "Limits": "limits",
}

__all__ = [
    "Artifact",
    "Document",
    "ExportError",
    "Finding",
    "Limits",
    "Metadata",
    "Severity",
    "check",
    "export",
    "read",
    "read_all",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
