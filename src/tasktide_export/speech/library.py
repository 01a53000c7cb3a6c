"""Find espeak-ng: in the wheel ``espeakng_loader`` first, else on the system."""

import contextlib
import ctypes


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
