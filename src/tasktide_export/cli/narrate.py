"""``tasktide-export narrate``: what a spoken edition will say."""

import click

_READING = click.Choice(["read", "skip"])


@click.command("narrate")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--from", "source_format", metavar="FORMAT", help="What the sources are.")
@click.option("-o", "--output", metavar="FILE", help="The file to write; else standard output.")
@click.option("--json", "as_json", is_flag=True, help="Print the script as JSON, for tools.")
@click.option("--lang", metavar="TAG", help="The language, as a BCP 47 tag.")
@click.option("--style", default="plain", metavar="NAME|PATH", help="Whose pauses are used.")
@click.option("--allow-remote", is_flag=True, help="Fetch addresses from public web sites.")
@click.option(
    "--profile",
    type=click.Choice(["simple", "detailed"]),
    default="detailed",
    show_default=True,
    help="All structure and every word, or what the ear needs; the options below overrule it.",
)
@click.option("--code", type=_READING, help="Code listings; skip tells their lines.")
@click.option("--formulas", type=_READING, help="Formulas in words.")
@click.option(
    "--notes",
    type=click.Choice(["after", "end", "skip"]),
    help="After the paragraph that calls them, at the end, or not.",
)
@click.option("--pullquotes", type=_READING, help="Quotations that repeat the text beside it.")
@click.option("--descriptions", type=_READING, help="Long descriptions of figures.")
@click.option(
    "--long-tables",
    type=click.IntRange(0),
    metavar="N",
    help="Cells up to which a table is read whole; 0 is all.",
)
def command(**given: object) -> int:
    """Print what a spoken edition will say: the script, without a voice.

    Chapters are headings; words that are not the article's stand in brackets; {fr} says
    that the language changes; after => stands what is said for the text before it.  An
    empty line is the pause between paragraphs, (1.2 s) a longer one.  At the end stands
    what is not read.  Several sources make one script, as they make one edition.

    --json gives an object: "title", "language", "profile"; "parts", in order, each with
    "type": "chapter" ("id", "title", "level"; level 0 is the title), "utterance" ("id",
    "place", "role": "text" or "announcement", "text", "said", "language", "note") or
    "pause" ("seconds"); "left_out" ("kind", "place", "texts"); "findings".
    """
    from tasktide_export.cli.narrating import Wish, run_narrate

    return run_narrate(Wish(**given))  # type: ignore[arg-type]
