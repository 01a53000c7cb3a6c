"""The speech engines by name.

A built-in engine is one line here.  Other packages add theirs through the entry-point
group ``tasktide_export.engines``: a class, or a function without arguments, that gives
an :class:`~tasktide_export.speech.engine.Engine`.  Engines are loaded in the worker;
the program that exports only reads their names.
"""

import importlib
from typing import Any

from tasktide_export.errors import EngineError, ExportError, MissingDependencyError
from tasktide_export.speech.engine import Engine

GROUP = "tasktide_export.engines"
DEFAULT = "pyttsx3"

_BUILT_IN = {
    "pyttsx3": "tasktide_export.speech.pyttsx:system_engine",
    "piper": "tasktide_export.speech.piper:PiperEngine",
}


def names() -> tuple[str, ...]:
    """Return the names of all engines, built-in ones first."""
    return (*_BUILT_IN, *sorted(set(_plugins()) - set(_BUILT_IN)))


def require(name: str) -> None:
    """Raise :class:`~tasktide_export.errors.EngineError` when no engine is called ``name``."""
    if name not in _BUILT_IN and name not in _plugins():
        known = ", ".join(names())
        raise EngineError(f"there is no speech engine {name!r}", hint=f"known engines: {known}")


def origin(name: str) -> str:
    """Return what an engine comes from, to be told in errors."""
    if name not in _BUILT_IN and (point := _plugins().get(name)) and point.dist:
        return f"package {point.dist.name} {point.dist.version}"
    return f"speech engine {name}"


def load(name: str) -> Engine:
    """Return a new engine called ``name``.

    Raises :class:`~tasktide_export.errors.EngineError` when there is none, and
    :class:`~tasktide_export.errors.MissingDependencyError`, which names the package,
    when it does not load or is no engine.
    """
    require(name)
    try:
        engine = _maker(name)()
    except ExportError:
        raise
    except (Exception, SystemExit) as error:
        raise _unusable(name, f"it does not load: {type(error).__name__}: {error}") from error
    for part in ("voices", "synthesise"):
        if not callable(getattr(engine, part, None)):
            raise _unusable(name, f"it has no {part}()")
    made: Engine = engine
    return made


def _maker(name: str) -> Any:
    if name in _BUILT_IN:
        module, _, attribute = _BUILT_IN[name].partition(":")
        return getattr(importlib.import_module(module), attribute)
    return _plugins()[name].load()


def _unusable(name: str, reason: str) -> MissingDependencyError:
    built_in = name in _BUILT_IN
    return MissingDependencyError(
        f"the speech engine {name!r} cannot be used: {reason}",
        where=origin(name),
        hint="run 'tasktide-export doctor'" if built_in else "update or remove that package",
    )


def _plugins() -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=GROUP)}
