"""What ``benchmarks/pdf.py`` gives to each engine, all from the same articles.

For each article there are a page of HTML (made from a list of words and a fixed seed),
the XHTML that the exporter lays out, its pictures in it, and a Typst source.

    python -m benchmarks.pdf_inputs FOLDER RICH.html
"""

import base64
import html
import random
import re
import sys
from pathlib import Path
from typing import Any

SIZES = {"article": 6, "book": 112, "library": 332}
"""How many sections each article has: about two, 54 and 160 pages."""

_WORDS = """
harbour tide gauge staff water level morning keeper record brass wheel station sound
measured counted written lowered carried forgotten slow early steady narrow northern
a the of and in by with over under between after before because while every other
hour century instrument observation lighthouse merchant astronomer calculation
"""
_PARAGRAPH = 56
"""Words."""
_SEED = 20260214


def article(sections: int) -> str:
    """Return a page: a heading a section, links, lists; longer ones have tables and notes."""
    chance = random.Random(_SEED)  # noqa: S311 - the same page every time
    is_long = sections > SIZES["article"]
    parts = [_section(number, chance, is_long=is_long) for number in range(1, sections + 1)]
    notes = "".join(
        f'<li id="fn{number}">{sentence(chance, 14)} <a href="#ref{number}">back</a></li>'
        for number in range(1, sections + 1)
        if is_long
    )
    ending = f'<section role="doc-endnotes"><h2>Notes</h2><ol>{notes}</ol></section>'
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        "<title>What the keeper wrote</title></head><body><article>"
        f"<h1>What the keeper wrote</h1>{''.join(parts)}{ending if is_long else ''}"
        "</article></body></html>"
    )


def _section(number: int, chance: random.Random, *, is_long: bool) -> str:
    rank = 2 if number % 3 == 1 else 3
    link = f'<a href="https://example.org/{number}">{words(chance, 3)}</a>'
    call = f'<sup><a href="#fn{number}" id="ref{number}">{number}</a></sup>'
    text = f"{sentence(chance, _PARAGRAPH // 2)} See {link}. {sentence(chance, _PARAGRAPH // 2)}"
    parts = [f"<h{rank}>{words(chance, 4).capitalize()}</h{rank}>", f"<p>{text}"]
    parts.append(f"{call}</p>" if is_long else "</p>")
    if is_long:
        parts.append(f"<p>{sentence(chance, _PARAGRAPH)}</p>")
    if number % 3 == 0:
        items = "".join(f"<li>{words(chance, 8)}</li>" for _ in range(3))
        parts.append(f"<ul>{items}</ul>")
    if is_long and number % 4 == 0:
        parts.append(table(number, chance))
    return "".join(parts)


def table(number: int, chance: random.Random) -> str:
    head = "".join(f'<th scope="col">{words(chance, 1)}</th>' for _ in range(4))
    rows = "".join(
        f'<tr><th scope="row">{words(chance, 1)}</th>'
        + "".join(f"<td>{chance.randrange(1000) / 100:.2f}</td>" for _ in range(3))
        + "</tr>"
        for _ in range(6)
    )
    caption = f"<caption>Readings {number}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS.split(), k=count))


def sentence(chance: random.Random, count: int) -> str:
    """Return sentences of about ten words that have ``count`` words together."""
    words = chance.choices(_WORDS.split(), k=count)
    parts = (" ".join(words[at : at + 10]).capitalize() for at in range(0, count, 10))
    return ". ".join(parts) + "."


def printed(document: Any) -> str:
    """Return the XHTML that the exporter hands to WeasyPrint, with its pictures in it.

    This is all that is known here of the exporter's inside.
    """
    from tasktide_export import styles
    from tasktide_export.editions import settle_links
    from tasktide_export.exporters.base import Setting
    from tasktide_export.exporters.pdf import PdfOptions
    from tasktide_export.exporters.pdf.print_page import asset_address, print_page

    settled = settle_links(document)
    # A note inside its paragraph is a tree that no parser would read from markup.
    page = print_page(settled, PdfOptions(notes="end"), Setting(style=styles.load()))
    pictures = {asset_address(one): (one.data, one.media_type) for one in settled.assets}
    for address, drawing in page.formulas.drawings.items():
        pictures[address] = (drawing, "image/svg+xml")
    markup = page.markup()
    for address, (data, media_type) in pictures.items():
        inside = f"data:{media_type};base64,{base64.b64encode(data).decode()}"
        markup = markup.replace(f'"{html.escape(address)}"', f'"{inside}"')
    return markup


def write_inputs(folder: Path, rich: Path) -> None:
    """Write the pages of every size, and the XHTML and Typst source of each and of ``rich``."""
    import tasktide_export as tasktide
    from benchmarks.pdf_typst import typst_source

    pages = {"rich": rich}
    for name, sections in SIZES.items():
        pages[name] = folder / f"{name}.html"
        pages[name].write_text(article(sections), "utf-8")
    for name, page in pages.items():
        markup = printed(tasktide.read(page))
        (folder / f"{name}.xhtml").write_text(markup, "utf-8")
        (folder / f"{name}.typ").write_text(typst_source(markup, folder), "utf-8")


def count_words(page: str) -> int:
    """Return how many words of text a page has, its head left out."""
    return len(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]).split())


if __name__ == "__main__":
    write_inputs(Path(sys.argv[1]), Path(sys.argv[2]))
