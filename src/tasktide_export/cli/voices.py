"""``tasktide-export voices``: the voices for spoken editions."""

import click


@click.command("voices")
@click.option("--lang", metavar="TAG", help="Only those for a language (BCP 47).")
def command(lang: str | None) -> int:
    """List the voices for spoken editions: name, languages."""
    from tasktide_export.speech.voices import voices

    found = voices(lang)
    for voice in found:
        click.echo(f"{voice.id:28} {', '.join(voice.languages):16} {voice.name}")
    if not found:
        click.echo(f"no voice speaks {lang!r}", err=True)
    return 0 if found else 1
