"""``tasktide-export styles``: the styles that come with the program."""

import click


@click.command("styles")
def command() -> None:
    """List the styles; a path to a folder of your own works as well."""
    from tasktide_export import styles

    for name in styles.available():
        click.echo(f"{name:16} {styles.load(name).title}")
