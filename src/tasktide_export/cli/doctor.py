"""``tasktide-export doctor``: what is installed and how to get what is missing."""

import click


@click.command("doctor")
def command() -> int:
    """Say what is installed and how to get what is missing."""
    from tasktide_export.cli.examination import examine

    failed = False
    for found in examine():
        failed = failed or not found.works
        mark = (
            click.style("ok     ", fg="green") if found.works else click.style("missing", fg="red")
        )
        click.echo(f"{mark} {found.part}: {found.detail}")
        if found.remedy and not found.works:
            click.echo(f"        {found.remedy}")
    return int(failed)
