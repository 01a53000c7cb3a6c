"""Which engine speaks, to the version: what kept speech is good for."""

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from tasktide_export.speech.registry import DEFAULT

_SYSTEMS_OWN = ("Darwin", "Windows")


@cache
def identity(engine: str = DEFAULT) -> str:
    """Return the name and version of an engine, or nothing when its version is unknown.

    Of other engines than the default we do not know which files make their voices.
    The voices of macOS and Windows change with the system.  An espeak-ng that was not
    installed with Python may change any day without our knowing.
    """
    if engine != DEFAULT:
        return ""
    system = platform.system()
    if system in _SYSTEMS_OWN:
        return f"pyttsx3 {version('pyttsx3')} {system} {platform.version()}"
    try:
        return f"pyttsx3 {version('pyttsx3')} espeakng-loader {version('espeakng-loader')}"
    except PackageNotFoundError:
        return ""
