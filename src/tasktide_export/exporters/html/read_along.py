"""Reading along: the article spoken in the page, and marked on it while it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tasktide_export.checks.claims import blocking
from tasktide_export.document import Document, Finding, Severity, excerpt
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.html.marks import Marking
from tasktide_export.exporters.html.player import player, program
from tasktide_export.exporters.html.voice import address, speak
from tasktide_export.narration import Utterance, narrate
from tasktide_export.narration.opening import TITLE
from tasktide_export.sound.recording import Cue
from tasktide_export.sound.timeline import Speaking
from tasktide_export.xhtml.element import XHTML, Element, el
from tasktide_export.xhtml.passages import Grain, mark_passages
from tasktide_export.xhtml.rendering import Rendering

PASSAGE = "passage"
"""The class of elements from which the reader may have the text read."""
_HEAVY = 20_000_000
_MOST = 32_000_000
"""Bytes of an address that every browser takes; Firefox takes no longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAlong:
    """What else a page that reads itself needs: its script, and what was found.

    ``whole`` says that all the text is read and marked, and heard in every browser: only
    then are text and sound of the page synchronised.
    """

    program: str
    findings: tuple[Finding, ...]
    whole: bool


def read_along(
    rendering: Rendering, body: Element, grain: Grain, speaking: Speaking, setting: Setting
) -> ReadAlong:
    """Speak the document that ``body`` shows, mark its passages there and put the player in.

    Raises what :func:`~tasktide_export.exporters.html.voice.speak` raises.
    """
    voice = speak(rendering.document, speaking, setting)
    cues = voice.recording.cues
    front, main = (next(body.iterchildren(f"{{{XHTML}}}{name}")) for name in ("header", "main"))
    front.set("id", TITLE)
    text, shown = _shown(rendering.document, main, grain)
    elements = {name: one for one in body.iter("*") if (name := one.get("id", ""))}
    calls = _calls(rendering) if speaking.narration.manner.notes == "after" else {}
    times = Marking(shown, calls, elements).marks(cues)
    for name in {one.element for one in times if one.element}:
        _classify(elements[name])
    sound = address(voice.sound)
    front.addnext(player(rendering.language, grain, sound, times))
    body.append(el("script"))
    left_out = tuple(_left_out(text, cues))
    found = (*voice.findings, *_unmarked(cues, shown), *left_out, *_weight(len(sound)))
    return ReadAlong(program=program(), findings=found, whole=not (left_out or blocking(found)))


def _shown(
    document: Document, main: Element, grain: Grain
) -> tuple[tuple[Utterance, ...], dict[str, tuple[Utterance, ...]]]:
    """Return all the text of the document, and what each marked element shows of it.

    What is not read is marked as well: the page and the script are compared word by word.
    """
    text = tuple(one for one in narrate(document).utterances if one.role == "text")
    return text, mark_passages([main], text, grain)


def _classify(element: Element) -> None:
    element.set("class", f"{element.get('class', '')} {PASSAGE}".strip())


def _calls(rendering: Rendering) -> dict[str, str]:
    """Return the id of the first call of each note that is called."""
    return {
        note.id: f"{note.id}-ref" for note in rendering.document.notes if rendering.calls[note.id]
    }


def _unmarked(
    cues: tuple[Cue, ...], shown: Mapping[str, tuple[Utterance, ...]]
) -> Iterator[Finding]:
    marked = {one.id for several in shown.values() for one in several}
    for cue in cues:
        if cue.role == "text" and cue.id not in marked and cue.text.strip():
            yield Finding(
                rule="read-along-incomplete",
                severity=Severity.ERROR,
                message="a sentence is read, and not marked on the page",
                place=cue.utterance.place,
                excerpt=excerpt(cue.text),
            )


def _left_out(text: tuple[Utterance, ...], cues: tuple[Cue, ...]) -> Iterator[Finding]:
    said = {cue.id for cue in cues}
    missing = [one for one in text if one.id not in said and one.text.strip()]
    if missing:
        yield Finding(
            rule="read-along-shortened",
            severity=Severity.INFO,
            message=f"{len(missing)} sentences of the page are not read, as was asked for; it does "
            "not claim that text and sound are synchronised",
            place=missing[0].place,
            excerpt=excerpt(missing[0].text),
            advice="read everything: profile=detailed",
        )


def _weight(length: int) -> Iterator[Finding]:
    """Yield a finding about sound that weighs ``length`` bytes in the page."""
    if length <= _HEAVY:
        return
    refused = length > _MOST
    yield Finding(
        rule="html-sound-refused" if refused else "html-sound-heavy",
        severity=Severity.ERROR if refused else Severity.WARNING,
        message=f"the sound takes {length / 1_000_000:.0f} MB of the page, "
        + (
            f"and not every browser plays more than {_MOST // 1_000_000}"
            if refused
            else "which small devices may load slowly"
        ),
        place="html",
        advice="export the parts by themselves, or the audio edition or an EPUB that reads along",
    )
