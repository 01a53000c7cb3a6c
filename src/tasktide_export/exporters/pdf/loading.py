"""WeasyPrint imported at two thirds of its price.

Two things in its import cost more than they give.  cffi asks
``ctypes.util.find_library`` for each name under which Pango may be known before
it tries the next; on Linux that starts compilers and linkers, a dozen times, and
the plain names that follow are found without.  And fontTools' subsetter and
instancer are loaded for fonts that few documents have; here they come when they
are asked for.
"""

import contextlib
import importlib
import sys
import types
from collections.abc import Iterator
from typing import Any

from tasktide_export.errors import MissingDependencyError

_SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")


def load_weasyprint() -> Any:
    """Return the module.

    Raises :class:`MissingDependencyError` where Pango is not installed.
    """
    if loaded := sys.modules.get("weasyprint"):
        return loaded
    try:
        with _plain_names(), _seldom_used():
            return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise MissingDependencyError(
            f"WeasyPrint cannot load Pango: {error}".splitlines()[0],
            where="format pdf",
            hint="Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0; "
            "macOS: brew install pango; see 'tasktide-export doctor'",
        ) from error


@contextlib.contextmanager
def _plain_names() -> Iterator[None]:
    """Let libraries be found by their plain names alone, where those are enough."""
    if not sys.platform.startswith("linux"):
        yield
        return
    import ctypes.util

    kept = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - the function's own parameter
    try:
        yield
    finally:
        ctypes.util.find_library = kept


class _Later(types.ModuleType):
    """Stands in for a module and loads it when something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Name(self.__name__, name)


class _Name:
    """Something of a module that is not loaded yet; calling or asking it loads that."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def _real(self) -> Any:
        module, name = self._place
        return getattr(importlib.import_module(module), name)

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._real()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)


@contextlib.contextmanager
def _seldom_used() -> Iterator[None]:
    """Let modules that few documents need be imported without being loaded."""
    stand_ins = {name: _Later(name) for name in _SELDOM if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
