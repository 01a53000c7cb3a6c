"""Measure how well pages are read, beside other extractors, in one run.

The scoring tool and its two sets of pages lie outside of the project; the environment
variable TASKTIDE_SHARED names their folder (../shared without it).  For each set one line
a reader is printed: text F1, the share of each kind of item that was kept, pages per CPU
second.  Below stand the pages where we judge the expected reading itself to be wrong, each
with the reason, and our figures without those items.

    .venv/bin/python benchmarks/reading.py [--install] [--set readability|wcxb] [--only ours]

The other extractors are no dependencies: --install puts them into this environment.
"""

import argparse
import collections
import importlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Read = Callable[[bytes, str], str]

PACKAGES = {
    "trafilatura": "trafilatura",
    "readability": "readability-lxml",
    "resiliparse": "resiliparse",
}
SETS = {
    "readability": (
        [
            "F1",
            "heads",
            "li",
            "td",
            "th",
            "figcaption",
            "pre",
            "blockquote",
            "alt",
            "img",
            "media",
            "title",
            "pages/s",
        ]
    ),
    "wcxb": ["F1", "kept", "leaked", "pages/s"],
}
_ENOUGH = 100
"""The tool cuts items at 200 characters, white space counted; this many are compared."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What we judge wrong in the expected reading of a page.

    ``count`` items at most may be missing for the ``reason``: more would be our own
    loss.  ``strip`` is taken off each expected item before it is looked for.
    """

    reason: str
    count: int = 1
    strip: str = ""


_NAME = Wrong("keeps the site's name")
_TITLE = Wrong("repeats the title in the body")
_STANDFIRST = Wrong("has a heading of 120 characters or more: a standfirst")
_PORTRAIT = Wrong("keeps the author's portrait")
_FRONT = "is a front page: there is no article to be read"
_EDIT = "keeps the [edit] link in each heading"
_FORMULAS = "takes the fallback pictures of formulas for pictures"
WRONG: dict[tuple[str, str], Wrong] = {
    ("wikipedia", "heads"): Wrong(f"{_EDIT}, and the table of contents", 2, r" \[ edit \]$"),
    ("wikipedia", "li"): Wrong(
        "keeps the table of contents; notes are notes here, not list items", 108
    ),
    ("wikipedia", "td"): Wrong("keeps a box that only links to a sister site"),
    ("wikipedia", "title"): _NAME,
    ("wikipedia-3", "heads"): Wrong(_EDIT, 0, r" \[ edit \]$"),
    ("wikipedia-3", "li"): Wrong("notes are notes here; formulas in items are MathML here", 7),
    ("wikipedia-3", "td"): Wrong("keeps the notice that the section wants more text"),
    ("wikipedia-3", "alt"): Wrong(_FORMULAS, 61),
    ("wikipedia-3", "img"): Wrong(_FORMULAS, 61),
    ("firefox-nightly-blog", "heads"): Wrong("keeps the readers' comments", 3),
    ("firefox-nightly-blog", "li"): Wrong("keeps the readers' comments", 2),
    ("firefox-nightly-blog", "blockquote"): Wrong("keeps the readers' comments", 2),
    ("firefox-nightly-blog", "img"): Wrong("keeps the commentators' portraits", 2),
    ("firefox-nightly-blog", "title"): _NAME,
    ("nytimes-5", "F1"): Wrong(_FRONT),
    ("nytimes-5", "heads"): Wrong(_FRONT, 4),
    ("nytimes-5", "li"): Wrong(_FRONT, 26),
    ("theverge", "heads"): Wrong("keeps the offer of a newsletter and its prices", 3),
    ("iab-1", "heads"): Wrong("keeps the box about the author"),
    ("iab-1", "alt"): _PORTRAIT,
    ("iab-1", "img"): _PORTRAIT,
    ("iab-1", "title"): _NAME,
    ("toc-missing", "li"): Wrong("keeps the list of contents, which each edition makes anew", 18),
    ("tumblr", "heads"): _TITLE,
    ("ars-1", "heads"): Wrong("keeps the name of the section as a heading"),
    ("keep-images", "heads"): _STANDFIRST,
    ("buzzfeed-1", "heads"): _STANDFIRST,
    ("yahoo-2", "heads"): Wrong("takes a caption for a heading"),
    ("yahoo-2", "title"): Wrong("is the site's title, not the article's"),
    ("yahoo-4", "title"): _NAME,
    ("wapo-2", "img"): _PORTRAIT,
    ("qq", "img"): Wrong("keeps the blank picture in the place of a film"),
    ("clean-links", "alt"): Wrong("keeps the picture of a link within the page"),
    ("001", "title"): Wrong("keeps the name of the site's section"),
    ("breitbart", "title"): _NAME,
    ("ehow-1", "title"): _NAME,
    ("medium-3", "title"): _NAME,
}
"""Page and figure of what we judge wrong in the expected reading."""


@dataclass(slots=True)
class Tally:
    """How many items there are and how many were wanted, by figure."""

    have: collections.Counter[str] = field(default_factory=collections.Counter)
    want: collections.Counter[str] = field(default_factory=collections.Counter)

    def count(self, figure: str, have: int, want: int) -> None:
        """Add ``have`` of ``want`` items."""
        self.have[figure] += have
        self.want[figure] += want


@dataclass(slots=True)
class Score:
    """What one reader reached on one set: as the tool counts, and as we judge."""

    texts: dict[str, float] = field(default_factory=dict)
    counted: Tally = field(default_factory=Tally)
    judged: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    failed: int = 0

    def count(self, page: str, figure: str, have: int, want: int) -> None:
        """Count ``have`` of ``want`` items of a page."""
        self.counted.count(figure, have, want)
        self.judge(page, figure, have, want)

    def judge(self, page: str, figure: str, have: int, want: int) -> None:
        """Count without those missing items that the page is wrong to expect."""
        wrong = WRONG.get((page, figure))
        self.judged.count(figure, have, want - min(want - have, wrong.count if wrong else 0))

    def figure(self, name: str, *, judged: bool = False) -> float:
        """Return a figure as the tool defines it, or as we judge."""
        if name == "pages/s":
            return len(self.texts) / max(self.seconds, 1e-9)
        if name == "F1":
            texts = [
                one for page, one in self.texts.items() if not judged or (page, name) not in WRONG
            ]
            return sum(texts) / max(1, len(texts))
        tally = self.judged if judged else self.counted
        return tally.have[name] / max(1, tally.want[name])


def main() -> None:
    """Run each reader over each set and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install the other extractors")
    parser.add_argument("--set", choices=tuple(SETS), help="only this set")
    parser.add_argument("--only", help="only the reader with this name")
    asked = parser.parse_args()
    tool = scoring_tool(shared_folder())
    if asked.install:
        install_missing()
    for name in (asked.set,) if asked.set else SETS:
        print_set(name, tool, asked.only)


def shared_folder() -> Path:
    """Return the folder of the pages and the scoring tool."""
    default = Path(__file__).resolve().parents[2] / "shared"
    return Path(os.environ.get("TASKTIDE_SHARED", default))


def scoring_tool(shared: Path) -> Any:
    """Return the scoring tool as a module."""
    path = shared / "tools" / "score_reading.py"
    if not path.is_file():
        sys.exit(f"no scoring tool at {path}; TASKTIDE_SHARED names the folder that holds tools/")
    sys.path.insert(0, str(path.parent))
    try:
        return importlib.import_module(path.stem)
    finally:
        sys.path.pop(0)


def install_missing() -> None:
    """Install the extractors that are not there."""
    missing = [
        package for module, package in PACKAGES.items() if not importlib.util.find_spec(module)
    ]
    if missing:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *missing], check=True)


def readers(only: str | None) -> Iterator[tuple[str, Read]]:
    """Yield each reader that can be imported."""
    if only in {None, "ours"}:
        yield "ours", ours()
    makers = {"trafilatura": trafilatura, "readability": readability, "resiliparse": resiliparse}
    for name, maker in makers.items():
        if only not in {None, name}:
            continue
        if importlib.util.find_spec(name):
            yield name, maker()
        else:
            print(f"{name:<14} is not installed; --install does it")


def ours() -> Read:
    """Read a page and export it as HTML."""
    from tasktide_export import styles
    from tasktide_export.editions import settle_links
    from tasktide_export.exporters.base import Setting
    from tasktide_export.exporters.html import HtmlExporter, HtmlOptions
    from tasktide_export.readers.base import ReadOptions, Source
    from tasktide_export.readers.html import read_html

    style = styles.load()

    def read(page: bytes, address: str) -> str:
        source = Source(data=page, name="page", address=address)
        document = settle_links(read_html(source, ReadOptions()))
        stream = io.BytesIO()
        HtmlExporter().write(document, stream, HtmlOptions(toc=False), Setting(style=style))
        return stream.getvalue().decode()

    return read


def trafilatura() -> Read:
    """Extract with trafilatura, everything that it can keep kept."""
    module: Any = importlib.import_module("trafilatura")

    def read(page: bytes, address: str) -> str:
        return (
            module.extract(
                page,
                url=address or None,
                output_format="html",
                include_formatting=True,
                include_links=True,
                include_images=True,
                include_tables=True,
                include_comments=False,
            )
            or ""
        )

    return read


def readability() -> Read:
    """Extract with readability-lxml."""
    module: Any = importlib.import_module("readability")

    def read(page: bytes, address: str) -> str:
        text = page.decode("utf-8", "replace")
        return str(module.Document(text, url=address or None).summary())

    return read


def resiliparse() -> Read:
    """Extract with resiliparse, main content alone."""
    extract: Any = importlib.import_module("resiliparse.extract.html2text")

    def read(page: bytes, _address: str) -> str:
        return str(
            extract.extract_plain_text(
                page.decode("utf-8", "replace"),
                main_content=True,
                preserve_formatting="minimal_html",
            )
        )

    return read


def print_set(name: str, tool: Any, only: str | None) -> None:
    """Print one set's table, then what we judge wrong in it."""
    columns = SETS[name]
    print(f"\n{name:<14}" + "".join(f"{column:>11}" for column in columns))
    for reader, read in readers(only):
        score = measure(name, read, tool, is_ours=reader == "ours")
        print_row(reader, [score.figure(one) for one in columns])
        if reader == "ours" and name == "readability":
            print_row("ours, judged", [score.figure(one, judged=True) for one in columns])
        if score.failed:
            print(f"{'':<14}  {score.failed} pages failed")
    if name == "readability":
        print("\nJudged: white space inside items does not count, nor do so many items of these:")
        for (page, figure), wrong in sorted(WRONG.items()):
            print(f"  {page:<24}{figure:<12}{wrong.count or '':>4}  {wrong.reason}")


def print_row(reader: str, figures: list[float]) -> None:
    """Print one reader's figures."""
    print(f"{reader:<14}" + "".join(f"{one:>11.3f}" for one in figures), flush=True)


def measure(name: str, read: Read, tool: Any, *, is_ours: bool) -> Score:
    """Return what a reader reaches on a set."""
    score = Score()
    for page, data, address, truth in tool.pages(name, tool.CORPUS):
        start = time.process_time()
        try:
            markup = read(data, address)
        except Exception:  # noqa: BLE001 - whatever an extractor raises is a page that failed
            markup, score.failed = "", score.failed + 1
        score.seconds += time.process_time() - start
        got = tool.tree(markup, False)  # noqa: FBT003 - the tool's own signature
        if name == "readability":
            compare_items(page, got, tool.tree(truth.read_text("utf-8"), True), score, tool)  # noqa: FBT003
            if is_ours:
                compare_title(page, data, address, truth, score)
        else:
            compare_snippets(page, got, json.loads(truth.read_text("utf-8")), score, tool)
    return score


def compare_items(page: str, got: Any, gold: Any, score: Score, tool: Any) -> None:
    """Count items as the tool does."""
    score.texts[page] = tool.f1(tool.tokens(tool.text_of(got)), tool.tokens(tool.text_of(gold)))
    found = tool.items(got)
    for figure, wanted in tool.items(gold).items():
        score.counted.count(figure, (wanted & found[figure]).total(), wanted.total())
        wrong = WRONG.get((page, figure))
        true = squeeze(wanted, wrong.strip if wrong else "")
        score.judge(page, figure, (true & squeeze(found[figure])).total(), true.total())
    for figure, tags, mark in (("img", ("img",), "missing-image"), ("media", tool.MEDIA, "embed")):
        want = sum(1 for tag in tags for _ in gold.iter(tag))
        have = sum(1 for tag in tags for _ in got.iter(tag)) + len(
            got.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {mark} ')]")
        )
        score.count(page, figure, min(have, want), want)


def squeeze(items: collections.Counter[str], strip: str = "") -> collections.Counter[str]:
    """Return items without white space and punctuation: markup inside words parts them."""
    squeezed: collections.Counter[str] = collections.Counter()
    for text, count in items.items():
        right = re.sub(strip, "", text) if strip else text
        squeezed[re.sub(r"\W+", "", right)[:_ENOUGH]] += count
    return squeezed


def compare_title(page: str, data: bytes, address: str, truth: Path, score: Score) -> None:
    """Count the title that is exact."""
    from tasktide_export.readers.base import ReadOptions, Source
    from tasktide_export.readers.html import read_html

    wanted = json.loads(truth.with_name("expected-metadata.json").read_text("utf-8")).get("title")
    if not wanted:
        return
    document = read_html(Source(data=data, name=page, address=address), ReadOptions())
    same = " ".join(document.metadata.title.split()) == " ".join(wanted.split())
    score.count(page, "title", int(same), 1)


def compare_snippets(page: str, got: Any, truth: dict[str, Any], score: Score, tool: Any) -> None:
    """Count what must stay and what must go, as the tool does."""
    gold = truth["ground_truth"]
    text = tool.text_of(got)
    score.texts[page] = tool.f1(tool.tokens(text), tool.tokens(gold["main_content"]))
    squeezed = re.sub(r"\W+", "", tool.norm(text))
    for figure, key in (("kept", "with"), ("leaked", "without")):
        for snippet in gold.get(key) or ():
            there = re.sub(r"\W+", "", tool.norm(snippet)) in squeezed
            score.count(page, figure, int(there), 1)


if __name__ == "__main__":
    main()
