"""Measure what a spoken edition costs, beside bare synthesis and encoding, in one run.

Ours is the whole command: reading the page, the script, speech that is checked and
spoken apart sentence by sentence, loudness, chapters, M4B.  Plain is espeak-ng by its C
interface and the same AAC coder in one process, a paragraph at a time.  The ffmpeg
program encodes the same samples.  All take turns.

    python -m benchmarks.audio [--part cost|workers|memory] [--rounds N]

The part on memory speaks twelve hours and takes some ten minutes.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.epub import print_target
from benchmarks.pdf import HEAD, Cost, adopt_orphans, print_row, run

PARTS = ("cost", "workers", "memory")
OURS, PLAIN, FFMPEG = "ours", "plain", "ffmpeg, encoding alone"
COST_MOST = 1.3
"""CPU of our command over plain synthesis and the same encoder: at most."""
WORKERS_LEAST = 1.7
"""Time of one worker over that of two, on a long text: at least."""
MEMORY_MOST = 50
"""Megabytes by which twelve hours may take more than one: at most."""


def main() -> None:
    """Write the inputs, take turns, print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--rounds", type=int, default=5, help="turns for each engine")
    asked = parser.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="audio-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        run([sys.executable, "-m", "benchmarks.audio_inputs", str(folder)], folder)
        for part, measure in zip(PARTS, (cost, workers, memory), strict=True):
            if asked.part in {None, part}:
                measure(folder, asked.rounds)


def ours(folder: Path, length: str, jobs: int, suffix: str = "m4b") -> list[str]:
    """Return our command for a text of a length."""
    options = ["-O", f"audio.jobs={jobs}", "-o", str(folder / f"ours.{suffix}")]
    page = str(folder / f"{length}.html")
    return [sys.executable, "-m", "tasktide_export", "-q", "-f", "audio", *options, page]


def plain(folder: Path, length: str) -> list[str]:
    """Return the command that speaks and encodes a text with nothing around it."""
    files = [str(folder / name) for name in (f"{length}.txt", "plain.m4b", "samples")]
    return [sys.executable, "-m", "benchmarks.audio_plain", *files]


def ffmpeg(folder: Path) -> list[str]:
    """Return the command that encodes the samples that plain has left."""
    sound = ["-f", "s16le", "-ar", "22050", "-ac", "1", "-i", str(folder / "samples")]
    coder = ["-c:a", "aac", "-aac_coder", "fast", "-b:a", "64k"]
    return ["ffmpeg", "-v", "error", "-y", *sound, *coder, str(folder / "ffmpeg.m4b")]


def cost(folder: Path, rounds: int) -> None:
    """Print the CPU of an hour with each engine."""
    print(f"\nOne hour, one worker: {rounds} turns each after one that fills the caches\n{HEAD}")
    commands = {PLAIN: plain(folder, "hour"), OURS: ours(folder, "hour", 1)}
    if shutil.which("ffmpeg"):
        commands[FFMPEG] = ffmpeg(folder)
    else:
        print("ffmpeg is not here (apt install ffmpeg); its line is left out")
    costs: dict[str, list[Cost]] = {engine: [] for engine in commands}
    for number in range(rounds + 1):
        for engine, command in commands.items():
            spent = run(command, folder)
            if number:
                costs[engine].append(spent)
    for engine, several in costs.items():
        print_row(engine, several, costs[PLAIN], "")
    turns = zip(costs[OURS], costs[PLAIN], strict=True)
    print_target("CPU, ours over plain", median(a.cpu / b.cpu for a, b in turns), most=COST_MOST)


def workers(folder: Path, rounds: int) -> None:
    """Print by how much two workers are quicker than one."""
    print(f"\nOne hour, time on the clock: {rounds} turns")
    ratios = []
    for _ in range(rounds):
        one, two = (_seconds(ours(folder, "hour", jobs), folder) for jobs in (1, 2))
        print(f"one worker {one:.1f} s, two {two:.1f} s")
        ratios.append(one / two)
    print_target("time, one worker over two", median(ratios), least=WORKERS_LEAST)


def _seconds(command: list[str], folder: Path) -> float:
    begun = time.perf_counter()
    run(command, folder)
    return time.perf_counter() - begun


def memory(folder: Path, _rounds: int) -> None:
    """Print the most memory for an hour and for twelve.

    An MP4 file has a table of its packets: a million of them in twelve hours.  MP3 has
    none.
    """
    print("\nThe most memory of any process")
    for suffix in ("mp3", "m4b"):
        peaks = {}
        for length in ("hour", "hours"):
            spent = run(ours(folder, length, 2, suffix), folder)
            peaks[length] = spent.peak / 1e6
            print(f"{suffix}, {length}: {peaks[length]:.0f} MB, {spent.cpu:.0f} CPU s", flush=True)
        more = peaks["hours"] - peaks["hour"]
        print_target(f"{suffix}, MB, twelve hours over one", more, most=MEMORY_MOST)


if __name__ == "__main__":
    main()
