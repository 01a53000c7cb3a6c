"""``tasktide-export voices``: the voices for spoken editions."""

import click


@click.command("voices")
@click.option("--lang", metavar="TAG", help="Only those for a language (BCP 47).")
def command(lang: str | None) -> None:
    """List the voices for spoken editions: name, languages."""
    from tasktide_export.speech.voices import voices

    for voice in voices(lang):
        click.echo(f"{voice.id:28} {', '.join(voice.languages):16} {voice.name}")
