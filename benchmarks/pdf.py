"""Measure what a PDF costs, beside plain WeasyPrint and other engines, in one run.

Cold is a command from its start to its end, with all of its processes.  Warm is one more
document in a process that has written one before: ours begins with the document that was
read, plain WeasyPrint with the XHTML that ours lays out, and writes no tags.  The engines
take turns, so that whatever else the machine does hits all alike.  Then stands a table of
what each engine tells about the same rich article (the tags and marks that are in the file).

    .venv/bin/python -m benchmarks.pdf [--install] [--part cold|warm|marks] [--rich FILE]

Typst is no dependency: --install puts it into this environment.  Chromium comes from the
system (apt install chromium).  Without either, its lines are left out.
"""

import argparse
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.pdf_inputs import SIZES, count_words

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("cold", "warm", "marks")
PLAIN, STOCK, OURS = "WeasyPrint", "WeasyPrint ua-1", "ours"
LONG_WAY = "ours, -O pdf.shortcuts=false"

_WEASYPRINT = (
    "import sys, weasyprint; "
    "weasyprint.HTML(sys.argv[1]).write_pdf("
    "sys.argv[2], pdf_variant=sys.argv[3] or None, presentational_hints=True)"
)
"""With the hints that our page is written for, so that both lay out the same."""
_TYPST = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], pdf_standards='ua-1')"
_CHROMIUM_OPTIONS = """
--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --no-pdf-header-footer
--disable-background-networking --disable-component-update --disable-sync
"""
_COUNT_PAGES = "import sys, pikepdf; print(len(pikepdf.open(sys.argv[1]).pages))"
HEAD = f"{'':<38}{'CPU s min':>11}{'median':>9}{'ratio':>8}{'peak MB':>10}{'ratio':>8}"
"""The columns of :func:`print_row`."""
_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""An installed package is compiled: so is ours here, in the first round, which does not count."""
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, user and system, of a process and all of its children.

    ``peak`` is the most memory, in bytes, that the largest of them held at a time;
    ``output`` is what was printed.
    """

    cpu: float
    peak: int
    output: str = ""


Commands = dict[str, Callable[[str, Path, Path], list[str]]]
"""For each engine the command for an input's name, its page and the PDF."""


def main() -> None:
    """Write the inputs, take turns, print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--install", action="store_true", help="install Typst")
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--rounds", type=int, default=7, help="runs of each command")
    parser.add_argument("--warm-rounds", type=int, default=3, help="processes for each size")
    rich = ROOT / "examples" / "tidal-clocks.html"
    parser.add_argument("--rich", type=Path, default=rich, help="the article of the table")
    asked = parser.parse_args()
    if asked.install and not importlib.util.find_spec("typst"):
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "typst"], check=True)
        importlib.invalidate_caches()
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        rich = asked.rich.resolve()
        # This process stays small: what a child's peak begins with is its parent's.
        run([sys.executable, "-m", "benchmarks.pdf_inputs", str(folder), str(rich)], folder)
        commands = engines(folder)
        if asked.part in {None, "cold"}:
            print_cold(commands, folder, asked.rounds)
        if asked.part in {None, "warm"}:
            print_warm(folder, asked.warm_rounds)
        if asked.part in {None, "marks"}:
            print_marks(commands, folder, rich)


def engines(folder: Path) -> Commands:
    """Return the commands of the engines that are there, and say which are not."""
    python = sys.executable
    ours = [python, "-m", "tasktide_export", "-q", "-f", "pdf"]
    long_way = [*ours, "-O", "pdf.shortcuts=false"]
    commands: Commands = {
        PLAIN: lambda stem, _, pdf: [python, "-c", _WEASYPRINT, f"{stem}.xhtml", str(pdf), ""],
        OURS: lambda _, page, pdf: [*ours, "-o", str(pdf), str(page)],
        LONG_WAY: lambda _, page, pdf: [*long_way, "-o", str(pdf), str(page)],
        STOCK: lambda stem, _, pdf: (
            [python, "-c", _WEASYPRINT, f"{stem}.xhtml", str(pdf), "pdf/ua-1"]
        ),
    }
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program:
        commands["Chromium"] = lambda _, page, pdf: [
            program,
            *_CHROMIUM_OPTIONS.split(),
            f"--user-data-dir={tempfile.mkdtemp(dir=folder)}",
            f"--print-to-pdf={pdf}",
            page.as_uri(),
        ]
    else:
        print("Chromium is not installed; apt install chromium")
    if importlib.util.find_spec("typst"):
        commands["Typst ua-1"] = lambda stem, _, pdf: [
            python,
            "-c",
            _TYPST,
            f"{stem}.typ",
            str(pdf),
        ]
    else:
        print("Typst is not installed; --install does it")
    return commands


def adopt_orphans() -> None:
    """Have processes whose parent ended without waiting for them counted here (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)


def run(command: list[str], folder: Path) -> Cost:
    """Run ``command`` in ``folder`` until all of its processes have ended."""
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with (folder / "output").open("w+b") as output, (folder / "errors").open("w+b") as errors:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**_ENVIRONMENT, "PYTHONPATH": paths, "PYTHONPYCACHEPREFIX": str(folder / "pyc")},
            stdout=output,
            stderr=errors,
        )
        cpu, peak, failed = 0.0, 0, False
        while True:
            try:
                ended, status, usage = os.wait4(-1, 0)
            except ChildProcessError:
                break
            cpu += usage.ru_utime + usage.ru_stime
            peak = max(peak, usage.ru_maxrss * _PEAK_UNIT)
            if ended == process.pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                failed = process.returncode != 0
        if failed:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{command} failed with exit code {process.returncode}: {said}")
        output.seek(0)
        return Cost(cpu, peak, output.read().decode(errors="replace"))


def print_cold(commands: Commands, folder: Path, rounds: int) -> None:
    """Run each engine's command on the short article in turn and print the costs."""
    page = folder / "article.html"
    words = count_words(page.read_text("utf-8"))
    costs: dict[str, list[Cost]] = {engine: [] for engine in commands}
    for number in range(rounds + 1):
        for engine, command in commands.items():
            cost = run(command("article", page, folder / f"{engine}.pdf"), folder)
            if number:  # the first fills the caches
                costs[engine].append(cost)
    print(f"\nCold, from the command line: {words} words, {rounds} runs each, taking turns")
    print(f"{HEAD}{'pages':>8}")
    for engine, several in costs.items():
        count = [sys.executable, "-c", _COUNT_PAGES, f"{engine}.pdf"]
        print_row(engine, several, costs[PLAIN], f"{run(count, folder).output.strip():>8}")


def print_row(name: str, several: list[Cost], base: list[Cost], more: str) -> None:
    """Print the costs of an engine's runs; the ratios are medians of those of each turn."""
    cpu = median(one.cpu / plain.cpu for one, plain in zip(several, base, strict=True))
    peak = median(one.peak / plain.peak for one, plain in zip(several, base, strict=True))
    print(
        f"{name:<38}{min(one.cpu for one in several):>11.3f}"
        f"{median(one.cpu for one in several):>9.3f}{cpu:>8.2f}"
        f"{median(one.peak for one in several) / 1e6:>10.0f}{peak:>8.2f}{more}",
        flush=True,
    )


def print_warm(folder: Path, rounds: int) -> None:
    """Write each size with ours and with plain WeasyPrint in processes of their own."""
    print(f"\nWarm, after one document: {rounds} processes for each line, taking turns")
    print(f"{HEAD}{'pages':>8}{'ms a page':>11}")
    a_page: dict[str, dict[str, float]] = {PLAIN: {}, OURS: {}, LONG_WAY: {}}
    for size in SIZES:
        costs: dict[str, list[Cost]] = {PLAIN: [], OURS: [], LONG_WAY: []}
        pages = dict.fromkeys(costs, 0)
        for _ in range(rounds):
            for engine, several in costs.items():
                command = [sys.executable, "-m", "benchmarks.pdf_warm", engine, size]
                told = json.loads(run(command, folder).output)
                several.append(Cost(told["cpu"], told["peak"] * _PEAK_UNIT))
                pages[engine] = told["pages"]
        for engine, several in costs.items():
            a_page[engine][size] = median(one.cpu for one in several) / pages[engine]
            more = f"{pages[engine]:>8}{a_page[engine][size] * 1000:>11.1f}"
            print_row(f"{size}, {engine}", several, costs[PLAIN], more)
    print("CPU a page, the longest over the middle one (1 is flat):")
    for engine, by_size in a_page.items():
        print(f"  {engine:<28}{by_size['library'] / by_size['book']:>11.2f}")


def print_marks(commands: Commands, folder: Path, rich: Path) -> None:
    """Print what is in the files of the engines that tag, for the rich and a long article."""
    from benchmarks.pdf_marks import print_table

    for stem, page in (("rich", rich), ("book", folder / "book.html")):
        files: dict[str, Path] = {}
        for engine, command in commands.items():
            if engine in (PLAIN, LONG_WAY):
                continue
            files[engine] = folder / f"{stem}, {engine}.pdf"
            # Chromium gets what WeasyPrint gets: the same markup and style sheet.
            given = page if engine == OURS else folder / f"{stem}.xhtml"
            run(command(stem, given, files[engine]), folder)
        print(f"\nWhat the files tell: {page.name}")
        markup = (folder / f"{stem}.xhtml").read_text("utf-8")
        print_table(files, markup, whole=stem == "rich")


if __name__ == "__main__":
    main()
