"""The times of a spoken edition: what is said when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tasktide_export.document import Document, Finding, Metadata, Severity
from tasktide_export.document.metadata import UNDETERMINED
from tasktide_export.errors import StyleError
from tasktide_export.narration import NarrationOptions, Pauses, Script, narrate
from tasktide_export.sound.choir import Choir
from tasktide_export.sound.lexicons import diction_of
from tasktide_export.sound.parallel import workers
from tasktide_export.sound.recording import Recording, record
from tasktide_export.sound.store import SpeechStore, folder_named
from tasktide_export.speech import Speaker, identity
from tasktide_export.speech.registry import DEFAULT
from tasktide_export.styles import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """How an edition is spoken.

    By which ``voice`` of which ``engine`` (an empty voice: the best), at a ``rate`` of how
    many words a minute, and by ``narration`` what is read and announced.  ``lexicons``
    are the paths of its pronunciation lexicons.  ``jobs`` speakers work at a time (0: one
    for each core), and ``cache`` names the folder where speech is kept; see
    :func:`~tasktide_export.sound.store.folder_named`.  Neither changes a sample.
    """

    voice: str = ""
    rate: int = 165
    engine: str = DEFAULT
    lexicons: tuple[str, ...] = ()
    jobs: int = 0
    cache: str = ""
    narration: NarrationOptions = field(default_factory=NarrationOptions)


class _Nowhere:
    def write(self, data: bytes, /) -> object:
        return len(data)


def timeline(document: Document, speaking: Speaking, style: Style) -> Recording:
    """Return when everything in the audio edition of ``document`` is said.

    The edition is spoken once and its sound thrown away; the times are those of the
    file that the exporter writes with the same settings and style.
    """
    script = script_of(document, speaking, style)
    with choir_for(document.metadata, speaking) as choir:
        return record(script, choir, _Nowhere(), lambda _done, _total: None, jobs=choir.jobs)


def script_of(document: Document, speaking: Speaking, style: Style) -> Script:
    """Return the script of ``document`` as ``speaking`` and the style have it read.

    Raises what a lexicon or the style's ``voice.toml`` raise when they are faulty.
    """
    diction = diction_of(speaking.lexicons, style)
    return narrate(document, pauses_of(style), options=speaking.narration, diction=diction)


def speaker_for(metadata: Metadata, speaking: Speaking) -> Speaker:
    """Return the speaker for an edition, with the voice that was chosen."""
    language = "" if metadata.language == UNDETERMINED else metadata.language
    return Speaker(
        voice=speaking.voice,
        language=language,
        words_a_minute=speaking.rate,
        engine=speaking.engine,
    )


def choir_for(metadata: Metadata, speaking: Speaking) -> Choir:
    """Return the speakers for an edition, with the speech that was kept for them."""
    folder, engine = folder_named(speaking.cache), identity(speaking.engine)
    store = SpeechStore(folder, engine, speaking.rate) if folder and engine else None
    return Choir(lambda: speaker_for(metadata, speaking), workers(speaking.jobs), store)


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


def voice_findings(script: Script, speaker: Speaker | Choir) -> Iterator[Finding]:
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
