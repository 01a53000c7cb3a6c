"""``tasktide-export check``: what is found in articles and finished editions."""

import click


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--from", "source_format", metavar="FORMAT", help="What the articles are.")
@click.option("--allow-remote", is_flag=True, help="Fetch images from public web sites.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("-q", "--quiet", is_flag=True, help="Say errors and warnings only.")
def command(
    paths: tuple[str, ...],
    source_format: str | None,
    *,
    allow_remote: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Report what is found in articles and finished editions.

    An edition beside its article is also compared with it: outline, text,
    alternative texts, language.  A folder stands for the files in it.  Exit
    code 1 means that there are errors.
    """
    from tasktide_export.cli.checking import run_check

    return run_check(paths, source_format, allow_remote=allow_remote, as_json=as_json, quiet=quiet)
