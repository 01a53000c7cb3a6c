"""``tasktide-export formats``: what can be written and read."""

import types
import typing

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
            click.echo(f"    -O {name}.{key}={_values(found.options, field.name)}")
            click.echo(f"        {field.metadata.get('help', '')}{_default(field.default)}")
    click.echo("Read (--from):")
    for one in FORMATS:
        click.echo(f"  {one.name:10} {one.title} ({', '.join(one.suffixes)})")


def _values(options: type, name: str) -> str:
    """Return what an option takes, in words."""
    hint = typing.get_type_hints(options)[name]
    if typing.get_origin(hint) is types.UnionType:
        hint = typing.get_args(hint)[0]
    if typing.get_origin(hint) is typing.Literal:
        return "|".join(choice for choice in typing.get_args(hint) if choice)
    return {bool: "yes|no", int: "N", str: "TEXT"}.get(hint, "VALUE")


def _default(value: object) -> str:
    if value in ("", None):
        return ""
    return f" [{'yes' if value is True else 'no' if value is False else value}]"
