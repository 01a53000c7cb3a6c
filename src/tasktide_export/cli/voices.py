"""``tasktide-export voices``: the voices for spoken editions."""

import click


@click.command("voices")
@click.option("--lang", metavar="TAG", help="Only those for a language (BCP 47).")
@click.option("--engine", metavar="NAME", help="Only those of one speech engine.")
def command(lang: str | None, engine: str | None) -> int:
    """List the voices for spoken editions: engine, voice, languages, name."""
    from tasktide_export.errors import ExportError
    from tasktide_export.speech import registry
    from tasktide_export.speech.voices import voices

    found = False
    for name in (engine,) if engine else registry.names():
        try:
            its = voices(lang, engine=name)
        except ExportError as error:
            if engine:
                raise
            click.echo(f"{name}: not usable: {error}", err=True)
            continue
        for voice in its:
            found = True
            click.echo(f"{name:8} {voice.id:28} {', '.join(voice.languages):16} {voice.name}")
    if not found:
        click.echo(f"no voice speaks {lang!r}" if lang else "there is no voice", err=True)
    return 0 if found else 1
