"""Settings given as words on the command line: ``-O FORMAT.KEY=VALUE``, ``-M KEY=VALUE``."""

import dataclasses
import types
import typing
from collections.abc import Iterable
from typing import Any

from tasktide_export.document import Metadata
from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import ExportOptions

_TRUTH = {"yes": True, "true": True, "on": True, "1": True,
          "no": False, "false": False, "off": False, "0": False}  # fmt: skip

_PER_LINE = frozenset({"authors", "subjects"})
_NOT_SETTABLE = frozenset({"inferred", "cover"})
_SHORT = {"author": "authors", "lang": "language", "date": "published", "keywords": "subjects"}


def format_settings(settings: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the values of ``-O`` by format and key.

    Raises :class:`UsageError` for a word that is not ``FORMAT.KEY=VALUE``.
    """
    values: dict[str, dict[str, str]] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        target, dot, key = name.partition(".")
        if not (equals and dot and target and key):
            raise UsageError(f"-O takes FORMAT.KEY=VALUE, not {setting!r}")
        values.setdefault(target, {})[key.replace("-", "_")] = value
    return values


def options_from(kind: type[ExportOptions], name: str, values: dict[str, str]) -> ExportOptions:
    """Return the options of format ``name`` with ``values`` set, each checked.

    Raises :class:`UsageError` for an unknown key or a value that does not fit.
    """
    hints = typing.get_type_hints(kind)
    known = {field.name for field in dataclasses.fields(kind)}
    chosen = {}
    for key, value in values.items():
        if key not in known:
            keys = ", ".join(sorted(field.replace("_", "-") for field in known))
            raise UsageError(f"{name} has no option {key!r}", hint=f"it has {keys}")
        chosen[key] = _value(value, hints[key], f"{name}.{key.replace('_', '-')}")
    try:
        return kind(**chosen)
    except ValueError as error:
        raise UsageError(str(error), where=f"format {name}") from error


def _value(text: str, hint: Any, name: str) -> Any:
    if typing.get_origin(hint) is typing.Literal:
        choices = typing.get_args(hint)
        if text not in choices:
            known = ", ".join(choice for choice in choices if choice)
            raise UsageError(f"{name} is {text!r}", hint=f"it is one of {known}")
        return text
    if typing.get_origin(hint) is tuple:
        return tuple(text.split("\n"))
    if typing.get_origin(hint) is types.UnionType:
        hint = typing.get_args(hint)[0]
    if hint is bool:
        if text.lower() not in _TRUTH:
            raise UsageError(f"{name} is {text!r}", hint="it is yes or no")
        return _TRUTH[text.lower()]
    try:
        return hint(text)
    except ValueError as error:
        raise UsageError(f"{name} is {text!r}", hint=f"it is a {hint.__name__}") from error


def metadata_from(settings: Iterable[str]) -> dict[str, Any]:
    """Return the metadata fields that ``-M KEY=VALUE`` sets; authors may repeat.

    Raises :class:`UsageError` for a field that does not exist.
    """
    fields = {field.name for field in dataclasses.fields(Metadata)} - _NOT_SETTABLE
    values: dict[str, Any] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        name = _SHORT.get(name.strip().lower(), name.strip().lower())
        if not equals or name not in fields:
            known = ", ".join(sorted(fields))
            raise UsageError(f"-M takes KEY=VALUE, not {setting!r}", hint=f"keys: {known}")
        if name in _PER_LINE:
            values[name] = (*values.get(name, ()), value)
        else:
            values[name] = value
    return values
