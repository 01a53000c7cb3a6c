"""``tasktide-export formats``: what can be written and read."""

import click


@click.command("formats")
def command() -> None:
    """List the formats that can be written, with their options, and read."""
    import dataclasses

    from tasktide_export.errors import MissingDependencyError
    from tasktide_export.exporters.registry import all_exporters
    from tasktide_export.readers import FORMATS

    click.echo("Written (-f):")
    for name, found in all_exporters():
        if isinstance(found, MissingDependencyError):
            click.echo(f"  {name:10} not usable: {found.message}")
            continue
        click.echo(f"  {name:10} {found.title} ({found.suffix})")
        for field in dataclasses.fields(found.options):
            key = field.name.replace("_", "-")
            default = f" [{field.default}]" if field.default not in ("", None) else ""
            click.echo(f"    -O {name}.{key}={default}  {field.metadata.get('help', '')}")
    click.echo("Read (--from):")
    for one in FORMATS:
        click.echo(f"  {one.name:10} {one.title} ({', '.join(one.suffixes)})")
