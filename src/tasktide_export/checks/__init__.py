"""Checks: findings on a document, claims it earns, verification of artifacts.

What reads finished artifacts is loaded when it is asked for: exports do not need it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tasktide_export.checks.claims import Accessibility, accessibility, blocking
from tasktide_export.checks.document import check_document

if TYPE_CHECKING:
    from tasktide_export.checks.readback import Readback, read_back, sniff_format
    from tasktide_export.checks.verify import verify

__all__ = [
    "Accessibility",
    "Readback",
    "accessibility",
    "blocking",
    "check_document",
    "read_back",
    "sniff_format",
    "verify",
]
_LATER = {
    "Readback": "readback",
    "read_back": "readback",
    "sniff_format": "readback",
    "verify": "verify",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = found  # the submodule of the same name would stand here otherwise
    return found
