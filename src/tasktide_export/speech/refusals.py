"""Errors that a worker hands to the program that exports, as they are."""

from typing import Any

from tasktide_export.errors import (
    EngineError,
    ExportError,
    MissingDependencyError,
    RenderError,
    VoiceError,
)

_KINDS: dict[str, type[ExportError]] = {
    kind.__name__: kind for kind in (EngineError, MissingDependencyError, VoiceError)
}


def pack(error: ExportError) -> dict[str, str]:
    """Return ``error`` as part of a message."""
    return {
        "kind": type(error).__name__,
        "message": error.message,
        "where": error.where,
        "hint": error.hint,
    }


def unpack(packed: Any) -> ExportError:
    """Return the error that was packed; an unknown kind becomes a ``RenderError``."""
    told = packed if isinstance(packed, dict) else {"message": str(packed)}
    kind = _KINDS.get(str(told.get("kind")), RenderError)
    where, hint = str(told.get("where", "")), str(told.get("hint", ""))
    return kind(str(told.get("message", "")), where=where or "speech", hint=hint)
