"""The times of a spoken edition: what is said when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tasktide_export.document import Document, Finding, Metadata, Severity
from tasktide_export.document.metadata import UNDETERMINED
from tasktide_export.errors import StyleError
from tasktide_export.narration import NarrationOptions, Pauses, Script, narrate
from tasktide_export.sound.recording import Recording, record
from tasktide_export.speech import Speaker
from tasktide_export.styles import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """How an edition is spoken.

    By which ``voice`` (empty: the best), at a ``rate`` of how many words a minute, and
    by ``narration`` what is read and announced.
    """

    voice: str = ""
    rate: int = 165
    narration: NarrationOptions = field(default_factory=NarrationOptions)


class _Nowhere:
    def write(self, data: bytes, /) -> object:
        return len(data)


def timeline(document: Document, speaking: Speaking, style: Style) -> Recording:
    """Return when everything in the audio edition of ``document`` is said.

    The edition is spoken once and its sound thrown away; the times are those of the
    file that the exporter writes with the same settings and style.
    """
    script = narrate(document, pauses_of(style), options=speaking.narration)
    with speaker_for(document.metadata, speaking) as speaker:
        return record(script, speaker, _Nowhere(), lambda _done, _total: None)


def speaker_for(metadata: Metadata, speaking: Speaking) -> Speaker:
    """Return the speaker for an edition, with the voice that was chosen."""
    language = "" if metadata.language == UNDETERMINED else metadata.language
    return Speaker(voice=speaking.voice, language=language, words_a_minute=speaking.rate)


def pauses_of(style: Style) -> Pauses:
    """Return the pauses in the style's ``voice.toml``, defaults where it says nothing.

    Raises :class:`~tasktide_export.errors.StyleError` for a name that is not a pause,
    or a value that is not a number of seconds from 0 to 10.
    """
    given: dict[str, Any] = style.toml("voice.toml").get("pauses", {})
    for name, value in given.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if name not in Pauses.__dataclass_fields__ or not number or not 0 <= value <= 10:  # noqa: PLR2004
            raise StyleError(
                f"the pause {name} = {value!r} is not one",
                where=f"style {style.name}, voice.toml",
                hint=f"seconds from 0 to 10 for {', '.join(Pauses.__dataclass_fields__)}",
            )
    return Pauses(**given)


def voice_findings(script: Script, speaker: Speaker) -> Iterator[Finding]:
    """Yield a finding for each language that no voice here knows."""
    languages = dict.fromkeys(one.language for one in script.utterances)
    for language in languages:
        voice, knows = speaker.voice_for(language)
        if not knows:
            yield Finding(
                rule="audio-no-voice",
                severity=Severity.WARNING,
                message=f"no voice knows {language or 'the undetermined language'!r}; "
                f"{voice.name} reads it",
                place=next(u.place for u in script.utterances if u.language == language),
                advice="state the language, or install a voice for it",
            )
