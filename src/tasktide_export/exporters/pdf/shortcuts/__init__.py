"""Shorter ways through WeasyPrint that give the same bytes.

Each replaces one function of one version by another that computes the same in less
time: what a style asks for is worked out once for the style and not for every box,
and common cases are decided first.  They are used only with the very versions they
were written for; with any other nothing is replaced and nothing is lost but time.
A test lays documents out both ways and compares the files.
"""

import contextlib
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, TypeAlias

VERSIONS = {"weasyprint": "70.0", "pydyf": "0.13.0", "pyphen": "0.18.1"}
"""What the shortcuts were compared with, byte by byte."""

Place: TypeAlias = tuple[Any, str, Any]
"""A module or class, the name in it, and what stands there."""


def are_valid() -> bool:
    """Tell whether the versions installed are those that the shortcuts are for."""
    return all(version(name) == wanted for name, wanted in VERSIONS.items())


@contextlib.contextmanager
def in_use(*, wanted: bool) -> Iterator[None]:
    """Take the shortcuts inside this block, if they are wanted and valid.

    The names belong to the process, so one document is laid out at a time: the caller
    sees to that.
    """
    if not (wanted and are_valid()):
        yield
        return
    kept = [(owner, name, vars(owner)[name]) for owner, name, _ in _places()]
    for owner, name, short in _places():
        setattr(owner, name, short)
    try:
        yield
    finally:
        for owner, name, original in kept:
            setattr(owner, name, original)


_found: list[Place] = []


def _places() -> list[Place]:
    """Return every place where an original stands, with what takes it over."""
    if not _found:
        from tasktide_export.exporters.pdf.shortcuts import (
            boxes,
            drawing,
            hyphens,
            lengths,
            styles,
            text,
        )

        for room in (boxes, drawing, hyphens, lengths, styles, text):
            _found.extend(room.METHODS)
            for original, short in room.FUNCTIONS:
                _found.extend(_everywhere(original, short))
    return _found


def _everywhere(original: Callable[..., Any], short: Callable[..., Any]) -> Iterator[Place]:
    """Yield the modules that hold ``original`` under its name: they import it by name."""
    name = original.__name__
    for key, module in list(sys.modules.items()):
        if key.split(".")[0] in VERSIONS and vars(module).get(name) is original:
            yield module, name, short
