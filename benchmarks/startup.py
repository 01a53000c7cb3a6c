"""Measure what ``tasktide-export --help`` costs beside importing click alone.

The two commands take turns, so that whatever else the machine does hits both alike;
the medians of their CPU times and the ratio of the two are printed.

    .venv/bin/python benchmarks/startup.py [--rounds N]
"""

import argparse
import os
import sys
from pathlib import Path
from statistics import median

CLICK = (sys.executable, "-c", "import click")
HELP = (str(Path(sys.executable).with_name("tasktide-export")), "--help")
PROMISE = 1.5
"""What README promises at most: CPU of ``--help`` over CPU of importing click."""


def cpu_milliseconds(command: tuple[str, ...]) -> float:
    """Run ``command`` and return the CPU time, user and system, that it took."""
    silence = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(command[0], command, os.environ, file_actions=silence)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with exit code {status >> 8}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def main() -> None:
    """Take turns, then print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25, help="runs of each command")
    rounds = parser.parse_args().rounds

    for command in (CLICK, HELP):
        cpu_milliseconds(command)  # compiles the modules, fills the caches
    pairs = [(cpu_milliseconds(CLICK), cpu_milliseconds(HELP)) for _ in range(rounds)]
    click, help_text = (median(column) for column in zip(*pairs, strict=True))

    print(f"CPU, medians of {rounds} runs each, taking turns:")
    print(f"  import click             {click:7.1f} ms")
    print(f"  tasktide-export --help   {help_text:7.1f} ms")
    print(f"  ratio                    {help_text / click:7.2f}   (promised: at most {PROMISE})")


if __name__ == "__main__":
    main()
