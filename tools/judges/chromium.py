"""The system's Chromium, in which some judges run."""

import shutil

from tools.judges.workshop import JudgeMissingError, system_parts

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def install() -> str:
    """Return the path of Chromium, which is installed where it is missing.

    Raises :class:`JudgeMissingError` when that cannot be done.
    """
    system_parts("chromium")
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise JudgeMissingError("this judge needs Chromium, and there is none")
    return browser
