"""Print what the checks find in EPUBs that other programs make of the example article.

Each program that is installed makes its EPUB the way it does without further options, and
so does ours.  Every file is read back alone, without the article; each finding is a line:
rule, place, message.  Files that are given are read back instead of making any.

    .venv/bin/python -m benchmarks.epub_peers [FILE.epub ...]

Programs that are missing are named, with how to install them.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import tasktide_export as tasktide
from benchmarks.pandoc import ADVICE, pandocs
from tasktide_export.checks import verify
from tasktide_export.errors import ReadError

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "tidal-clocks.html"
PICTURES = EXAMPLE.with_name("make_images.py")
"""Draws the one picture of the example that is not kept beside it."""


def main() -> None:
    """Make the files, or take those that are given, and print what is found in each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="EPUBs to read back")
    files = parser.parse_args().files
    for file in files:
        print_findings(file.name, file)
    if files:
        return
    subprocess.run([sys.executable, str(PICTURES)], check=True)
    with tempfile.TemporaryDirectory(prefix="epub-peers-") as name:
        for maker, file in made(Path(name)):
            print_findings(maker, file)


def made(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each program's name and version with the EPUB that it made in ``folder``."""
    ours = folder / "ours.epub"
    tasktide.export(tasktide.read(EXAMPLE), "epub", ours)
    yield "tasktide-export", ours
    programs = pandocs()
    for name, program in programs.items():
        target = folder / f"{name}.epub"
        if _runs([program, "-o", str(target), EXAMPLE.name]):
            yield name, target
    if not programs:
        print(ADVICE)
    yield from _of_calibre(folder)
    yield from _of_percollate(folder)


def _of_calibre(folder: Path) -> Iterator[tuple[str, Path]]:
    program = shutil.which("ebook-convert")
    if not program:
        print("calibre is not installed; apt install calibre")
        return
    version = _said([program, "--version"]).partition("calibre ")[2].partition(")")[0]
    target = folder / "calibre.epub"
    # Left to itself it writes EPUB 2, which no reader of an EPUB 3 expects.
    if _runs([program, EXAMPLE.name, str(target), "--epub-version", "3"]):
        yield f"calibre {version}", target


def _of_percollate(folder: Path) -> Iterator[tuple[str, Path]]:
    program = shutil.which("percollate")
    if not program:
        print("percollate is not installed; npm install --global percollate")
        return
    version = _said([program, "--version"]).strip()
    target = folder / "percollate.epub"
    # It opens a page that is a file, but then none of the pictures beside it.
    with _served(EXAMPLE.parent) as address:
        if _runs([program, "epub", f"{address}/{EXAMPLE.name}", "-o", str(target)]):
            yield f"percollate {version}", target


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` to this machine alone; the value is the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing of what was asked for."""


def _runs(command: list[str]) -> bool:
    """Run ``command`` in the folder of the example; print what it says if it fails."""
    ended = subprocess.run(command, cwd=EXAMPLE.parent, capture_output=True, text=True, check=False)
    if ended.returncode:
        print(f"\n{command[0]} failed with exit code {ended.returncode}: {ended.stderr[-2000:]}")
    return ended.returncode == 0


def _said(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def print_findings(name: str, file: Path) -> None:
    """Print what is found in ``file``, or why it cannot be read."""
    data = file.read_bytes()
    try:
        findings = verify(data, "epub")
    except ReadError as error:
        print(f"\n{name}: cannot be read: {error}")
        return
    print(f"\n{name}: {len(findings)} findings, {len(data) / 1000:.0f} KB")
    for one in findings:
        about = f" [{one.excerpt}]" if one.excerpt else ""
        print(f"  {one.severity:<8}{one.rule:<32}{one.place}: {one.message}{about}")


if __name__ == "__main__":
    main()
