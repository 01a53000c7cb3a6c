"""Put Word files beside those of pandoc and html-for-docx: what is in them, what they cost.

One page of HTML with everything in it goes to each program in its best way; what the files
hold is read from their XML.  Then pages of three lengths are written by ours and by pandoc
in turn.

    python -m benchmarks.docx [--part features|cost] [--rounds N]

html-for-docx is measured where it is installed (pip install html-for-docx); it stops at a
drawing in SVG, so its page has the words in the drawing's place.  The errors of the Open
XML SDK are told where ``make conformance`` has installed its validator.
"""

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.docx_features import ROWS, Read
from benchmarks.docx_inputs import SIZES, write_inputs
from benchmarks.epub import print_target
from benchmarks.pandoc import ADVICE, pandocs
from benchmarks.pdf import HEAD, Cost, adopt_orphans, print_row, run
from benchmarks.pdf_inputs import count_words

OURS = "ours"
PARTS = ("features", "cost")
LEAST = 10
"""Pandoc's CPU over ours at 200,000 words: at least."""
LINEAR = 1.2 * 4
"""Our CPU at 200,000 words over that at 50,000: at most."""
_HTML_FOR_DOCX = """
import sys
import docx
from html4docx import HtmlToDocx
made = docx.Document()
page = open(sys.argv[1], encoding="utf-8").read()
page = page.replace('<img src="wave.svg" alt="A drawn wave">', "A drawn wave")
HtmlToDocx().add_html_to_document(page, made)
made.save(sys.argv[2])
"""


def main() -> None:
    """Write the inputs, make the files, print what is in them and what they cost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each program")
    asked = parser.parse_args()
    adopt_orphans()
    programs = pandocs()
    if not programs:
        print(ADVICE)
    with tempfile.TemporaryDirectory(prefix="docx-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_inputs(folder)
        if asked.part in {None, "features"}:
            print_features(folder, programs)
        if asked.part in {None, "cost"}:
            print_costs(folder, programs, asked.rounds)


def ours(page: str, target: Path, *options: str) -> list[str]:
    """Return our command; the whole of it, from the start of Python on."""
    command = [sys.executable, "-m", "tasktide_export", "-q", "-f", "docx", *options]
    return [*command, "-o", str(target), page]


def pandoc(program: str, page: str, target: Path) -> list[str]:
    """Return pandoc's command with what makes its files best: contents, numbered captions."""
    return [program, "-s", "--toc", "-f", "html", "-t", "docx+native_numbering", page,
            "-o", str(target)]  # fmt: skip


def print_features(folder: Path, programs: dict[str, str]) -> None:
    """Print what is in the file that each program makes of the rich page."""
    best = ("-O", "docx.lists=true", "-O", "docx.captions=numbered")
    commands = {OURS: ours("rich.html", folder / "ours.docx", *best)}
    commands |= {
        name: pandoc(program, "rich.html", folder / f"{name}.docx")
        for name, program in programs.items()
    }
    if importlib.util.find_spec("html4docx"):
        target = folder / "html-for-docx.docx"
        commands["html-for-docx"] = [
            sys.executable, "-c", _HTML_FOR_DOCX, "rich.html", str(target)
        ]  # fmt: skip
    else:
        print("html-for-docx is not here (pip install html-for-docx); its column is left out")
    files = {name: folder / f"{name}.docx" for name in commands}
    repeated = {}
    for name, command in commands.items():
        run(command, folder)
        first = files[name].read_bytes()
        run(command, folder)
        repeated[name] = "y" if files[name].read_bytes() == first else "-"
    print(f"\nOne page of HTML, what is in each file\n{'':34}" + _cells(commands))
    for title, read in ROWS.items():
        cells = [read(Read(files[name].read_bytes())) for name in commands]
        print(f"{title:34}{_cells(cells)}", flush=True)
    print(f"{'same bytes twice':34}{_cells(repeated.values())}")
    print(f"{'errors of the Open XML SDK':34}{_cells(_errors(files).values())}")


def _errors(files: dict[str, Path]) -> dict[str, str]:
    from tools.judges import open_xml
    from tools.judges.workshop import JudgeMissingError

    try:
        verdicts = open_xml.judge(list(files.values()))
    except JudgeMissingError:
        return dict.fromkeys(files, "not judged")
    return {name: str(len(verdicts[path])) for name, path in files.items()}


def _cells(values: "object") -> str:
    return "".join(f"{str(one)[:41]:43}" for one in values)  # type: ignore[attr-defined]


def print_costs(folder: Path, programs: dict[str, str], rounds: int) -> None:
    """Print the CPU for each length, ours beside pandoc's, taking turns."""
    ours_at: dict[str, float] = {}
    for size in SIZES:
        page = f"{size}.html"
        commands = {OURS: ours(page, folder / "ours.docx")}
        commands |= {
            name: pandoc(program, page, folder / "pandoc.docx")
            for name, program in programs.items()
        }
        words = count_words((folder / page).read_text("utf-8"))
        print(f"\n{words} words, {rounds} turns\n{HEAD}")
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                costs[name].append(run(command, folder))
        for name, several in costs.items():
            print_row(name, several, costs[OURS], "")
        ours_at[size] = median(one.cpu for one in costs[OURS])
        for name in programs:
            turns = zip(costs[name], costs[OURS], strict=True)
            ratio = median(theirs.cpu / our.cpu for theirs, our in turns)
            least = LEAST if size == "200,000" else None
            print_target(f"CPU, {name} over ours, {size} words", ratio, least=least or 0)
    sizes = list(SIZES)
    print_target(
        f"CPU, ours at {sizes[2]} words over {sizes[1]}",
        ours_at[sizes[2]] / ours_at[sizes[1]],
        most=LINEAR,
    )


if __name__ == "__main__":
    main()
