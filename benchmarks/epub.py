"""Measure what an EPUB costs, beside pandoc, in one run.

One article, a book of 100 chapters and one of 1,000, each chapter about 6 KB of HTML.  Cold is
a command from its start to its end, with all of its processes.  Warm is one more document in a
process that has made one before: ours is timed writing a document that was read, and reading
the page as well; pandoc, which cannot be warm, always reads and writes.  The engines take
turns, so that whatever else the machine does hits all alike.

    .venv/bin/python -m benchmarks.epub [--part cold|warm] [--rounds N] [--warm-rounds N]

pandoc comes from the system (apt install pandoc) or with a wheel (pip install
pypandoc_binary); every one that is found is measured.  Without any, its lines are left out.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.epub_inputs import SIZES
from benchmarks.pandoc import ADVICE, pandocs
from benchmarks.pdf import HEAD, Cost, adopt_orphans, print_row, run

PARTS = ("cold", "warm")
OURS, WRITING, BOTH = "ours", "ours, writing", "ours, reading and writing"
COLD_MOST = 2.0
"""CPU of our command over that of pandoc's, for one article: at most."""
WARM_MOST = 1.0
"""CPU of writing over pandoc's command, for every size: at most."""
LIBRARY_LEAST = 20.0
"""CPU of pandoc's command over writing, for 1,000 chapters: at least."""
LINEAR_MOST = 1.2
"""CPU of writing 1,000 chapters over ten times that of 100: at most."""

Costs = dict[str, list[Cost]]
"""For each engine the cost of each of its turns."""


def main() -> None:
    """Write the inputs, take turns, print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each command")
    parser.add_argument("--warm-rounds", type=int, default=3, help="turns for each size")
    asked = parser.parse_args()
    programs = pandocs()
    print(", ".join(programs) or ADVICE)
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="epub-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # This process stays small: what a child's peak begins with is its parent's.
        run([sys.executable, "-m", "benchmarks.epub_inputs", str(folder)], folder)
        if asked.part in {None, "cold"}:
            print_cold(cold(programs, folder, asked.rounds), asked.rounds)
        if asked.part in {None, "warm"}:
            by_size = {size: warm(programs, size, folder, asked.warm_rounds) for size in SIZES}
            print_warm(by_size, folder, asked.warm_rounds)


def cold(programs: Mapping[str, str], folder: Path, rounds: int) -> Costs:
    """Run each engine's command on the one article in turn."""
    page, target = str(folder / "article.html"), str(folder / "cold.epub")
    ours = [sys.executable, "-m", "tasktide_export", "-q", "-f", "epub", "-o", target, page]
    commands = {name: [program, "-o", target, page] for name, program in programs.items()}
    commands[OURS] = ours
    costs: Costs = {engine: [] for engine in commands}
    for number in range(rounds + 1):
        for engine, command in commands.items():
            cost = run(command, folder)
            if number:  # the first fills the caches
                costs[engine].append(cost)
    return costs


def warm(programs: Mapping[str, str], size: str, folder: Path, rounds: int) -> Costs:
    """Make the EPUB of a size with each engine in turn, ours in a process that has made one."""
    page, target = str(folder / f"{size}.html"), str(folder / "warm.epub")
    costs: Costs = {engine: [] for engine in (*programs, WRITING, BOTH)}
    for _ in range(rounds):
        for name, program in programs.items():
            costs[name].append(run([program, "-o", target, page], folder))
        ours = run([sys.executable, "-m", "benchmarks.epub_warm", size], folder)
        told = json.loads(ours.output)
        costs[WRITING].append(Cost(told["writing"], ours.peak))
        costs[BOTH].append(Cost(told["reading"] + told["writing"], ours.peak))
    return costs


def print_cold(costs: Costs, rounds: int) -> None:
    """Print the costs of the commands and the target."""
    print(f"\nCold, one article from the command line: {rounds} runs each, taking turns")
    print(HEAD)
    base = next(iter(costs))
    for engine, several in costs.items():
        print_row(engine, several, costs[base], "")
    for name in _pandocs_of(costs):
        ratio = _ratio(costs[OURS], costs[name])
        print_target(f"one article, ours over {name}", ratio, most=COLD_MOST)


def print_warm(by_size: dict[str, Costs], folder: Path, rounds: int) -> None:
    """Print the costs of every size and the targets."""
    print(f"\nWarm, ours after one document: {rounds} turns for each size")
    print(f"{HEAD}{'ms a chapter':>14}")
    for size, costs in by_size.items():
        kilobytes = (folder / f"{size}.html").stat().st_size / 1000
        print(f"{size}: {SIZES[size]} chapters, {kilobytes:.0f} KB of HTML")
        base = next(iter(costs))
        for engine, several in costs.items():
            a_chapter = median(one.cpu for one in several) / SIZES[size] * 1000
            print_row(f"  {engine}", several, costs[base], f"{a_chapter:>14.2f}")
    for name in _pandocs_of(by_size["library"]):
        for ours in (WRITING, BOTH):
            ratio = max(_ratio(costs[ours], costs[name]) for costs in by_size.values())
            print_target(f"every size, {ours}, over {name}: the most", ratio, most=WARM_MOST)
    for name in _pandocs_of(by_size["library"]):
        for ours in (WRITING, BOTH):
            ratio = _ratio(by_size["library"][name], by_size["library"][ours])
            print_target(f"library, {name}, over {ours}", ratio, least=LIBRARY_LEAST)
    tenfold = SIZES["library"] / SIZES["book"]
    for engine in by_size["library"]:
        longer, shorter = (_middle(by_size[size][engine]) for size in ("library", "book"))
        ratio = longer / shorter / tenfold
        print_target(f"library over {tenfold:.0f} books, {engine}", ratio, most=LINEAR_MOST)


def print_target(
    what: str, ratio: float, *, most: float | None = None, least: float | None = None
) -> None:
    """Print a ratio, what it should be at ``most`` or at ``least``, and whether it is."""
    bound = f"at most {most}" if most is not None else f"at least {least}"
    is_met = (most is None or ratio <= most) and (least is None or ratio >= least)
    print(f"{what:<68}{ratio:>8.2f}   target: {bound:<14}{'met' if is_met else 'missed'}")


def _pandocs_of(costs: Costs) -> list[str]:
    return [engine for engine in costs if not engine.startswith(OURS)]


def _ratio(several: list[Cost], base: list[Cost]) -> float:
    """Return the median of the ratios of each turn."""
    return median(one.cpu / other.cpu for one, other in zip(several, base, strict=True))


def _middle(several: list[Cost]) -> float:
    return median(one.cpu for one in several)


if __name__ == "__main__":
    main()
