"""Packages as pip leaves them, made by tests in a folder of their own."""

import sys
from pathlib import Path


def install(folder, monkeypatch, *, name, modules, engines):
    """Put a package with ``modules`` and ``engines`` into ``folder``, for us and for workers."""
    information = Path(folder, f"{name.replace('-', '_')}-1.0.dist-info")
    information.mkdir()
    (information / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8"
    )
    points = "".join(f"{engine} = {place}\n" for engine, place in engines.items())
    (information / "entry_points.txt").write_text(
        f"[tasktide_export.engines]\n{points}", encoding="utf-8"
    )
    for module, source in modules.items():
        Path(folder, f"{module}.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=";" if sys.platform == "win32" else ":")


def install_odd(folder, monkeypatch):
    """Install the engine ``odd``, which behaves as the variable ``TASKTIDE_ODD`` says."""
    source = Path(__file__).with_name("odd_voices.py").read_text(encoding="utf-8")
    install(
        folder,
        monkeypatch,
        name="odd-voices",
        modules={"odd_voices": source},
        engines={"odd": "odd_voices:Odd"},
    )
