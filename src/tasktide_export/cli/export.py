"""``tasktide-export export``: editions of articles."""

import click

_STANDARD = "-"


@click.command("export")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="pdf, epub, docx, html, audio, json or all; repeatable; else from -o's suffix.",
)
@click.option("--from", "source_format", metavar="FORMAT", help="What the sources are.")
@click.option("-o", "--output", metavar="PATH", help="File or folder; - is standard output.")
@click.option("--individual", is_flag=True, help="One edition for each article.")
@click.option(
    "--allow-remote", is_flag=True, help="Fetch addresses and images from public web sites."
)
@click.option("--style", default="plain", metavar="NAME|PATH", help="How editions look.")
@click.option("--css", type=click.Path(), multiple=True, metavar="FILE", help="CSS on top of it.")
@click.option("-M", "--metadata", multiple=True, metavar="KEY=VALUE", help="Set a metadata field.")
@click.option("--title", metavar="TEXT", help="The title.")
@click.option("--author", multiple=True, metavar="NAME", help="An author; repeatable.")
@click.option("--lang", metavar="TAG", help="The language, as a BCP 47 tag.")
@click.option(
    "--cover",
    type=click.Path(),
    metavar="FILE",
    help="The cover image; EPUB and audio editions carry it.",
)
@click.option("--toc-depth", type=click.IntRange(1), metavar="N", help="Levels in the contents.")
@click.option(
    "--reference-doc", metavar="FILE", help="A Word file whose page and styles the DOCX takes."
)
@click.option("--pdf-variant", metavar="NAME", help="pdf/ua-1, which is PDF/A-3a too.")
@click.option("--voice", metavar="NAME", help="Who speaks: a name or language; see 'voices'.")
@click.option("--rate", type=click.IntRange(80, 450), metavar="N", help="Words a minute.")
@click.option(
    "--lexicon",
    type=click.Path(),
    multiple=True,
    metavar="FILE",
    help="How words are said (PLS); repeatable, the first counts.",
)
@click.option("-O", "options", multiple=True, metavar="FORMAT.KEY=VALUE", help="A format's option.")
@click.option(
    "--headings",
    type=click.Choice(["strict", "loose", "none"]),
    default="strict",
    help="How boldly headings are inferred from plain text.",
)
@click.option("--strict", is_flag=True, help="Write nothing that does not earn its claims.")
@click.option("--report", type=click.Path(), metavar="FILE", help="Write all findings as JSON.")
@click.option("--json", "as_json", is_flag=True, help="List the artifacts as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Say errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Say every finding.")
def command(**given: object) -> int:
    """Make editions of one or more articles.

    Several sources, and a WordPress export or feed with several articles, make
    one edition, each article a top section of it.  A source of - is standard
    input; an address is fetched with --allow-remote.  'tasktide-export formats'
    lists the options for -O.
    """
    from tasktide_export.cli.jobs import Request, run_export

    return run_export(Request(**given))  # type: ignore[arg-type]
