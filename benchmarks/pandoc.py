"""The pandocs that are installed: that of the system, and that of the wheel pypandoc_binary."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

ADVICE = "pandoc is not installed; apt install pandoc, or pip install pypandoc_binary"


def pandocs() -> dict[str, str]:
    """Return the programs that are there by name and version, such as ``pandoc 3.9``."""
    programs = [found for found in (shutil.which("pandoc"), _of_the_wheel()) if found]
    return {f"pandoc {_version(program)}": program for program in programs}


def _of_the_wheel() -> str:
    found = importlib.util.find_spec("pypandoc")
    if found is None or found.origin is None:
        return ""
    return shutil.which("pandoc", path=Path(found.origin).parent / "files") or ""


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    number = re.search(r"\d+(\.\d+)+", said.stdout)
    return number.group() if number else "of unknown version"
