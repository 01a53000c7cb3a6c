"""The errors that tasktide-export raises.

Every one is an :class:`ExportError`, survives pickling, and says what happened,
where, and what to do::

    ExportError
    ├── UsageError               the call itself is wrong (exit 2)
    │   ├── UnknownFormatError   no reader or exporter has that name
    │   ├── StyleError           a style is missing or broken
    │   ├── LexiconError         a pronunciation lexicon is missing or broken
    │   ├── EngineError          no speech engine has that name
    │   └── VoiceError           no such voice, or none for the language
    ├── ReadError                the input cannot be used (exit 65)
    │   └── LimitError           it is over a limit
    ├── RenderError              an edition could not be made (exit 1)
    ├── InaccessibleDocumentError  refused under ``strict`` (exit 1)
    ├── OutputError              the target cannot be written (exit 73, 74)
    └── MissingDependencyError   a system part is not installed (exit 1)
"""

from typing import Any

from tasktide_export.document import Finding


class ExportError(Exception):
    """What every error of this library is.

    ``message`` says what happened, ``where`` names the source, section or
    format, ``hint`` what to do; both may be empty.  ``exit_code`` is what the
    command ends with (sysexits).
    """

    exit_code = 1

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.args, dict(self.__dict__)))


def _rebuild(kind: type[ExportError], arguments: tuple[Any, ...], state: dict[str, Any]) -> Any:
    error = kind.__new__(kind)
    Exception.__init__(error, *arguments)
    error.__dict__.update(state)
    return error


class UsageError(ExportError):
    """The call is wrong: an unknown name, an option that does not fit."""

    exit_code = 2


class UnknownFormatError(UsageError):
    """No reader or exporter has that name."""


class StyleError(UsageError):
    """A style is missing or cannot be used."""


class LexiconError(UsageError):
    """A pronunciation lexicon is missing or cannot be used."""


class EngineError(UsageError):
    """No speech engine has that name."""


class VoiceError(UsageError):
    """No such voice, or no voice for a language."""


class ReadError(ExportError):
    """The input cannot be used."""

    exit_code = 65


class LimitError(ReadError):
    """The input is over a limit; ``limit`` is its name and ``value`` its value."""

    def __init__(self, message: str, *, limit: str, value: int, where: str = "") -> None:
        super().__init__(message, where=where, hint=f"the limit {limit} is {value}")
        self.limit = limit
        self.value = value


class RenderError(ExportError):
    """An edition could not be made from the document."""


class InaccessibleDocumentError(ExportError):
    """Under ``strict``, the edition's claims are not earned; nothing is written."""

    def __init__(
        self, message: str, *, findings: tuple[Finding, ...], where: str = "", hint: str = ""
    ) -> None:
        super().__init__(message, where=where, hint=hint)
        self.findings = findings


class OutputError(ExportError):
    """The target cannot be written; what was there before is untouched."""

    exit_code = 74

    def __init__(
        self, message: str, *, where: str = "", hint: str = "", created: bool = True
    ) -> None:
        super().__init__(message, where=where, hint=hint)
        self.exit_code = 74 if created else 73


class MissingDependencyError(ExportError):
    """A library or system part that the format needs is not installed."""
