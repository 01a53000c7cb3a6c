"""Find espeak-ng: in the wheel ``espeakng_loader`` first, else on the system."""

import contextlib
import ctypes
import os

NAME = "libespeak-ng.so.1"
"""What pyttsx3 asks the loader for."""
_MOST_HANDLES = 16


def prepare() -> str | None:
    """Load espeak-ng so that pyttsx3 finds it; return its data folder if it has one.

    pyttsx3 asks the loader for ``libespeak-ng.so.1``.  The wheel's library carries
    that name, so once it is loaded it is the one that pyttsx3 gets.
    """
    with contextlib.suppress(ImportError, OSError, RuntimeError):
        import espeakng_loader

        data = str(espeakng_loader.get_data_path())
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
        return data
    return None


def unload() -> bool:
    """Take espeak-ng out of this process; return whether it is gone.

    What it knows of earlier texts lies in the library's own variables, which
    ``espeak_Terminate`` leaves as they are; only a library loaded anew has fresh ones.
    Nothing may call into it any more.
    """
    if not hasattr(os, "RTLD_NOLOAD"):
        return False
    import _ctypes

    close = getattr(_ctypes, "dlclose", None)
    if close is None:
        return False
    for _ in range(_MOST_HANDLES):
        try:
            handle = ctypes.CDLL(NAME, mode=os.RTLD_NOLOAD | os.RTLD_NOW)._handle  # noqa: SLF001 - the only way to it
        except OSError:
            return True
        close(handle)  # this one,
        close(handle)  # and one that was there before
    return False
